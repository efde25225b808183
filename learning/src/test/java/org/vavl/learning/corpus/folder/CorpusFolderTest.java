package org.vavl.learning.corpus.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.features.storage.NpyFile;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.TestCorpus;

class CorpusFolderTest {
    private static final Modality ACOUSTIC = new Modality("acoustic", 2);

    @TempDir
    Path temporary;

    @ParameterizedTest
    @EnumSource
    void readsBackWhatWasWritten(FeatureStorage storage) {
        Path folder = temporary.resolve("corpus");
        Labels votes = new Labels(Map.of("angry", 0.6, "happy", 0.4), Map.of("arousal", 2.5));
        ClipEntry first = new ClipEntry(
                "a,\"1\"", "ä b", votes, Map.of("gender", "female"), Map.of("1", Part.TRAIN, "2", Part.TEST));
        FeatureSequence heard = TestCorpus.features(7, 2, 1);
        FeatureSequence seen = TestCorpus.features(3, 4, 2);
        try (CorpusWriter writer =
                CorpusWriter.create(folder, TestCorpus.DESCRIPTION, List.of("acoustic", "visual"), storage)) {
            writer.add(first, Map.of("acoustic", heard, "visual", seen));
            writer.add(TestCorpus.entry("b", "s", "happy"), Map.of("visual", seen));
            writer.add(TestCorpus.entry("c", "s", "happy"), Map.of());
            writer.commit();
        }
        try (CorpusFolder corpus = CorpusFolder.open(folder)) {
            assertThat(corpus.description()).isEqualTo(TestCorpus.DESCRIPTION);
            assertThat(corpus.modalities()).containsExactly(ACOUSTIC, new Modality("visual", 4));
            assertThat(corpus.extractors())
                    .containsOnlyKeys("acoustic", "visual")
                    .containsValue(TestCorpus.EXTRACTOR);
            assertThat(corpus.partitions())
                    .isEqualTo(Map.of("1", Map.of(first.id(), Part.TRAIN), "2", Map.of(first.id(), Part.TEST)));
            assertThat(corpus.clips()).extracting(Clip::id).containsExactly("a,\"1\"", "b", "c");
            Clip clip = corpus.clips().get(0);
            assertThat(clip.speaker()).isEqualTo("ä b");
            assertThat(clip.labels()).isEqualTo(votes);
            assertThat(clip.traits()).isEqualTo(first.traits());
            assertSame(heard, clip.features(ACOUSTIC).orElseThrow(), storage);
            assertThat(corpus.clips().get(1).modalities()).containsExactly("visual");
            assertThat(corpus.clips().get(2).modalities()).isEmpty();
        }
    }

    @Test
    void labelsOfAModalityAloneAreReadBackAndMustFitTheTask() throws IOException {
        Labels labels = new Labels(
                Map.of("angry", 1.0),
                Map.of(),
                Map.of("visual", new Labels(Map.of("angry", 0.5, "happy", 2.0), Map.of("arousal", 1.5))));
        Path folder = temporary.resolve("corpus");
        try (CorpusWriter writer = CorpusWriter.create(folder, TestCorpus.DESCRIPTION, List.of("acoustic"))) {
            writer.add(new ClipEntry("a", "s", labels, Map.of(), Map.of()), Map.of());
            writer.add(TestCorpus.entry("b", "s", "happy"), Map.of("acoustic", TestCorpus.features(3, 2, 1)));
            assertThatThrownBy(() -> writer.add(
                            new ClipEntry(
                                    "c",
                                    "s",
                                    new Labels(Map.of(), Map.of(), Map.of("visual", Labels.ofClass("bored"))),
                                    Map.of(),
                                    Map.of()),
                            Map.of()))
                    .isInstanceOf(VavlException.class)
                    .hasMessageStartingWith("clip c: labels of visual: class 'bored'");
            writer.commit();
        }
        assertThat(Files.readString(folder.resolve("clips.csv")))
                .startsWith("id,speaker,label,votes@visual:angry,votes@visual:happy,value@visual:arousal");
        try (CorpusFolder corpus = CorpusFolder.open(folder)) {
            assertThat(corpus.clips()).extracting(Clip::labels).containsExactly(labels, Labels.ofClass("happy"));
        }
    }

    private static void assertSame(FeatureSequence expected, FeatureSequence actual, FeatureStorage storage) {
        assertThat(actual.frames()).isEqualTo(expected.frames());
        assertThat(actual.frameRate()).isEqualTo(expected.frameRate());
        assertThat(actual.valid()).isEqualTo(expected.valid());
        assertThat(actual.extractor()).isEqualTo(expected.extractor());
        for (int t = 0; t < expected.frames(); t++) {
            for (int d = 0; d < expected.width(); d++) {
                float value = expected.isValid(t) ? expected.value(t, d) : 0;
                float tolerance = storage == FeatureStorage.FLOAT32 ? 0 : Math.abs(value) / 2048;
                assertThat(actual.value(t, d)).isCloseTo(value, within(tolerance));
            }
        }
    }

    @Test
    void digestDependsOnContentAndNotOnOrderShardsOrName() {
        String digest = digest("one", 100, false, "other", 0);
        assertThat(digest("two", CorpusWriter.SHARD_BYTES, true, "tiny", 0)).isEqualTo(digest);
        assertThat(digest("three", 100, false, "tiny", 1)).isNotEqualTo(digest);
        assertThat(digest("four", 100, false, "tiny", 2)).isNotEqualTo(digest);
        assertThat(digest).hasSize(64);
    }

    private String digest(String folder, long shardBytes, boolean backwards, String name, int change) {
        CorpusDescription description = new CorpusDescription(name, TestCorpus.TASK, "", "", List.of());
        List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5));
        if (backwards) {
            Collections.reverse(order);
        }
        try (CorpusWriter writer = CorpusWriter.create(
                temporary.resolve(folder), description, List.of("acoustic"), FeatureStorage.FLOAT32, shardBytes)) {
            for (int i : order) {
                Labels labels = Labels.ofClass(i == 3 && change == 1 ? "angry" : "happy");
                Map<String, Labels> ofFace = i == 3 && change == 2 ? Map.of("visual", labels) : Map.of();
                writer.add(
                        new ClipEntry(
                                "c" + i,
                                "s",
                                new Labels(labels.classes(), labels.attributes(), ofFace),
                                Map.of(),
                                Map.of()),
                        Map.of("acoustic", TestCorpus.features(10, 2, i)));
            }
            writer.commit();
        }
        try (CorpusFolder corpus = CorpusFolder.open(temporary.resolve(folder))) {
            return corpus.digest();
        }
    }

    @Test
    void shardsStayBelowTheirBound() throws IOException {
        digest("shards", 170, false, "tiny", 0);
        try (Stream<Path> files = Files.list(temporary.resolve("shards/features"))) {
            assertThat(files.toList()).hasSize(3); // 80 bytes a clip, so two clips a shard
        }
    }

    @Test
    void leavesNothingBehindUnlessCommitted() throws IOException {
        try (CorpusWriter writer =
                CorpusWriter.create(temporary.resolve("none"), TestCorpus.DESCRIPTION, List.of("acoustic"))) {
            writer.add(TestCorpus.entry("a", "s", "happy"), Map.of("acoustic", TestCorpus.features(1, 2)));
        }
        try (Stream<Path> files = Files.list(temporary)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void doesNotWriteOverWhatIsThere() {
        Path folder = tiny();
        assertThatThrownBy(() -> CorpusWriter.create(folder, TestCorpus.DESCRIPTION, List.of("acoustic")))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("exists already");
    }

    @Test
    void writerGoesOnAfterAClipThatDoesNotFit() {
        Path folder = temporary.resolve("corpus");
        try (CorpusWriter writer =
                CorpusWriter.create(folder, TestCorpus.DESCRIPTION, List.of("acoustic"), FeatureStorage.FLOAT16)) {
            writer.add(TestCorpus.entry("a", "s", "happy"), Map.of("acoustic", TestCorpus.features(1, 2)));
            assertRefused(writer, "a", "happy", TestCorpus.features(1, 2), "clip id a is there twice");
            assertRefused(writer, "b", "sad", TestCorpus.features(1, 2), "clip b: class 'sad' is not one of");
            assertRefused(writer, "b", "happy", TestCorpus.features(4, 3, 1), "have width 3, and must have 2");
            assertRefused(writer, "b", "happy", TestCorpus.features(1, 2, 3, Float.NaN), "frame 1 has NaN as value 1");
            assertRefused(writer, "b", "happy", TestCorpus.features(1, 2, 3, 1e5f), "float16 cannot store");
            assertRefused(writer, "b", "happy", TestCorpus.features(), "no valid frame");
            writer.add(TestCorpus.entry("b", "s", "happy"), Map.of("acoustic", TestCorpus.features(3, 4)));
            writer.commit();
        }
        try (CorpusFolder corpus = CorpusFolder.open(folder)) {
            assertThat(corpus.clips()).extracting(Clip::id).containsExactly("a", "b");
            assertThat(corpus.clips().get(1).features(ACOUSTIC).orElseThrow().value(0, 1))
                    .isEqualTo(4);
        }
    }

    private static void assertRefused(
            CorpusWriter writer, String id, String label, FeatureSequence features, String message) {
        assertThatThrownBy(() -> writer.add(TestCorpus.entry(id, "s", label), Map.of("acoustic", features)))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining(message);
    }

    @Test
    void namesClipModalityAndFrameOfWhatIsNotANumber() throws IOException {
        Path folder = tiny();
        Path shard = folder.resolve("features/acoustic-00001.safetensors");
        byte[] bytes = Files.readAllBytes(shard);
        int headerLength = (bytes[0] & 0xFF) + (bytes[1] & 0xFF) * 256;
        byte[] nan = {0, 0, (byte) 0xC0, 0x7F};
        System.arraycopy(nan, 0, bytes, 8 + headerLength + 3 * 4, 4);
        Files.write(shard, bytes);
        try (CorpusFolder corpus = CorpusFolder.open(folder)) {
            Clip clip = corpus.clips().get(0);
            assertThatThrownBy(() -> clip.features(ACOUSTIC))
                    .isInstanceOf(VavlException.class)
                    .hasMessage(
                            "clip a, acoustic features: frame 1 has NaN as value 1, and must have finite numbers up to ±1.125899906842624E15");
            assertThatThrownBy(corpus::digest).isInstanceOf(VavlException.class);
        }
    }

    @Test
    void refusesWhatIsBroken() throws IOException {
        assertBroken("clips.csv", "id,speaker", "id,spkr", "no column 'speaker'");
        assertBroken("clips.csv", "a,s,happy", "a,s,glad", "clips.csv, line 2, clip a: class 'glad' is not one of");
        assertBroken("clips.csv", "b,s,angry", "a,s,angry", "line 3: clip id a is there twice");
        assertBroken("clips.csv", "b,s,angry", "b,,angry", "line 3: column 'speaker' is empty");
        assertBroken("clips.csv", "features/acoustic-00001", "../corpus2/acoustic-00001", "leaves the folder");
        assertBroken("clips.csv", "features/acoustic-00001", "/etc/acoustic-00001", "leaves the folder");
        assertBroken("clips.csv", "features/acoustic-00001", "features/acoustic-00002", "do not exist");
        assertBroken("clips.csv", "b,s,angry", "d,s,angry", "has no tensor 'values/acoustic/d'");
        assertBroken("clips.csv", "features:acoustic", "features:smell", "features:smell");
        assertBroken("clips.csv", "label", "colour", "unknown column 'colour'");
        assertBroken("clips.csv", "label", "value:arousal", "arousal is 'happy', and must be a number");
        assertBroken("clips.csv", "label", "partition:1", "line 2: part 'happy' must be train, development or test");
        assertBroken("clips.csv", "label", "votes:happy", "votes:happy is 'happy', and must be a number");
        assertBroken("clips.csv", "a,s,happy", "a,s,happy,x", "cells");
        assertBroken(
                "corpus.yaml", "width: 2", "width: 3", "shape [2, 2], and must be floating-point of shape [frames, 3]");
        assertBroken("corpus.yaml", "format: 1", "format: 9", "format is 9");
        assertBroken("corpus.yaml", "licence:", "license:", "license");
        assertBroken("corpus.yaml", "frameRate: 50", "frameRate: -1", "frameRate");
        assertBroken("corpus.yaml", "task:", "tusk:", "tusk");
        assertBroken("corpus.yaml", "name: \"?tiny", "name: [", "corpus.yaml");
        assertBroken("corpus.yaml", "type: \"?classification", "type: \"java.util.HashMap", "corpus.yaml");
    }

    private void assertBroken(String file, String old, String replacement, String message) throws IOException {
        Path folder = tiny();
        Path path = folder.resolve(file);
        String text = Files.readString(path);
        String changed = text.replaceFirst(old, replacement);
        assertThat(changed).isNotEqualTo(text);
        Files.writeString(path, changed);
        assertThatThrownBy(() -> CorpusFolder.open(folder))
                .as(replacement)
                .isInstanceOf(VavlException.class)
                .hasMessageContaining(message)
                .extracting(Throwable::getMessage, org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .doesNotContain("\n  at ");
    }

    @Test
    void refusesValuesOutOfRange() throws IOException {
        Path folder = temporary.resolve("regression");
        Task task = new Task.Regression(List.of(new Task.Attribute("arousal", 1, 5)));
        CorpusDescription description = new CorpusDescription("r", task, "", "", List.of());
        try (CorpusWriter writer = CorpusWriter.create(folder, description, List.of("acoustic"))) {
            Labels labels = new Labels(Map.of(), Map.of("arousal", 4.25));
            writer.add(
                    new ClipEntry("a", "s", labels, Map.of(), Map.of()), Map.of("acoustic", TestCorpus.features(1, 2)));
            writer.commit();
        }
        Path clips = folder.resolve("clips.csv");
        Files.writeString(clips, Files.readString(clips).replace("4.25", "5.25"));
        assertThatThrownBy(() -> CorpusFolder.open(folder))
                .isInstanceOf(VavlException.class)
                .hasMessageEndingWith("clips.csv, line 2, clip a: arousal is 5.25, and must be from 1.0 to 5.0");
    }

    @Test
    void refusesTruncatedAndMissingFiles() throws IOException {
        Path folder = tiny();
        Path shard = folder.resolve("features/acoustic-00001.safetensors");
        byte[] bytes = Files.readAllBytes(shard);
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            Files.write(shard, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
            assertThatThrownBy(() -> CorpusFolder.open(folder))
                    .isInstanceOf(VavlException.class)
                    .hasMessageContaining("acoustic-00001.safetensors");
        }
        Files.delete(folder.resolve("clips.csv"));
        assertThatThrownBy(() -> CorpusFolder.open(folder)).hasMessageContaining("clips.csv");
        Files.delete(folder.resolve("corpus.yaml"));
        assertThatThrownBy(() -> CorpusFolder.open(folder)).hasMessageContaining("corpus.yaml");
        assertThatThrownBy(() -> CorpusFolder.open(temporary.resolve("no"))).hasMessageContaining("does not exist");
    }

    @Test
    void readsAFolderOfOneNpyFilePerClip() throws IOException {
        Path folder = byHand("id,speaker,label\na,s,happy\nb,s,angry\n");
        try (CorpusFolder corpus = CorpusFolder.open(folder)) {
            Clip clip = corpus.clips().get(0);
            assertThat(clip.features(ACOUSTIC).orElseThrow().value(1, 0)).isEqualTo(3);
            assertThat(clip.features(ACOUSTIC).orElseThrow().frameRate()).isEqualTo(25);
            assertThat(corpus.clips().get(1).modalities()).isEmpty();
            assertThat(corpus.extractors()).containsEntry("acoustic", new ExtractorId("unspecified", "1"));
        }
        NpyFile.write(folder.resolve("features/acoustic/b.npy"), TestCorpus.features(5, 3, 1));
        try (CorpusFolder corpus = CorpusFolder.open(folder)) {
            Clip clip = corpus.clips().get(1);
            assertThatThrownBy(() -> clip.features(ACOUSTIC))
                    .isInstanceOf(VavlException.class)
                    .hasMessage("clip b: acoustic features have width 3, and must have 2");
        }
    }

    @Test
    void npyFilesMayBeNamedAndMustStayInTheFolder() throws IOException {
        Path named = byHand("id,speaker,label,features:acoustic\nx,s,happy,features/acoustic/a.npy\n");
        try (CorpusFolder corpus = CorpusFolder.open(named)) {
            assertThat(corpus.clips().get(0).features(ACOUSTIC)).isPresent();
        }
        Path leaving = byHand("id,speaker,label\n../../../a,s,happy\n");
        assertThatThrownBy(() -> CorpusFolder.open(leaving)).hasMessageContaining("leaves the folder");
    }

    private Path byHand(String clips) throws IOException {
        Path folder = temporary.resolve("hand-" + new Random().nextLong(1L << 40));
        Files.createDirectories(folder.resolve("features/acoustic"));
        Files.writeString(folder.resolve("clips.csv"), clips);
        Files.writeString(folder.resolve("corpus.yaml"), """
                format: 1
                name: by hand
                task: {type: classification, labels: [angry, happy]}
                modalities:
                  - {name: acoustic, width: 2, frameRate: 25}
                """);
        NpyFile.write(folder.resolve("features/acoustic/a.npy"), TestCorpus.features(1, 2, 3, 4));
        return folder;
    }

    @Test
    void refusesALinkThatLeavesTheFolder() throws IOException {
        Path folder = tiny();
        Path shard = folder.resolve("features/acoustic-00001.safetensors");
        Path outside = temporary.resolve("outside.safetensors");
        Files.move(shard, outside);
        Files.createSymbolicLink(shard, outside);
        assertThatThrownBy(() -> CorpusFolder.open(folder)).hasMessageContaining("leaves the folder");
    }

    private Path tiny() {
        Path folder = temporary.resolve("corpus-" + new Random().nextLong(1L << 40));
        try (CorpusWriter writer = CorpusWriter.create(folder, TestCorpus.DESCRIPTION, List.of("acoustic"))) {
            writer.add(TestCorpus.entry("a", "s", "happy"), Map.of("acoustic", TestCorpus.features(1, 2, 3, 4)));
            writer.add(TestCorpus.entry("b", "s", "angry"), Map.of("acoustic", TestCorpus.features(1, 2, 3, 5)));
            writer.commit();
        }
        return folder;
    }
}
