package org.vavl.learning.corpus.importer;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.folder.ClipEntry;
import org.vavl.learning.corpus.folder.CorpusDescription;
import org.vavl.learning.corpus.importer.source.ConsensusTables;
import org.vavl.learning.corpus.importer.source.ImportPlan;
import org.vavl.learning.corpus.table.CsvRow;

/**
 * CREMA-D (Cao et al. 2014) with the labels and the five speaker-independent partitions of the paper: tables
 * {@code label_consensus_N.csv} with the share of raters who chose each emotion.
 */
final class CremaDImporter implements CorpusImporter {
    private static final List<String> EMOTIONS = List.of("angry", "sad", "disgust", "fear", "neutral", "happy");
    private static final String SOFT = "softLabels";

    @Override
    public String name() {
        return "crema-d";
    }

    @Override
    public String description() {
        return "CREMA-D: a folder of tables label_consensus_N.csv; 6 emotions with their votes, partitions 1 to 5";
    }

    @Override
    public Map<String, String> options() {
        return Map.of(SOFT, "true: the share of votes is learnt; false (unless given): which emotion has the most");
    }

    @Override
    public ImportPlan plan(Path source, ImportOptions options) {
        return new ImportPlan(
                new CorpusDescription(
                        name(),
                        new Task.Classification(EMOTIONS, options.isSet(SOFT)),
                        "Cao et al. 2014, CREMA-D: Crowd-Sourced Emotional Multimodal Actors Dataset, "
                                + "doi:10.1109/TAFFC.2014.2336244",
                        "Open Database License 1.0",
                        List.of()),
                ConsensusTables.read(source, EMOTIONS, CremaDImporter::clip));
    }

    private static ClipEntry clip(CsvRow row) {
        Map<String, Double> votes = new LinkedHashMap<>();
        for (String emotion : EMOTIONS) {
            double share = row.number(emotion).orElseThrow(() -> row.error(emotion + " is empty, and must not be"));
            if (share < 0) {
                throw row.error(emotion + " is " + share + ", and must be 0 or more");
            }
            votes.put(emotion, share);
        }
        String id = ConsensusTables.stem(row.require(ConsensusTables.FILE));
        return new ClipEntry(
                id,
                row.require(ConsensusTables.SPEAKER),
                new Labels(votes, Map.of()),
                traits(id, row.require(ConsensusTables.GENDER)),
                Map.of());
    }

    /** Names are ACTOR_SENTENCE_EMOTION_LEVEL, where the emotion is what the actor was asked for. */
    private static Map<String, String> traits(String id, String gender) {
        String[] parts = id.split("_", -1);
        if (parts.length != 4) {
            throw new VavlException("clip " + id + " must be named as CREMA-D's are, such as 1001_DFA_ANG_XX");
        }
        return Map.of(
                Clip.GENDER,
                gender.toLowerCase(Locale.ROOT),
                "sentence",
                parts[1],
                "asked",
                parts[2],
                "level",
                parts[3]);
    }
}
