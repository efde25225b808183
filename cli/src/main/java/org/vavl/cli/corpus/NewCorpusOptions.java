package org.vavl.cli.corpus;

import java.nio.file.Path;
import org.vavl.learning.corpus.folder.FeatureStorage;
import picocli.CommandLine.Option;

/** Where a new corpus goes, and how its features are stored. */
final class NewCorpusOptions {
    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "The new corpus's folder; nothing may be there.")
    private Path folder;

    @Option(
            names = "--storage",
            paramLabel = "TYPE",
            description = "How features are stored: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    private FeatureStorage storage = FeatureStorage.FLOAT32;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    NewCorpusOptions() {}

    /** The new corpus's folder. */
    Path folder() {
        return folder;
    }

    /** How features are stored. */
    FeatureStorage storage() {
        return storage;
    }
}
