package org.vavl.learning.corpus.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.folder.ClipEntry;
import org.vavl.learning.corpus.folder.CorpusDescription;
import org.vavl.learning.corpus.folder.CorpusFolder;
import org.vavl.learning.corpus.folder.CorpusWriter;
import org.vavl.learning.corpus.folder.FeatureStorage;
import org.vavl.learning.corpus.split.SplitRule;

class LabelPairingTest {
    private static final List<String> EMOTIONS = List.of("happy", "sad");
    private static final Part[] PARTS = Part.values();

    @TempDir
    Path folder;

    private static FeatureSequence number(int value) {
        return FeatureSequence.allValid(FloatBuffer.wrap(new float[] {value}), 1, 1, new ExtractorId("number", "1"));
    }

    /** Clips 0, 1, 2, … whose one value is their number; happy and sad in turn, and parts in turn. */
    private Path corpus(String modality, List<String> labels, int clips, int copiesEach) {
        Path target = folder.resolve(modality);
        CorpusDescription description =
                new CorpusDescription(modality, new Task.Classification(labels, false), "made", "none", List.of());
        try (CorpusWriter writer = CorpusWriter.create(target, description, List.of(modality))) {
            for (int n = 0; n < clips; n++) {
                for (int copy = 0; copy <= copiesEach; copy++) {
                    Map<String, String> traits = copy == 0 ? Map.of() : Map.of(Clip.COPY, "" + copy);
                    Part part = PARTS[n / labels.size() % PARTS.length];
                    writer.add(
                            new ClipEntry(
                                    n + "~" + copy,
                                    "speaker" + n,
                                    Labels.ofClass(labels.get(n % labels.size())),
                                    traits,
                                    Map.of("given", part, "other", PARTS[n / labels.size() % 4 % PARTS.length])),
                            Map.of(modality, number(n)));
                }
            }
            writer.commit();
        }
        return target;
    }

    private CorpusFolder paired(Path speech, Path faces, double alone) {
        return paired(speech, faces, alone, 0);
    }

    private CorpusFolder paired(Path speech, Path faces, double alone, double mismatched) {
        return paired(speech, faces, alone, mismatched, List.of());
    }

    private CorpusFolder paired(Path speech, Path faces, double alone, double mismatched, List<String> partitions) {
        SplitRule given = new SplitRule.Partition("given");
        Path target = folder.resolve("pairs");
        int clips = LabelPairing.write(
                new PairingSettings(
                        new PairingSettings.Source(speech, given),
                        new PairingSettings.Source(faces, given),
                        alone,
                        mismatched,
                        partitions,
                        7),
                target,
                FeatureStorage.FLOAT32);
        CorpusFolder corpus = CorpusFolder.open(target);
        assertThat(corpus.clips()).hasSize(clips);
        return corpus;
    }

    private static int value(Clip clip, String modality) {
        return (int) clip.features().get(modality).get().values().get(0);
    }

    @Test
    void pairsHaveTheSameLabelAndStayInTheirParts() {
        try (CorpusFolder pairs = paired(
                corpus("acoustic", EMOTIONS, 60, 2), corpus("visual", List.of("happy", "sad", "bored"), 90, 0), 0.5)) {
            Map<String, Part> partition = pairs.partitions().get(LabelPairing.PARTITION);
            Map<Part, Integer> alone = new EnumMap<>(Part.class);
            Set<Integer> tested = new HashSet<>();
            for (Clip clip : pairs.clips()) {
                Part part = partition.get(clip.id());
                int face = value(clip, "visual");
                assertThat(face % 3).as("bored faces are left out").isNotEqualTo(2);
                assertThat(PARTS[face / 3 % PARTS.length]).isEqualTo(part);
                assertThat(clip.labels().classes()).containsOnlyKeys(EMOTIONS.get(face % 3));
                if (clip.modalities().contains("acoustic")) {
                    int speech = value(clip, "acoustic");
                    assertThat(speech % 2).isEqualTo(face % 3);
                    assertThat(PARTS[speech / 2 % PARTS.length]).isEqualTo(part);
                    assertThat(part == Part.TRAIN || tested.add(speech))
                            .as("copies are only trained on")
                            .isTrue();
                } else {
                    alone.merge(part, 1, Integer::sum);
                }
            }
            assertThat(tested).hasSize(40);
            // of 60 training pairs half as many, but there are only 20 such faces; in the other parts every pair took a
            // face of its own
            assertThat(alone).containsExactly(entry(Part.TRAIN, 20));
        }
    }

    /** Blocks of clips go through nine combinations of the parts of two partitions. */
    @Test
    void pairsStayInTheirPartsOfSeveralPartitionsAtOnce() {
        try (CorpusFolder pairs = paired(
                corpus("acoustic", EMOTIONS, 72, 1),
                corpus("visual", List.of("happy", "sad", "bored"), 108, 0),
                0.5,
                0,
                List.of("given", "other"))) {
            assertThat(pairs.partitions()).containsOnlyKeys("given", "other");
            Set<Integer> facesAlone = new HashSet<>();
            Set<Integer> facesOfPairs = new HashSet<>();
            int copies = 0;
            for (Clip clip : pairs.clips()) {
                int face = value(clip, "visual");
                Map<String, Part> expected =
                        Map.of("given", PARTS[face / 3 % PARTS.length], "other", PARTS[face / 3 % 4 % PARTS.length]);
                boolean copy = false;
                if (clip.modalities().contains("acoustic")) {
                    int speech = value(clip, "acoustic");
                    assertThat(speech % 2).isEqualTo(face % 3);
                    assertThat(PARTS[speech / 2 % PARTS.length]).isEqualTo(expected.get("given"));
                    assertThat(PARTS[speech / 2 % 4 % PARTS.length]).isEqualTo(expected.get("other"));
                    facesOfPairs.add(face);
                    copy = clip.id().endsWith("~1");
                    copies += copy ? 1 : 0;
                } else {
                    assertThat(facesAlone.add(face)).isTrue();
                }
                for (String partition : expected.keySet()) {
                    Part part = pairs.partitions().get(partition).get(clip.id());
                    Part allowed = copy && expected.get(partition) != Part.TRAIN ? null : expected.get(partition);
                    assertThat(part).as(clip.id() + " in " + partition).isEqualTo(allowed);
                }
            }
            // 36 blocks of two clips: in 12 of them given is train, in 18 other, in 6 both
            assertThat(copies).isEqualTo(2 * (12 + 18 - 6));
            assertThat(facesAlone).doesNotContainAnyElementsOf(facesOfPairs);
        }
    }

    @Test
    void namesAPartitionThatACorpusLacksAndTheSpeechThatHasNoFace() {
        Path speech = corpus("acoustic", EMOTIONS, 72, 0);
        Path faces = corpus("visual", List.of("happy", "bored"), 72, 0);
        assertThatThrownBy(() -> paired(speech, faces, 0, 0, List.of("given", "none")))
                .hasMessageContaining("has no partition 'none'");
        assertThatThrownBy(() -> paired(speech, faces, 0, 0, List.of("given", "other")))
                .hasMessageContaining("no face of label sad for the speech of given train, other train");
        assertThatThrownBy(() -> paired(speech, faces, 0, 0, List.of("given", "given")))
                .hasMessageContaining("each must be named once");
    }

    @Test
    void peopleOfTheSameNameInBothCorporaStayApart() {
        try (CorpusFolder pairs = paired(
                corpus("acoustic", EMOTIONS, 60, 0), corpus("visual", List.of("happy", "sad", "bored"), 90, 0), 1)) {
            Map<String, Part> partition = pairs.partitions().get(LabelPairing.PARTITION);
            Map<String, Set<Part>> partsOfSpeaker = new HashMap<>();
            pairs.clips().forEach(clip -> partsOfSpeaker
                    .computeIfAbsent(clip.speaker(), speaker -> new HashSet<>())
                    .add(partition.get(clip.id())));
            assertThat(partsOfSpeaker.keySet()).anyMatch(speaker -> speaker.startsWith("visual speaker"));
            assertThat(partsOfSpeaker.values())
                    .allSatisfy(parts -> assertThat(parts).hasSize(1));
        }
    }

    /** Of four in ten, half get the right one of two labels by chance. */
    @Test
    void someSpeechHasAFaceOfAnyLabelAndEachKeepsItsOwn() {
        try (CorpusFolder pairs =
                paired(corpus("acoustic", EMOTIONS, 3000, 0), corpus("visual", EMOTIONS, 300, 0), 0, 0.4)) {
            int others = 0;
            for (Clip clip : pairs.clips()) {
                int speech = value(clip, "acoustic");
                assertThat(clip.labels().classes()).containsOnlyKeys(EMOTIONS.get(speech % 2));
                int face = value(clip, "visual");
                assertThat(clip.labels().modalities())
                        .isEqualTo(Map.of("visual", Labels.ofClass(EMOTIONS.get(face % 2))));
                others += face % 2 == speech % 2 ? 0 : 1;
            }
            assertThat(others / 3000.0).isBetween(0.17, 0.23);
        }
    }

    @Test
    void takesEveryFaceBeforeOneComesAgain() {
        try (CorpusFolder pairs = paired(corpus("acoustic", EMOTIONS, 60, 0), corpus("visual", EMOTIONS, 30, 0), 0)) {
            Set<Integer> faces = new HashSet<>();
            pairs.clips().forEach(clip -> faces.add(value(clip, "visual")));
            assertThat(faces).hasSize(30);
        }
    }

    @Test
    void outsideTrainingEveryFaceThatGotNoSpeechStaysAlone() {
        try (CorpusFolder pairs = paired(corpus("acoustic", EMOTIONS, 12, 0), corpus("visual", EMOTIONS, 60, 0), 0)) {
            Map<String, Part> partition = pairs.partitions().get(LabelPairing.PARTITION);
            Map<Part, Set<Integer>> faces = new EnumMap<>(Part.class);
            for (Clip clip : pairs.clips()) {
                boolean once = faces.computeIfAbsent(partition.get(clip.id()), part -> new HashSet<>())
                        .add(value(clip, "visual"));
                assertThat(once).as(clip.id()).isTrue();
            }
            assertThat(faces.get(Part.TRAIN)).hasSize(4);
            assertThat(faces.get(Part.DEVELOPMENT)).hasSize(20);
            assertThat(faces.get(Part.TEST)).hasSize(20);
        }
    }

    @Test
    void namesALabelWithoutFaces() {
        Path speech = corpus("acoustic", EMOTIONS, 12, 0);
        Path faces = corpus("visual", List.of("happy", "bored"), 12, 0);
        assertThatThrownBy(() -> paired(speech, faces, 0)).hasMessageContaining("no face of label sad");
    }

    @Test
    void votesThatAreTiedAreForTheTasksFirstClassAsEverywhereElse() {
        Task.Classification task = new Task.Classification(List.of("sad", "happy"), true);
        assertThat(LabelPairing.label(voted(Map.of("happy", 2.0, "sad", 2.0, "bored", 1.0)), task))
                .contains("sad");
        assertThat(LabelPairing.label(voted(Map.of("happy", 2.0, "zealous", 2.0)), task))
                .contains("happy");
        assertThat(LabelPairing.label(voted(Map.of("happy", 2.0, "zealous", 3.0)), task))
                .isEmpty();
        assertThat(LabelPairing.label(voted(Map.of()), task)).isEmpty();
    }

    private static Clip voted(Map<String, Double> votes) {
        return new Clip("clip", "speaker", new Labels(votes, Map.of()), Map.of());
    }

    @Test
    void theOnlyModalityOfEitherCorpusIsPairedWhateverItIsCalled() {
        try (CorpusFolder pairs = paired(corpus("speech", EMOTIONS, 12, 0), corpus("face", EMOTIONS, 12, 0), 0)) {
            assertThat(pairs.clips()).hasSize(12).allMatch(clip -> clip.modalities()
                    .equals(Set.of("acoustic", "visual")));
        }
    }
}
