package org.vavl.learning.corpus.importer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.features.storage.FeatureFolder;
import org.vavl.features.storage.NpyFile;
import org.vavl.learning.corpus.folder.ClipEntry;
import org.vavl.learning.corpus.folder.CorpusDescription;
import org.vavl.learning.corpus.folder.CorpusWriter;

class FeatureSourcesTest {
    private static final ExtractorId EXTRACTOR = new ExtractorId("test", "1");

    @TempDir
    Path folder;

    private final FeatureSources sources = new FeatureSources(List.of(
            new Length("length", Modality.VISUAL),
            new Length("seconds", Modality.ACOUSTIC),
            new Length("samples", Modality.ACOUSTIC)));

    /** An extractor whose one value is the file's length. */
    private record Length(String name, String modality) implements MediaExtractor {
        @Override
        public boolean isIn(Path media) {
            return String.valueOf(media.getFileName()).contains(modality.equals(Modality.VISUAL) ? ".mp4" : ".wav");
        }

        @Override
        public FeatureSequence extract(Path media) {
            try {
                return sequence(1, (float) Files.size(media));
            } catch (IOException e) {
                throw new VavlException(media + " cannot be read", e);
            }
        }
    }

    private static FeatureSequence sequence(int width, float... values) {
        return FeatureSequence.allValid(FloatBuffer.wrap(values), width, 50, EXTRACTOR);
    }

    private static PlannedClip clip(String... keys) {
        return new PlannedClip(new ClipEntry(keys[0], "s", Labels.ofClass("happy"), Map.of(), Map.of()), List.of(keys));
    }

    private Optional<FeatureSequence> features(String specification, String... keys) {
        try (FeatureSource source = sources.open("visual", specification)) {
            return source.features(clip(keys));
        }
    }

    @Test
    void readsNpyFiles() throws IOException {
        Files.createDirectories(folder.resolve("a,b"));
        NpyFile.write(folder.resolve("a,b/x.npy"), sequence(2, 1, 2, 3, 4));
        String specification = "npy:" + folder.resolve("a,b") + ",frameRate=25,extractor=facenet,version=2";
        FeatureSequence read = features(specification, "other", "x").orElseThrow();
        assertThat(read.frames()).isEqualTo(2);
        assertThat(read.frameRate()).isEqualTo(25);
        assertThat(read.extractor()).isEqualTo(new ExtractorId("facenet", "2"));
        assertThat(features(specification, "y")).isEmpty();
        assertThatThrownBy(() -> features(specification, "../x")).hasMessageContaining("leaves the folder");
        assertThatThrownBy(() -> features("npy:" + folder, "x")).hasMessageContaining("frameRate=50");
        assertThatThrownBy(() -> features("npy:" + folder.resolve("no") + ",frameRate=1", "x"))
                .hasMessageContaining("does not exist");
    }

    @Test
    void readsTablesInParquet() {
        String table = "parquet:src/test/resources/org/vavl/learning/corpus/parquet/features";
        FeatureSequence faces = features(table, "other", "a/1").orElseThrow();
        assertThat(faces.extractor()).isEqualTo(new ExtractorId("face-hog", "3"));
        assertThat(faces.value(0, 1)).isEqualTo(0.5f);
        FeatureSequence sound = features(table + ",modality=acoustic", "a/1").orElseThrow();
        assertThat(sound.extractor()).isEqualTo(new ExtractorId("logmel", "7"));
        assertThat(sound.frames()).isEqualTo(3);
        assertThatThrownBy(() -> features(table + ",frameRate=25", "1")).hasMessageContaining("no setting 'frameRate'");
    }

    @Test
    void npyFolderThatSaysWhatItsFeaturesAreNeedsNoSettings() {
        NpyFile.write(folder.resolve("x.npy"), sequence(2, 1, 2, 3, 4));
        new FeatureFolder(new ExtractorId("logmel", "7"), 50, List.of("a", "b")).write(folder);
        FeatureSequence said = features("npy:" + folder, "x").orElseThrow();
        assertThat(said.extractor()).isEqualTo(new ExtractorId("logmel", "7"));
        assertThat(said.frameRate()).isEqualTo(50);
        FeatureSequence overridden =
                features("npy:" + folder + ",frameRate=25,version=8", "x").orElseThrow();
        assertThat(overridden.extractor()).isEqualTo(new ExtractorId("logmel", "8"));
        assertThat(overridden.frameRate()).isEqualTo(25);
    }

    @Test
    void readsTablesWithARowPerClip() throws IOException {
        Path table = Files.writeString(folder.resolve("units.csv"), "clip,AU01,AU02\nx,0.5,1\ny,,2\n");
        FeatureSequence read = features("table:" + table, "x").orElseThrow();
        assertThat(read.frames()).isEqualTo(1);
        assertThat(read.frameRate()).isEqualTo(1);
        assertThat(read.value(0, 0)).isEqualTo(0.5f);
        assertThat(read.extractor()).isEqualTo(new ExtractorId("units", "1"));
        assertThat(features("table:" + table, "y").orElseThrow().validFrames()).isZero();
        assertThat(features("table:" + table, "z")).isEmpty();
    }

    @Test
    void readsTablesWithARowPerFrameAsOpenFaceWritesThem() throws IOException {
        Path table = Files.writeString(folder.resolve("frames.csv"), """
                frame, face_id, timestamp, confidence, success, AU01_r, AU02_r, clip
                3, 0, 0.08, 0.9, 1, 5, 6, x
                1, 0, 0.00, 0.9, 1, 1, 2, x
                2, 0, 0.04, 0.1, 0, 3, 4, x
                6, 0, 0.20, 0.9, 1, 7, nan, x
                1, 0, 0.00, 0.9, 1, 9, 9, y
                """);
        FeatureSequence read = features("table:" + table, "x").orElseThrow();
        assertThat(read.frames()).isEqualTo(6); // 4 and 5 were lost
        assertThat(read.width()).isEqualTo(2);
        assertThat(read.valid().stream()).containsExactly(0, 2);
        assertThat(read.value(2, 1)).isEqualTo(6);
        assertThat(read.frameRate()).isEqualTo(5 / 0.20);
        assertThat(features("table:" + table + ",frameRate=30", "x")
                        .orElseThrow()
                        .frameRate())
                .isEqualTo(30);
    }

    @Test
    void refusesTablesThatCannotBeUnderstood() throws IOException {
        assertThatThrownBy(() -> table("clip,a\nx,1\nx,2\n")).hasMessageContaining("name their frame rate");
        assertThatThrownBy(() -> table("clip,frame,a\nx,1,1\nx,1,2\n")).hasMessageContaining("frame 1.0 twice");
        assertThatThrownBy(() -> table("clip,frame,a\nx,1,1\nx,1e9,2\n")).hasMessageContaining("at most 1000000");
        assertThatThrownBy(() -> table("clip,a\nx,one\n")).hasMessageContaining("line 2: a is 'one'");
        assertThatThrownBy(() -> table("clip\nx\n")).hasMessageContaining("no columns of features");
    }

    private void table(String text) throws IOException {
        features("table:" + Files.writeString(folder.resolve("t.csv"), text), "x");
    }

    @Test
    void readsComputationalSequences() throws IOException {
        Path file = computationalSequence();
        for (String segment : List.of("video[3]", "video[4]")) { // float32; float64, in compressed chunks
            FeatureSequence read = features("csd:" + file, "video_3", segment).orElseThrow();
            assertThat(read.valid().stream()).containsExactly(0, 2);
            assertThat(read.value(2, 1)).isEqualTo(6);
            assertThat(read.value(1, 1)).isZero();
            assertThat(read.frameRate()).isEqualTo(2);
            assertThat(read.extractor()).isEqualTo(new ExtractorId("facet", "1"));
        }
        FeatureSequence single = features("csd:" + file, "other[59]").orElseThrow();
        assertThat(single.value(0, 1)).isEqualTo(59);
        assertThat(single.frameRate()).isEqualTo(4);
        assertThat(features("csd:" + file, "video[5]")).isEmpty();
        assertThatThrownBy(() -> features("csd:" + file, "flat")).hasMessageContaining("shape [4]");
        assertThatThrownBy(() -> features("csd:" + file, "words")).hasMessageContaining("must be float32 or float64");
        assertThatThrownBy(() -> features("csd:" + file, "empty")).hasMessageContaining("has no features");
    }

    /** Made by tools/fixtures/csd_fixture.py. */
    private Path computationalSequence() throws IOException {
        Path file = folder.resolve("facet.csd");
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("facet.csd"))) {
            Files.copy(in, file);
        }
        return file;
    }

    @Test
    void refusesFilesThatAreNoComputationalSequences() throws IOException {
        Path text = Files.writeString(folder.resolve("text.csd"), "no HDF5");
        assertThatThrownBy(() -> features("csd:" + text, "x")).isInstanceOf(VavlException.class);
        assertThatThrownBy(() -> features("csd:" + folder.resolve("no"), "x")).isInstanceOf(VavlException.class);
        Path other = folder.resolve("other.csd");
        try (WritableHdfFile hdf = HdfFile.write(other)) {
            hdf.putDataset("numbers", new float[] {1});
        }
        assertThatThrownBy(() -> features("csd:" + other, "x")).hasMessageContaining("no group 'data'");
    }

    @Test
    void damagedComputationalSequencesAreNamedWhateverIsDamaged() throws IOException {
        Path file = computationalSequence();
        byte[] good = Files.readAllBytes(file);
        long seed = 1;
        Random random = new Random(seed);
        Path damaged = folder.resolve("damaged.csd");
        for (int i = 0; i < 300; i++) {
            byte[] bytes = random.nextInt(4) == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
            for (int change = 0; change < 200 && bytes.length > 0; change++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            Files.write(damaged, bytes);
            try {
                features("csd:" + damaged, "video[4]");
            } catch (VavlException e) {
                assertThat(e.getMessage()).as("seed %d, file %d", seed, i).contains("damaged.csd");
            }
        }
    }

    @Test
    void readsOtherCorpora() {
        Path corpus = folder.resolve("corpus");
        CorpusDescription description = new CorpusDescription(
                "other", new Task.Classification(List.of("happy", "sad"), false), "", "", List.of());
        try (CorpusWriter writer = CorpusWriter.create(corpus, description, List.of("visual"))) {
            writer.add(clip("x").entry(), Map.of("visual", sequence(2, 1, 2)));
            writer.commit();
        }
        try (FeatureSource source = sources.open("visual", "corpus:" + corpus)) {
            assertThat(source.features(clip("x")).orElseThrow().value(0, 1)).isEqualTo(2);
            assertThat(source.features(clip("y"))).isEmpty();
        }
        assertThatThrownBy(() -> sources.open("acoustic", "corpus:" + corpus))
                .hasMessageContaining("has no modality acoustic");
        sources.open("face", "corpus:" + corpus + ",modality=visual").close();
    }

    @Test
    void takesSquareRootsAndSaysSo() throws IOException {
        Path table = Files.writeString(folder.resolve("units.csv"), "clip,a,b\nx,4,0.25\ny,-1,0\nz,,1\n");
        FeatureSequence roots =
                features("table:" + table + ",transform=sqrt", "x").orElseThrow();
        assertThat(roots.value(0, 0)).isEqualTo(2);
        assertThat(roots.value(0, 1)).isEqualTo(0.5f);
        assertThat(roots.extractor()).isEqualTo(new ExtractorId("units", "1;transform=sqrt"));
        assertThatThrownBy(() -> features("table:" + table + ",transform=sqrt", "y"))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("is -1.0, and must be 0 or more");
        assertThat(features("table:" + table + ",transform=sqrt", "z")
                        .orElseThrow()
                        .validFrames())
                .isZero();
        assertThatThrownBy(() -> features("table:" + table + ",transform=log", "x"))
                .hasMessageContaining("transform is 'log', and must be sqrt");
    }

    @Test
    void takesEachSpeakersMeanAwayAndSaysSo() {
        Path corpus = folder.resolve("two-speakers");
        CorpusDescription description = new CorpusDescription(
                "other", new Task.Classification(List.of("happy", "sad"), false), "", "", List.of());
        try (CorpusWriter writer = CorpusWriter.create(corpus, description, List.of("visual"))) {
            writer.add(entry("a1", "a"), Map.of("visual", sequence(2, 1, 10, 3, 30)));
            writer.add(entry("a2", "a"), Map.of("visual", sequence(2, 6, 60)));
            writer.add(entry("b1", "b"), Map.of("visual", sequence(2, -7, 7)));
            writer.commit();
        }
        String specification = "corpus:" + corpus + ",centre=speaker";
        FeatureSequence first = features(specification, "a1").orElseThrow();
        assertThat(first.value(0, 0)).isEqualTo(1 - 4);
        assertThat(first.value(1, 1)).isEqualTo(30 - 40);
        assertThat(first.extractor()).isEqualTo(new ExtractorId("test+speaker-centred", "1"));
        assertThat(features(specification, "a2").orElseThrow().value(0, 1)).isEqualTo(60 - 40);
        assertThat(features(specification, "b1").orElseThrow().value(0, 0)).isZero();
        assertThat(features(specification, "c")).isEmpty();
        assertThatThrownBy(() -> features("corpus:" + corpus + ",centre=clip", "a1"))
                .hasMessageContaining("centre is 'clip', and must be speaker");
    }

    private static ClipEntry entry(String id, String speaker) {
        return new ClipEntry(id, speaker, Labels.ofClass("happy"), Map.of(), Map.of());
    }

    @Test
    void extractsMediaByNameOrAsThePlanSays() throws IOException {
        Files.createDirectories(folder.resolve("media/deep"));
        Path sound = Files.writeString(folder.resolve("media/deep/x.wav"), "four");
        Path video = Files.writeString(folder.resolve("media/deep/x.mp4"), "seven..");
        assertThat(features("media:" + folder.resolve("media"), "x")
                        .orElseThrow()
                        .value(0, 0))
                .isEqualTo(7);
        assertThat(features("media:" + folder.resolve("media"), "y")).isEmpty();
        for (String specification : List.of("media,extractor=samples", "media", "media:" + folder.resolve("media"))) {
            try (FeatureSource source = sources.open("acoustic", specification)) {
                PlannedClip planned = new PlannedClip(clip("x").entry(), List.of("x"), List.of(video, sound));
                assertThat(source.features(planned).orElseThrow().value(0, 0)).isEqualTo(4);
                assertThat(source.features(clip("z"))).isEmpty();
            }
        }
    }

    @Test
    void anExtractorMakesFeaturesOfItsOwnModalityAlone() {
        assertThatThrownBy(() -> sources.open("visual", "media,extractor=samples"))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("'samples' that makes visual features")
                .hasMessageContaining("length for visual ones");
        assertThatThrownBy(() -> sources.open("gesture", "media,extractor=length"))
                .hasMessageContaining("makes gesture features of media");
        FeatureSources soundAlone = new FeatureSources(List.of(new Length("seconds", Modality.ACOUSTIC)));
        assertThatThrownBy(() -> soundAlone.open("visual", "media:" + folder))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("makes visual features of media, only seconds for acoustic ones");
    }

    @Test
    void featuresThatAnExtractorOfTheOtherModalityMadeAreRefused() {
        FeatureSource acoustic = clip -> Optional.of(
                FeatureSequence.allValid(FloatBuffer.wrap(new float[] {1}), 1, 50, new ExtractorId("logmel", "1")));
        assertThat(new FittingSource("acoustic", acoustic).features(clip("x"))).isPresent();
        assertThat(new FittingSource("other", acoustic).features(clip("x"))).isPresent();
        assertThatThrownBy(() -> new FittingSource("visual", acoustic).features(clip("x")))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("made by logmel, whose features are not visual");
    }

    @Test
    void explainsWhatItDoesNotUnderstand() {
        assertThatThrownBy(() -> sources.open("visual", "tabel:x")).hasMessageContaining("table");
        assertThatThrownBy(() -> sources.open("visual", "npy")).hasMessageContaining("name no file or folder");
        assertThatThrownBy(() -> sources.open("visual", "npy:x,frameRate=fast"))
                .hasMessageContaining("frameRate is 'fast'");
        assertThatThrownBy(() -> sources.open("visual", "npy:x,frameRat=5")).hasMessageContaining("frameRate");
        assertThatThrownBy(() -> sources.open("visual", "media,extractor=lenght"))
                .hasMessageContaining("length");
        assertThatThrownBy(() -> sources.open("visual", "/some/path")).hasMessageContaining("KIND:PATH");
    }
}
