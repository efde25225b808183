package org.vavl.learning.corpus.importer;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.folder.ClipEntry;
import org.vavl.learning.corpus.folder.CorpusDescription;
import org.vavl.learning.corpus.importer.source.ConsensusTables;
import org.vavl.learning.corpus.importer.source.ImportPlan;
import org.vavl.learning.corpus.table.CsvRow;

/**
 * MSP-IMPROV (Busso et al. 2017) with the partitions of the paper: tables {@code labels_consensus_N.csv} with activation, valence
 * and dominance from 1 to 5. Activation runs from excited to calm there; so arousal is 6 minus activation. Numbers of speakers are
 * used twice, once for a woman and once for a man; speakers are named as in the clips' names, such as {@code F02}.
 */
final class MspImprovImporter implements CorpusImporter {
    private static final double TURN = 6;
    private static final String ACTIVATION = "EmoAct";
    private static final String VALENCE = "EmoVal";
    private static final String DOMINANCE = "EmoDom";
    private static final Pattern NAME = Pattern.compile("MSP-IMPROV-([^-]+)-([FM]0[1-6])-([A-Z])-([^-.]+)");
    private static final Task.Regression TASK = new Task.Regression(List.of(
            new Task.Attribute("arousal", 1, 5),
            new Task.Attribute("valence", 1, 5),
            new Task.Attribute("dominance", 1, 5)));

    @Override
    public String name() {
        return "msp-improv";
    }

    @Override
    public String description() {
        return "MSP-IMPROV: a folder of tables labels_consensus_N.csv; arousal, valence, dominance, partitions 1 to 5";
    }

    @Override
    public Map<String, String> options() {
        return Map.of();
    }

    @Override
    public ImportPlan plan(Path source, ImportOptions options) {
        return new ImportPlan(
                new CorpusDescription(
                        name(),
                        TASK,
                        "Busso et al. 2017, MSP-IMPROV: An Acted Corpus of Dyadic Interactions to Study Emotion "
                                + "Perception, doi:10.1109/TAFFC.2016.2515617",
                        "academic licence of the MSP laboratory",
                        List.of("arousal = 6 - EmoAct, which runs from excited to calm")),
                ConsensusTables.read(source, List.of(ACTIVATION, VALENCE, DOMINANCE), MspImprovImporter::clip));
    }

    private static ClipEntry clip(CsvRow row) {
        String id = ConsensusTables.stem(row.require(ConsensusTables.FILE));
        Matcher name = NAME.matcher(id);
        if (!name.matches()) {
            throw row.error("clip " + id + " must be named as MSP-IMPROV's are, such as MSP-IMPROV-S01A-F02-R-FF01");
        }
        return new ClipEntry(
                id,
                name.group(2),
                new Labels(
                        Map.of(),
                        Map.of(
                                "arousal", TURN - rating(row, ACTIVATION),
                                "valence", rating(row, VALENCE),
                                "dominance", rating(row, DOMINANCE))),
                Map.of(
                        Clip.GENDER,
                        row.require(ConsensusTables.GENDER).toLowerCase(Locale.ROOT),
                        "sentence",
                        name.group(1),
                        "scenario",
                        name.group(3)),
                Map.of());
    }

    private static double rating(CsvRow row, String column) {
        double rating = row.number(column).orElseThrow(() -> row.error(column + " is empty, and must not be"));
        if (rating < 1 || rating > 5) {
            throw row.error(column + " is " + rating + ", and must be from 1 to 5");
        }
        return rating;
    }
}
