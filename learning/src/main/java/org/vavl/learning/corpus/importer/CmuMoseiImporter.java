package org.vavl.learning.corpus.importer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.folder.ClipEntry;
import org.vavl.learning.corpus.folder.CorpusDescription;
import org.vavl.learning.corpus.importer.source.ImportPlan;
import org.vavl.learning.corpus.importer.source.PlannedClip;
import org.vavl.learning.corpus.table.CsvReader;
import org.vavl.learning.corpus.table.CsvRow;

/**
 * CMU-MOSEI (Zadeh et al. 2018): a table {@code sentiment.csv} with the columns {@code segment} ({@code VIDEO_NUMBER}),
 * {@code split} and {@code sentiment} from -3 to 3. The corpus does not say who speaks; the video stands for the speaker, as one
 * person speaks in each. Features are looked for as {@code VIDEO_NUMBER} and as {@code VIDEO[NUMBER]}, as in CMU's own files.
 */
final class CmuMoseiImporter implements CorpusImporter {
    private static final String TABLE = "sentiment.csv";
    private static final String SEGMENT = "segment";
    private static final String SPLIT = "split";
    private static final String SENTIMENT = "sentiment";

    /** The partition's name in the corpus. */
    private static final String PARTITION = "standard";

    @Override
    public String name() {
        return "cmu-mosei";
    }

    @Override
    public String description() {
        return "CMU-MOSEI: a table sentiment.csv, or its folder; sentiment from -3 to 3, partition 'standard'";
    }

    @Override
    public Map<String, String> options() {
        return Map.of();
    }

    @Override
    public ImportPlan plan(Path source, ImportOptions options) {
        Path table = Files.isDirectory(source) ? source.resolve(TABLE) : source;
        List<PlannedClip> clips = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        try (CsvReader reader = CsvReader.open(table)) {
            List.of(SEGMENT, SPLIT, SENTIMENT).forEach(reader::requireColumn);
            for (CsvRow row : reader.rows()) {
                PlannedClip clip = clip(row);
                if (!ids.add(clip.entry().id())) {
                    throw row.error("segment " + clip.entry().id() + " is there twice, and must be there once");
                }
                clips.add(clip);
            }
        }
        return new ImportPlan(
                new CorpusDescription(
                        name(),
                        new Task.Regression(List.of(new Task.Attribute(SENTIMENT, -3, 3))),
                        "Zadeh et al. 2018, Multimodal Language Analysis in the Wild: CMU-MOSEI Dataset and "
                                + "Interpretable Dynamic Fusion Graph, ACL 2018",
                        "see the CMU Multimodal SDK",
                        List.of("the speaker of a segment is its video")),
                clips);
    }

    private static PlannedClip clip(CsvRow row) {
        String segment = row.require(SEGMENT);
        int underscore = segment.lastIndexOf('_');
        if (underscore < 1 || underscore == segment.length() - 1) {
            throw row.error("segment is '" + segment + "', and must be VIDEO_NUMBER");
        }
        double sentiment = row.number(SENTIMENT).orElseThrow(() -> row.error("sentiment is empty, and must not be"));
        if (sentiment < -3 || sentiment > 3) {
            throw row.error("sentiment is " + sentiment + ", and must be from -3 to 3");
        }
        String video = segment.substring(0, underscore);
        Part part;
        try {
            part = Part.parse(row.require(SPLIT));
        } catch (VavlException e) {
            throw row.error(String.valueOf(e.getMessage()));
        }
        return new PlannedClip(
                new ClipEntry(
                        segment,
                        video,
                        new Labels(Map.of(), Map.of(SENTIMENT, sentiment)),
                        Map.of(),
                        Map.of(PARTITION, part)),
                List.of(segment, video + "[" + segment.substring(underscore + 1) + "]"));
    }
}
