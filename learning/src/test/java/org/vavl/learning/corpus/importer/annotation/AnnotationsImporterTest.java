package org.vavl.learning.corpus.importer.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Modality;
import org.vavl.features.audio.AcousticSettings;
import org.vavl.features.audio.LogMelExtractor;
import org.vavl.learning.annotation.ElanDocument;
import org.vavl.learning.corpus.folder.CorpusFolder;
import org.vavl.learning.corpus.folder.FeatureStorage;
import org.vavl.learning.corpus.importer.CorpusImport;
import org.vavl.learning.corpus.importer.CorpusImporter;
import org.vavl.learning.corpus.importer.ImportOptions;
import org.vavl.learning.corpus.importer.ImportReport;
import org.vavl.learning.corpus.importer.Importers;
import org.vavl.learning.corpus.importer.source.FeatureSources;
import org.vavl.learning.corpus.importer.source.ImportPlan;
import org.w3c.dom.Document;

class AnnotationsImporterTest {
    private static final int RATE = 16_000;
    private static final Modality ACOUSTIC =
            new Modality(Modality.ACOUSTIC, new LogMelExtractor(AcousticSettings.defaults()).width());

    @TempDir
    private Path folder;

    private Path eaf;

    @BeforeEach
    void writeRecording() throws IOException {
        eaf = folder.resolve("study/meeting.eaf");
        Files.createDirectories(folder.resolve("study"));
        Files.copy(
                Path.of(Objects.requireNonNull(ElanDocument.class.getResource("meeting.eaf"))
                        .getPath()),
                eaf);
        writeWav(folder.resolve("study/meeting 1.wav"), samples());
    }

    /** Five seconds of a rising tone. */
    private static float[] samples() {
        float[] samples = new float[5 * RATE];
        for (int i = 0; i < samples.length; i++) {
            double seconds = (double) i / RATE;
            samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * (200 + 100 * seconds) * seconds));
        }
        return samples;
    }

    private static void writeWav(Path file, float[] samples) throws IOException {
        byte[] bytes = new byte[2 * samples.length];
        for (int i = 0; i < samples.length; i++) {
            int value = Math.round(samples[i] * 32767);
            bytes[2 * i] = (byte) value;
            bytes[2 * i + 1] = (byte) (value >> 8);
        }
        AudioFormat format = new AudioFormat(RATE, 16, 1, true, false);
        try (AudioInputStream stream = new AudioInputStream(new ByteArrayInputStream(bytes), format, samples.length)) {
            AudioSystem.write(stream, AudioFileFormat.Type.WAVE, file.toFile());
        }
    }

    private static ImportPlan plan(Path source, Map<String, String> options) {
        CorpusImporter importer = Importers.named("annotations");
        return importer.plan(source, ImportOptions.of(importer, options));
    }

    private Path imported(Path source, Map<String, String> options) {
        Path corpus = folder.resolve("corpus");
        ImportPlan plan = plan(source, options);
        try (CorpusImport work =
                new CorpusImport(plan, FeatureSources.standard().openAll(plan, Map.of()))) {
            ImportReport report = work.run(corpus, FeatureStorage.FLOAT32, (done, of) -> {});
            assertThat(report.failures()).isEmpty();
        }
        return corpus;
    }

    private static Clip clip(CorpusFolder corpus, String id) {
        return corpus.clips().stream()
                .filter(clip -> clip.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void eachSegmentIsAClipWhoseFeaturesAreThoseOfTheSegmentAsARecordingOfItsOwn() {
        Path corpus = imported(folder.resolve("study"), Map.of("tiers", "emotion A,emotion B"));
        try (CorpusFolder read = CorpusFolder.open(corpus)) {
            assertThat(read.clips())
                    .extracting(Clip::id)
                    .containsExactly(
                            "meeting_0-1250",
                            "meeting_100-1300",
                            "meeting_1250-2400",
                            "meeting_2000-3999",
                            "meeting_3000-4001");
            Clip sad = clip(read, "meeting_1250-2400");
            assertThat(sad.speaker()).isEqualTo("anna");
            assertThat(sad.labels()).isEqualTo(Labels.ofClass("sad"));
            assertThat(sad.traits())
                    .isEqualTo(Map.of("recording", "meeting", "begin", "1.25", "end", "2.4", "tier", "emotion A"));
            assertThat(clip(read, "meeting_2000-3999").speaker()).isEqualTo("ben");
            LogMelExtractor extractor = new LogMelExtractor(AcousticSettings.defaults());
            float[] samples = samples();
            for (int i = 0; i < samples.length; i++) {
                samples[i] = Math.round(samples[i] * 32767) / 32768f;
            }
            for (int[] span : List.of(new int[] {0, 1250}, new int[] {100, 1300}, new int[] {2000, 3999})) {
                float[] part = Arrays.copyOfRange(samples, span[0] * RATE / 1000, span[1] * RATE / 1000);
                FeatureSequence alone = extractor.extract("alone", part);
                FeatureSequence stored = clip(read, "meeting_" + span[0] + "-" + span[1])
                        .features(ACOUSTIC)
                        .orElseThrow();
                assertThat(stored.frames()).isEqualTo(alone.frames());
                assertThat(stored.valid()).isEqualTo(alone.valid());
                for (int t = alone.valid().nextSetBit(0);
                        t >= 0;
                        t = alone.valid().nextSetBit(t + 1)) {
                    for (int d = 0; d < alone.width(); d++) {
                        assertThat(stored.values().get(t * alone.width() + d))
                                .isEqualTo(alone.values().get(t * alone.width() + d));
                    }
                }
            }
        }
    }

    @Test
    void annotationsThatAreTooShortAreLeftOutWithAWord() {
        assertThat(plan(eaf, Map.of("tiers", "emotion A")).warnings())
                .containsExactly("1 annotation left out, since features are made of segments of 0.1 to 150 s");
    }

    @Test
    void whatSeveralAnnotatorsSayOfOneSegmentAreVotes() throws IOException {
        Path table = Files.writeString(
                folder.resolve("study/votes.csv"),
                "recording,annotator,speaker,start,end,label\nmeeting 1.wav,one,s,1,2,x\nmeeting 1.wav,two,s,1,2,y\nmeeting 1.wav,three,s,1,2,x\nmeeting 1.wav,one,s,2,3,y\n");
        ImportPlan plan = plan(table, Map.of("tiers", "one,two,three", "softLabels", "true"));
        assertThat(plan.clips()).hasSize(2);
        assertThat(plan.clips().get(0).entry().labels().classes()).isEqualTo(Map.of("x", 2.0, "y", 1.0));
        assertThat(plan.clips().get(0).media().sound()).containsExactly(folder.resolve("study/meeting 1.wav"));
    }

    @Test
    void nothingOutsideOfTheFoldersIsLookedAt() throws IOException {
        Files.createDirectories(folder.resolve("elsewhere"));
        Files.move(folder.resolve("study/meeting 1.wav"), folder.resolve("elsewhere/meeting 1.wav"));
        Files.writeString(
                eaf,
                Files.readString(eaf)
                        .replace("./meeting%201.wav", "../elsewhere/meeting%201.wav")
                        .replace(
                                "file:///elsewhere",
                                folder.resolve("elsewhere").toUri().toString()));
        ImportPlan without = plan(eaf, Map.of("tiers", "emotion A"));
        assertThat(without.warnings()).anyMatch(warning -> warning.contains("--option media=FOLDER"));
        assertThat(without.clips()).allMatch(clip -> clip.media().isEmpty());
        ImportPlan with = plan(
                eaf,
                Map.of(
                        "tiers",
                        "emotion A",
                        "media",
                        folder.resolve("elsewhere").toString()));
        assertThat(with.clips()).noneMatch(clip -> clip.media().isEmpty());
    }

    @Test
    void whatIsAmbiguousIsSaid() {
        assertThatThrownBy(() -> plan(eaf, Map.of()))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("has several tiers")
                .hasMessageContaining("emotion A (4, such as 'happy')");
        assertThatThrownBy(() -> plan(eaf, Map.of("tiers", "emotion C")))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("has no annotations in the tiers emotion C");
        assertThatThrownBy(() -> plan(eaf, Map.of("tiers", "emotion A", "classes", "happy,angry")))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("is not one of the option classes");
        assertThatThrownBy(() -> plan(eaf, Map.of("tiers", "notes", "speaker", "participant")))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("does not say who speaks");
        assertThatThrownBy(() -> plan(eaf, Map.of("tiers", "emotion A")).withCopies(1))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("copies are made of whole recordings");
    }

    private static Document parsed(byte[] xml) throws Exception {
        Document document =
                DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(new ByteArrayInputStream(xml));
        document.normalizeDocument();
        return document;
    }

    @Test
    void fromElanToACorpusAndBackNothingIsLost() throws Exception {
        Path corpus = imported(eaf, Map.of("tiers", "emotion A"));
        try (CorpusFolder read = CorpusFolder.open(corpus)) {
            LabelExport export = LabelExport.of(corpus, read.clips());
            assertThat(export.labels()).isEqualTo(3);
            Document back = parsed(export.documents().get("meeting").write());
            assertThat(back.isEqualNode(parsed(Files.readAllBytes(eaf)))).isTrue();
        }
    }

    @Test
    void aLabelThatWasChangedInTheCorpusGoesBackAndNothingElse() throws Exception {
        Files.writeString(
                eaf, Files.readString(eaf).replace("ANNOTATION_ID=\"a3\" ", "ANNOTATION_ID=\"a3\" CVE_REF=\"cve1\" "));
        Path corpus = imported(eaf, Map.of("tiers", "emotion A"));
        try (CorpusFolder read = CorpusFolder.open(corpus)) {
            List<Clip> changed = read.clips().stream()
                    .map(clip -> clip.id().equals("meeting_1250-2400")
                            ? new Clip(
                                    clip.id(), clip.speaker(), Labels.ofClass("angry"), clip.traits(), new HashMap<>())
                            : clip)
                    .toList();
            Document back = parsed(
                    LabelExport.of(corpus, changed).documents().get("meeting").write());
            String expected = Files.readString(eaf)
                    .replace("CVE_REF=\"cve1\" ", "")
                    .replace("<ANNOTATION_VALUE>sad<", "<ANNOTATION_VALUE>angry<");
            assertThat(back.isEqualNode(parsed(expected.getBytes(java.nio.charset.StandardCharsets.UTF_8))))
                    .isTrue();
        }
        assertThatThrownBy(() -> LabelExport.of(folder, List.of()))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("has no ELAN files");
    }
}
