package org.vavl.learning.corpus.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.inspection.Finding.Severity;
import org.vavl.learning.corpus.synthetic.SyntheticCorpus;
import org.vavl.learning.corpus.synthetic.SyntheticSettings;

class CorpusAuditTest {
    private static final List<String> CLASSES = List.of("a", "b", "c", "d");
    private static final Task TASK = new Task.Classification(CLASSES, false);
    private static final Modality VOICE = new Modality("voice", 1);

    @Test
    void findsNothingInACleanCorpus() {
        try (SyntheticCorpus corpus = new SyntheticCorpus(
                SyntheticSettings.standard(1).withAbsent(0, 0).withSize(30, 12))) {
            CorpusAudit audit = CorpusAudit.of(corpus);
            assertThat(audit.findings()).isEmpty();
            assertThat(audit.orderGuesses()).hasSize(4).allSatisfy(guess -> assertThat(
                            guess.accuracy() - guess.chance())
                    .isLessThan(0.1));
            assertThat(audit.text()).startsWith("audit of synthetic: nothing found");
        }
    }

    @Test
    void labelsThatTakeTurnsAreGuessedFromPlaceAndNeighboursInThatOrderAlone() {
        List<Clip> clips = new ArrayList<>();
        for (int speaker = 0; speaker < 10; speaker++) {
            for (int i = 0; i < 20 + speaker % 3; i++) {
                clips.add(clip(
                        String.format(Locale.ROOT, "s%02d-%03d", speaker, i),
                        "s" + speaker,
                        CLASSES.get(i % 4),
                        clips.size()));
            }
        }
        assertThat(guess(clips, "corpus", "position")).isEqualTo(1);
        assertThat(guess(clips, "corpus", "neighbours")).isGreaterThan(0.9);
        assertThat(CorpusAudit.of(corpus(clips, Map.of())).findings())
                .hasSize(4)
                .allMatch(finding -> finding.kind().equals("order") && finding.severity() == Severity.WARNING);

        Collections.shuffle(clips, new Random(1));
        assertThat(guess(clips, "corpus", "position")).isLessThan(0.4);
        assertThat(guess(clips, "corpus", "neighbours")).isLessThan(0.4);
        assertThat(guess(clips, "id", "position")).isEqualTo(1);
    }

    private static double guess(List<Clip> clips, String order, String method) {
        return CorpusAudit.of(corpus(clips, Map.of())).orderGuesses().stream()
                .filter(guess -> guess.order().equals(order) && guess.method().equals(method))
                .findFirst()
                .orElseThrow()
                .accuracy();
    }

    @Test
    void findsSpeakersInSeveralPartsAndWhatPartsLack() {
        List<Clip> clips = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            clips.add(clip("c" + i, "s" + i / 2, CLASSES.get(i % 4), i));
        }
        Map<String, Part> parts = new HashMap<>();
        for (int i = 0; i < 11; i++) {
            parts.put("c" + i, i < 5 ? Part.TRAIN : Part.TEST);
        }
        CorpusAudit audit = CorpusAudit.of(corpus(clips, Map.of("1", parts)));
        assertThat(finding(audit, "speaker-overlap").examples()).containsExactly("s2");
        assertThat(finding(audit, "empty-part").message()).contains("development");
        assertThat(finding(audit, "without-part").message()).contains("1 of 12");
        assertThat(audit.isSerious()).isTrue();
        assertThat(audit.findings().get(0).severity()).isEqualTo(Severity.SERIOUS);
    }

    @Test
    void findsDuplicatesAcrossParts() {
        List<Clip> clips = List.of(
                clip("x", "s1", "a", 1), clip("X", "s2", "b", 2), clip("y", "s1", "a", 3), clip("z", "s2", "b", 3));
        CorpusAudit apart = CorpusAudit.of(corpus(clips, Map.of("1", Map.of("y", Part.TRAIN, "z", Part.TEST))));
        assertThat(finding(apart, "duplicate-features").severity()).isEqualTo(Severity.SERIOUS);
        assertThat(finding(apart, "duplicate-features").examples()).containsExactly("y = z");
        assertThat(finding(apart, "duplicate-ids").examples()).containsExactly("x = X");
        CorpusAudit together = CorpusAudit.of(corpus(clips, Map.of()));
        assertThat(finding(together, "duplicate-features").severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void findsTiesMissingLabelsAndMissingModalities() {
        Labels tied = new Labels(Map.of("a", 2.0, "b", 2.0, "c", 1.0), Map.of());
        List<Clip> clips = List.of(
                new Clip("tied", "s1", tied, voice(1)),
                new Clip("bare", "s2", new Labels(Map.of(), Map.of()), voice(2)),
                new Clip("mute", "s3", Labels.ofClass("a"), Map.of()));
        CorpusAudit audit = CorpusAudit.of(corpus(clips, Map.of()));
        assertThat(finding(audit, "label-ties").examples()).containsExactly("tied");
        assertThat(finding(audit, "without-label").examples()).containsExactly("bare");
        assertThat(finding(audit, "modality-missing").examples()).containsExactly("mute");
        assertThat(audit.isSerious()).isFalse();
    }

    @Test
    void findsClassesAndModalitiesThatAPartLacks() {
        List<Clip> clips = List.of(
                clip("x", "s1", "a", 1), clip("y", "s2", "b", 2), new Clip("z", "s3", Labels.ofClass("c"), Map.of()));
        Map<String, Part> parts = Map.of("x", Part.TRAIN, "y", Part.DEVELOPMENT, "z", Part.TEST);
        CorpusAudit audit = CorpusAudit.of(corpus(clips, Map.of("1", parts)));
        assertThat(audit.findings())
                .anyMatch(finding -> finding.kind().equals("class-missing")
                        && finding.message().contains("train part has the class b, c, d"))
                .anyMatch(finding -> finding.kind().equals("modality-missing")
                        && finding.severity() == Severity.SERIOUS
                        && finding.message().contains("test part has voice"));
    }

    @Test
    void becomesJson() {
        List<Clip> clips = List.of(clip("x", "s1", "a", 1), clip("y", "s2", "a", 1));
        JsonNode json = new ObjectMapper().valueToTree(CorpusAudit.of(corpus(clips, Map.of())));
        assertThat(json.at("/findings/0/kind").asText()).isEqualTo("duplicate-features");
        assertThat(json.at("/orderGuesses/0/method").asText()).isEqualTo("position");
    }

    private static Finding finding(CorpusAudit audit, String kind) {
        return audit.findings().stream()
                .filter(finding -> finding.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new AssertionError(kind + " not found in " + audit.findings()));
    }

    @Test
    void findsFeaturesThatDoNotChangeSpeakersThatAreNotKnownAndClassesInTwoSpellings() {
        Map<String, Supplier<FeatureSequence>> constant = Map.of(
                "voice",
                () -> FeatureSequence.allValid(
                        FloatBuffer.wrap(new float[] {3, 3, 3, 3, 3, 3}), 1, 1, new ExtractorId("test", "1")));
        List<Clip> clips = List.of(
                clip("c1", "s1", "happy", 1),
                clip("c2", "s2", "Happy ", 2),
                new Clip("c3", "c3", Labels.ofClass("very sad"), constant),
                clip("c4", "s2", "very_sad", 4));
        Task task = new Task.Classification(List.of("happy", "Happy ", "very sad", "very_sad"), false);
        List<Finding> findings = CorpusAudit.of(new ListedCorpus(clips, task, List.of(VOICE), Map.of()))
                .findings();
        assertThat(findings)
                .anySatisfy(finding -> {
                    assertThat(finding.kind()).isEqualTo("constant-features");
                    assertThat(finding.examples()).containsExactly("c3");
                })
                .anySatisfy(finding -> {
                    assertThat(finding.kind()).isEqualTo("speakers-unknown");
                    assertThat(finding.message()).startsWith("1 of 4 clips");
                })
                .anySatisfy(finding -> assertThat(finding.message())
                        .contains("'Happy ', happy; 'very sad', very_sad", "Happy =happy"));
    }

    private static ListedCorpus corpus(List<Clip> clips, Map<String, Map<String, Part>> partitions) {
        return new ListedCorpus(List.copyOf(clips), TASK, List.of(VOICE), partitions);
    }

    private static Clip clip(String id, String speaker, String label, float value) {
        return new Clip(id, speaker, Labels.ofClass(label), voice(value));
    }

    private static Map<String, Supplier<FeatureSequence>> voice(float value) {
        return Map.of(
                "voice",
                () -> FeatureSequence.allValid(
                        FloatBuffer.wrap(new float[] {value}), 1, 1, new ExtractorId("test", "1")));
    }
}
