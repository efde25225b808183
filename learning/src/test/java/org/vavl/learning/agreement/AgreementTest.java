package org.vavl.learning.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.learning.metrics.Bootstrap;
import org.vavl.learning.metrics.ConfidenceInterval;

class AgreementTest {
    private static final RatingSources CLASSES = new RatingSources(List.of(), "", RatingSources.USUAL_STEP);

    @TempDir
    private Path folder;

    private Path file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private static Map<String, Path> named(Object... namesAndPaths) {
        Map<String, Path> named = new LinkedHashMap<>();
        for (int i = 0; i < namesAndPaths.length; i += 2) {
            named.put((String) namesAndPaths[i], (Path) namesAndPaths[i + 1]);
        }
        return named;
    }

    @Test
    void tablesOfClipsAreJoinedByTheClipAndPredictionsAreOneMore() throws IOException {
        Path anna = file("anna.csv", "id,label\na,happy\nb,sad\nc,sad\nd,\n");
        Path model = file(
                "predictions.csv",
                "clip,speaker,modalities,target,answer,answeredBy\na,s1,acoustic,x,happy,acoustic\nb,s1,acoustic,x,happy,acoustic\nc,s2,acoustic,x,sad,acoustic\nd,s2,acoustic,x,sad,acoustic\n");
        Ratings ratings = CLASSES.read(named("anna", anna, "model", model));
        assertThat(ratings.annotators()).containsExactly("anna", "model");
        assertThat(ratings.cluster()).isEqualTo("speakers");
        Agreement agreement = AgreementAnalysis.withoutIntervals().ofClasses(ratings);
        assertThat(agreement.all().complete()).isEqualTo(3);
        // observed 2/3; expected (1·2 + 2·1)/9
        assertThat(agreement.all().values().get("percent")).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(agreement.all().values().get("cohenKappa"))
                .isCloseTo((2 / 3.0 - 4 / 9.0) / (1 - 4 / 9.0), within(1e-12));
        assertThat(agreement.confusions().get(0).count(1, 0)).isEqualTo(1);
        assertThat(agreement.differences()).containsExactly(new Difference("b", 0, 0, List.of("sad", "happy")));
    }

    @Test
    void oneTableMayNameItsAnnotators() throws IOException {
        Path all = file("all.csv", "clip,annotator,label\na,one,x\na,two,x\na,three,y\nb,one,y\nb,two,y\nb,three,y\n");
        Ratings ratings = CLASSES.read(named("all", all));
        assertThat(ratings.annotators()).containsExactly("one", "two", "three");
        assertThat(AgreementAnalysis.withoutIntervals().ofClasses(ratings).pairs())
                .hasSize(3);
    }

    @Test
    void theSameSegmentsAreComparedAsSegments() throws IOException {
        Path one = file("one.csv", "start,end,label\n0,1,x\n1,2.5,y\n");
        Path two = file("two.csv", "start,end,label\n0,1,x\n1,2.5,x\n");
        Ratings ratings = CLASSES.read(named("one", one, "two", two));
        assertThat(ratings.unit()).isEqualTo("segments");
        assertThat(ratings.units()).hasSize(2);
        assertThat(AgreementAnalysis.withoutIntervals().ofClasses(ratings).differences())
                .containsExactly(new Difference("recording", 1, 2.5, List.of("y", "x")));
    }

    @Test
    void otherSegmentsAreComparedInShortStretchesThatAreDrawnByRuns() throws IOException {
        Path one = file("one.csv", "start,end,label\n0,1,x\n1,3,y\n");
        Path two = file("two.csv", "start,end,label\n0,1.5,x\n1.5,2,y\n2.5,4,z\n");
        Ratings ratings = CLASSES.read(named("one", one, "two", two));
        assertThat(ratings.unit()).isEqualTo("stretches of 0.1 s");
        assertThat(ratings.units()).hasSize(40);
        Agreement agreement = AgreementAnalysis.withoutIntervals().ofClasses(ratings);
        // both say something from 0 to 2 and from 2.5 to 3 s, and the same in 1.5 of these 2.5 s
        assertThat(agreement.all().complete()).isEqualTo(25);
        assertThat(agreement.all().values().get("percent")).isCloseTo(0.6, within(1e-12));
        assertThat(agreement.clusters()).isEqualTo(6);
        assertThat(agreement.differences())
                .extracting(difference -> String.format(
                        Locale.ROOT, "%.1f–%.1f %s", difference.begin(), difference.end(), difference.values()))
                .containsExactly("1.0–1.5 [y, x]", "2.5–3.0 [y, z]");
    }

    @Test
    void windowsThatOverlapStandForTheTimeAroundTheirMiddles() throws IOException {
        Path human = file("human.csv", "start,end,label\n0,2,x\n2,4,y\n");
        Path model = file(
                "model.csv",
                "clip,part,begin,end,emotion,x,y\nr.wav,whole,0,4,y,0,1\nr.wav,window,0,3,x,1,0\nr.wav,window,1,4,y,0,1\n");
        Path named = file("human-named.csv", "recording,start,end,label\nr.wav,0,2,x\nr.wav,2,4,y\n");
        Ratings ratings = CLASSES.read(named("human", named, "model", model));
        Agreement agreement = AgreementAnalysis.withoutIntervals().ofClasses(ratings);
        // the windows' middles are 1.5 and 2.5 s
        assertThat(agreement.all().values()).containsEntry("percent", 1.0);
        assertThatThrownBy(() -> CLASSES.read(named("human", human, "model", model)))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("rated the same");
    }

    @Test
    void foldersAreComparedByTheNamesOfTheirFilesAndDrawnByRecordings() throws IOException {
        for (String recording : List.of("r1", "r2", "r3")) {
            file("anna/" + recording + ".csv", "start,end,label\n0,1,x\n1,2,y\n");
            file(
                    "ben/" + recording + ".csv",
                    "start,end,label\n0,1,x\n1,2," + (recording.equals("r2") ? "x" : "y") + "\n");
        }
        Ratings ratings = CLASSES.read(named("anna", folder.resolve("anna"), "ben", folder.resolve("ben")));
        assertThat(ratings.cluster()).isEqualTo("recordings");
        Agreement agreement = AgreementAnalysis.withIntervals(
                        Bootstrap.defaults().withResamples(200))
                .ofClasses(ratings);
        assertThat(agreement.clusters()).isEqualTo(3);
        assertThat(agreement.all().values().get("percent")).isCloseTo(5 / 6.0, within(1e-12));
        ConfidenceInterval interval = agreement.all().intervals().get("percent");
        assertThat(interval.low()).isEqualTo(0.5);
        assertThat(interval.high()).isEqualTo(1);
    }

    @Test
    void valuesOfAnAttributeAreComparedAsNumbers() throws IOException {
        Path one = file("one.csv", "clip,arousal\na,1\nb,2.5\nc,4\n");
        Path two = file("two.csv", "clip,value:arousal\na,1\nb,2.5\nc,4\n");
        Ratings ratings = new RatingSources(List.of(), "arousal", 0.1).read(named("one", one, "two", two));
        Map<String, Double> measured =
                AgreementAnalysis.withoutIntervals().ofValues(ratings).all().values();
        assertThat(measured.keySet())
                .containsExactly("icc1", "icc2", "icc3", "icc1k", "icc2k", "icc3k", "ccc", "krippendorffAlpha");
        assertThat(measured.values()).allSatisfy(value -> assertThat(value).isCloseTo(1, within(1e-12)));
        file("two.csv", "clip,arousal\na,loud\n");
        assertThatThrownBy(() -> new RatingSources(List.of(), "arousal", 0.1).read(named("one", one, "two", two)))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("line 2: arousal is 'loud', and must be a number");
    }

    @Test
    void whatDoesNotExistIsLeftOutAndIntervalsHoldTheMiddleOfTheDraws() {
        List<RatedUnit> same = List.of(
                new RatedUnit("a", "a", 0, 0, List.of("x", "x")), new RatedUnit("b", "b", 0, 0, List.of("x", "x")));
        assertThat(new ClassAgreement().of(same, 2)).isEqualTo(Map.of("percent", 1.0));
        Random random = new Random(5);
        List<RatedUnit> units = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String truth = random.nextBoolean() ? "x" : "y";
            String other = random.nextInt(5) == 0 ? "x" : truth;
            units.add(new RatedUnit("u" + i, "u" + i, 0, 0, List.of(truth, other)));
        }
        Ratings ratings = new Ratings(List.of("one", "two"), "clips", "clips", units);
        Measured measured = AgreementAnalysis.withIntervals(Bootstrap.defaults().withResamples(500))
                .ofClasses(ratings)
                .all();
        assertThat(measured.intervals().keySet()).isEqualTo(measured.values().keySet());
        double share = measured.values().get("percent");
        double deviation = Math.sqrt(share * (1 - share) / 200);
        ConfidenceInterval interval = measured.intervals().get("percent");
        assertThat(interval.low()).isCloseTo(share - 1.96 * deviation, within(0.01));
        assertThat(interval.high()).isCloseTo(share + 1.96 * deviation, within(0.01));
        assertThat(AgreementText.of(AgreementAnalysis.withoutIntervals().ofClasses(ratings), 0.95))
                .contains("Rows one, columns two:")
                .contains("Where they differ:");
    }

    @Test
    void whatCannotBeComparedIsSaid() throws IOException {
        Path one = file("one.csv", "clip,label\na,x\n");
        Path two = file("two.csv", "clip,label\nb,x\n");
        Path time = file("time.csv", "start,end,label\n0,1,x\n");
        assertThatThrownBy(() -> CLASSES.read(named("one", one, "two", two)))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("no two of the annotators one, two rated the same");
        assertThatThrownBy(() -> CLASSES.read(named("one", one, "time", time)))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("is a table of clips, and the others are annotations over time");
        assertThatThrownBy(() -> CLASSES.read(named("one", one)))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("there is one annotator");
        file("two.csv", "clip,label\na,x\na,y\n");
        assertThatThrownBy(() -> CLASSES.read(named("one", one, "two", two)))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("clip a was rated by two twice");
    }

    @Test
    void ofSeveralFilesEachIsAnAnnotatorsAndOfOneAloneEachTier() throws IOException {
        String grid = """
                "ooTextFile"
                "TextGrid"
                0 2 <exists> 2
                "IntervalTier" "A" 0 2 2
                0 1 "x"
                1 2 "y"
                "IntervalTier" "B" 0 2 2
                0 1 "x"
                1 2 "x"
                """;
        Path one = file("one.textgrid", grid);
        Path two = file("two.TextGrid", grid);
        assertThat(CLASSES.read(named("one", one)).annotators()).containsExactly("A", "B");
        Ratings ratings = new RatingSources(List.of("A"), "", 0.1).read(named("anna", one, "ben", two));
        assertThat(ratings.annotators()).containsExactly("anna", "ben");
        assertThat(ratings.unit()).isEqualTo("segments");
        assertThatThrownBy(() -> new RatingSources(List.of("C"), "", 0.1).read(named("one", one)))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("has no annotations in the tiers [C]; it has [A, B]");
    }
}
