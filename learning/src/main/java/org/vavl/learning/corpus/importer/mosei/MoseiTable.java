package org.vavl.learning.corpus.importer.mosei;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Labels;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.folder.ClipEntry;
import org.vavl.learning.corpus.importer.source.ImportPlan;
import org.vavl.learning.corpus.importer.source.PlannedClip;
import org.vavl.learning.corpus.table.CsvReader;
import org.vavl.learning.corpus.table.CsvRow;

/**
 * A table of CMU-MOSEI's sentiment: {@code segment} ({@code VIDEO_NUMBER}), {@code split} and {@code sentiment} from -3 to 3. Its numbers
 * count the segments of the transcripts, with gaps, and not those of CMU's files; so features must be called as the table calls the
 * segment, and computational sequences are not looked up by number.
 */
public final class MoseiTable {
    static final String SEGMENT = "segment";
    static final String SPLIT = "split";

    private MoseiTable() {}

    /**
     * The plan of what a table says.
     *
     * @throws VavlException if it is not as it must be
     */
    public static ImportPlan plan(Path table) {
        List<PlannedClip> clips = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        try (CsvReader reader = CsvReader.open(table)) {
            List.of(SEGMENT, SPLIT, MoseiCorpus.SENTIMENT).forEach(reader::requireColumn);
            for (CsvRow row : reader.rows()) {
                PlannedClip clip = clip(row);
                if (!ids.add(clip.id())) {
                    throw row.error("segment " + clip.id() + " is there twice, and must be there once");
                }
                clips.add(clip);
            }
        }
        return MoseiCorpus.plan(MoseiCorpus.LabelSet.SENTIMENT, clips, Map.of(), List.of());
    }

    private static PlannedClip clip(CsvRow row) {
        double sentiment =
                row.number(MoseiCorpus.SENTIMENT).orElseThrow(() -> row.error("sentiment is empty, and must not be"));
        if (sentiment < -3 || sentiment > 3) {
            throw row.error("sentiment is " + sentiment + ", and must be from -3 to 3");
        }
        String segment = row.require(SEGMENT);
        return new PlannedClip(
                new ClipEntry(
                        segment,
                        video(row),
                        new Labels(Map.of(), Map.of(MoseiCorpus.SENTIMENT, sentiment)),
                        Map.of(),
                        Map.of(MoseiCorpus.PARTITION, part(row))),
                List.of(segment));
    }

    /** The video of a row's segment. */
    static String video(CsvRow row) {
        String segment = row.require(SEGMENT);
        int underscore = segment.lastIndexOf('_');
        if (underscore < 1 || underscore == segment.length() - 1) {
            throw row.error("segment is '" + segment + "', and must be VIDEO_NUMBER");
        }
        return segment.substring(0, underscore);
    }

    /** The part of a row. */
    static Part part(CsvRow row) {
        try {
            return Part.parse(row.require(SPLIT));
        } catch (VavlException e) {
            throw row.error(String.valueOf(e.getMessage()));
        }
    }
}
