package org.vavl.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntSupplier;
import org.vavl.core.compute.Device;
import org.vavl.features.Image;
import org.vavl.features.VisualExtractor;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Settings;
import org.vavl.features.media.AudioReader;
import org.vavl.features.media.MediaLimits;
import org.vavl.features.media.VideoReader;
import org.vavl.features.onnx.OnnxFaceExtractor;
import org.vavl.features.vision.crop.FaceCropper;
import org.vavl.features.vision.detection.FaceDetector;
import org.vavl.features.vision.detection.FaceDetectors;
import org.vavl.model.wav2vec2.Wav2Vec2Extractor;
import org.vavl.model.wav2vec2.Wav2Vec2Source;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Does what {@code vavl extract} does with the paper's extractors stage by stage, none beside another, and prints a Markdown table: the
 * seconds of each, and of the processor, for one clip.
 */
@Command(name = "stages", mixinStandardHelpOptions = true)
public final class ExtractionStages implements Callable<Integer> {
    private static final int WARMUP = 2;

    @Parameters(paramLabel = "FOLDER", description = "What benchmarks/pytorch/extraction.py models wrote.")
    private Path models;

    @Parameters(paramLabel = "CLIP", description = "A short clip of a face.")
    private Path clip;

    @Option(
            names = "--detector-weights",
            description = "Such as mtcnn=FOLDER or yunet=FILE; haar is measured in any case.")
    private Map<String, Path> detectors = new LinkedHashMap<>();

    @Option(names = "--repetitions", defaultValue = "3", description = "Repetitions that are reported.")
    private int repetitions;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    ExtractionStages() {}

    /** Runs {@code FOLDER CLIP [options]}. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ExtractionStages()).execute(arguments));
    }

    @Override
    public Integer call() {
        System.out.println("| stage | times | seconds | of the processor |\n| --- | --- | --- | --- |");
        measure("decode sound", this::readSound);
        try (Wav2Vec2Extractor extractor = new Wav2Vec2Extractor(
                Wav2Vec2Source.ofFolder(models.resolve("wav2vec2")), Wav2Vec2Settings.defaults(), Device.CPU)) {
            measure("decode sound and wav2vec2", () -> extractor.extract(clip).frames());
        }
        measure("decode pictures", this::readPictures);
        List<Image> pictures = Pictures.of(clip);
        Map<String, Path> all = new LinkedHashMap<>(detectors);
        List<String> names = new ArrayList<>(all.keySet());
        names.add("haar");
        List<Sighting> sightings = List.of();
        for (String name : names) {
            try (FaceDetector detector = FaceDetectors.with(all).named(name).open()) {
                measure("find faces: " + name, () -> Sighting.allIn(pictures, detector)
                        .size());
                sightings = Sighting.allIn(pictures, detector);
            }
        }
        extract(sightings);
        return 0;
    }

    private void extract(List<Sighting> sightings) {
        try (VisualExtractor extractor = OnnxFaceExtractor.efficientNetB2(models.resolve("efficientnet-b2.onnx"))) {
            FaceCropper cutter = new FaceCropper(extractor.crop());
            measure("cut faces out", () -> crops(cutter, sightings).size());
            List<Image> crops = crops(cutter, sightings);
            measure("efficientnet-b2", () -> {
                for (int begin = 0; begin < crops.size(); begin += extractor.batchSize()) {
                    extractor.extract(crops.subList(begin, Math.min(crops.size(), begin + extractor.batchSize())));
                }
                return crops.size();
            });
        }
    }

    private static List<Image> crops(FaceCropper cutter, List<Sighting> sightings) {
        return sightings.stream().map(sighting -> sighting.cutBy(cutter)).toList();
    }

    private void measure(String stage, IntSupplier work) {
        int times = 0;
        for (int i = 0; i < WARMUP; i++) {
            times = work.getAsInt();
        }
        long processor = processorNanoseconds();
        long begin = System.nanoTime();
        for (int i = 0; i < repetitions; i++) {
            times = work.getAsInt();
        }
        double seconds = (System.nanoTime() - begin) / 1e9 / repetitions;
        double ofProcessor = (processorNanoseconds() - processor) / 1e9 / repetitions;
        System.out.printf(Locale.ROOT, "| %s | %d | %.3f | %.3f |%n", stage, times, seconds, ofProcessor);
    }

    private static long processorNanoseconds() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private int readSound() {
        float[] samples = new float[AudioReader.SAMPLE_RATE];
        int all = 0;
        try (AudioReader reader = AudioReader.require(clip, AudioReader.SAMPLE_RATE, MediaLimits.defaults())) {
            for (int count = reader.read(samples); count > 0; count = reader.read(samples)) {
                all += count;
            }
        }
        return all;
    }

    private int readPictures() {
        int all = 0;
        try (VideoReader reader = VideoReader.open(clip, MediaLimits.defaults()).orElseThrow()) {
            while (reader.next()) {
                all++;
            }
        }
        return all;
    }
}
