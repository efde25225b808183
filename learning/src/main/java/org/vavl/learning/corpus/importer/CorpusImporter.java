package org.vavl.learning.corpus.importer;

import java.nio.file.Path;
import java.util.Map;
import org.vavl.learning.corpus.importer.source.ImportPlan;

/** Reads the labels and the partitions of a corpus as its authors publish them. */
public interface CorpusImporter {
    /** What users call it, such as {@code crema-d}. */
    String name();

    /** What it imports and what it needs, in a sentence or two. */
    String description();

    /** The options that it knows: what each does, by name. */
    Map<String, String> options();

    /** Whether the source may have features of modalities by any name; else there are acoustic and visual ones. */
    default boolean namesModalities() {
        return false;
    }

    /** Whether it reads a file or a folder; else it is made from nothing. */
    default boolean hasSource() {
        return true;
    }

    /**
     * Reads everything but features.
     *
     * @param source the file or folder that the user named; any if there is none
     * @param options the user's; only those of {@link #options}
     * @throws org.vavl.core.VavlException if a file is missing or not as it must be
     */
    ImportPlan plan(Path source, ImportOptions options);
}
