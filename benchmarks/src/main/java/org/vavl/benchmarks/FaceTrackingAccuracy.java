package org.vavl.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.vavl.core.clip.ExtractorId;
import org.vavl.features.Image;
import org.vavl.features.media.MediaLimits;
import org.vavl.features.media.VideoReader;
import org.vavl.features.vision.detection.Face;
import org.vavl.features.vision.detection.FaceDetector;
import org.vavl.features.vision.detection.FaceDetectors;
import org.vavl.features.vision.image.Box;
import org.vavl.features.vision.tracking.DetectionSchedule;
import org.vavl.features.vision.tracking.FaceDetectionPass;
import org.vavl.features.vision.tracking.FaceSelection;
import org.vavl.features.vision.tracking.FaceTrack;
import org.vavl.features.vision.tracking.FaceTracker;
import org.vavl.features.vision.tracking.TrackingSettings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * What is lost where faces are followed in place of being looked for in every picture: prints a Markdown table, for each interval how many
 * pictures the detector was asked about, in how many the clip's face is, and how well its box covers (intersection over union) the one
 * that an interval of 0 gives.
 */
@Command(name = "following", mixinStandardHelpOptions = true)
public final class FaceTrackingAccuracy implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "CLIP", description = "Videos of faces.")
    private List<Path> clips;

    @Option(names = "--detector", defaultValue = FaceDetectors.DEFAULT, description = "Default: ${DEFAULT-VALUE}.")
    private String detector;

    @Option(names = "--detector-weights", description = "Such as mtcnn=FOLDER or yunet=FILE.")
    private Map<String, Path> weights = new LinkedHashMap<>();

    @Option(names = "--intervals", split = ",", defaultValue = "0.04,0.1,0.2,0.3", description = "In seconds.")
    private List<Double> intervals;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    FaceTrackingAccuracy() {}

    /** Runs {@code CLIP… [options]}. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new FaceTrackingAccuracy()).execute(arguments));
    }

    /** Where the clip's face is in each picture, and how often the detector was asked. */
    private record Followed(List<Optional<Box>> boxes, int searched, int lookedAt) {
        int found() {
            return (int) boxes.stream().filter(Optional::isPresent).count();
        }
    }

    @Override
    public Integer call() {
        System.out.println(
                "| clip | interval, s | pictures | searched | looked at near faces | with a face | IoU: mean | lowest of 20 | other |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        for (Path clip : clips) {
            Followed every = follow(clip, 0);
            print(clip, 0, every, every);
            intervals.forEach(interval -> print(clip, interval, follow(clip, interval), every));
        }
        return 0;
    }

    private static void print(Path clip, double interval, Followed followed, Followed every) {
        List<Double> overlaps = new ArrayList<>();
        int other = 0;
        for (int i = 0; i < every.boxes().size(); i++) {
            Optional<Box> here = followed.boxes().get(i);
            Optional<Box> there = every.boxes().get(i);
            if (here.isPresent() && there.isPresent()) {
                overlaps.add(here.get().intersectionOverUnion(there.get()));
            } else if (here.isPresent() || there.isPresent()) {
                other++;
            }
        }
        overlaps.sort(null);
        double mean = overlaps.stream().mapToDouble(one -> one).average().orElse(Double.NaN);
        double low = overlaps.isEmpty() ? Double.NaN : overlaps.get(overlaps.size() / 20);
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %d | %d | %d | %d | %.3f | %.3f | %d |%n",
                clip.getFileName(),
                interval,
                every.boxes().size(),
                followed.searched(),
                followed.lookedAt(),
                followed.found(),
                mean,
                low,
                other);
    }

    private Followed follow(Path clip, double interval) {
        TrackingSettings settings = TrackingSettings.withDetectionInterval(interval);
        FaceTracker tracker = new FaceTracker(settings);
        DetectionSchedule plan = new DetectionSchedule(settings);
        List<Double> seconds = new ArrayList<>();
        try (CountingDetector asked = new CountingDetector(
                        FaceDetectors.with(weights).named(detector).open());
                VideoReader reader =
                        VideoReader.open(clip, MediaLimits.defaults()).orElseThrow()) {
            FaceDetectionPass search = new FaceDetectionPass(asked, tracker, settings);
            while (reader.next()) {
                Image image = reader.image();
                search.accept(seconds.size(), reader.seconds(), image, plan.next(reader.seconds(), image));
                seconds.add(reader.seconds());
            }
            search.finish();
            List<FaceTrack> tracks = tracker.tracks();
            List<Optional<Box>> boxes = new ArrayList<>();
            for (int i = 0; i < seconds.size(); i++) {
                boxes.add(
                        FaceSelection.defaults().face(tracks, i, seconds.get(i)).map(Face::box));
            }
            return new Followed(boxes, asked.searched, asked.lookedAt);
        }
    }

    /** Counts the pictures that a detector is asked about. */
    private static final class CountingDetector implements FaceDetector {
        private final FaceDetector detector;
        private int searched;
        private int lookedAt;

        CountingDetector(FaceDetector detector) {
            this.detector = detector;
        }

        @Override
        public ExtractorId id() {
            return detector.id();
        }

        @Override
        public List<Face> detect(Image image) {
            searched++;
            return detector.detect(image);
        }

        @Override
        public List<Face> detectNear(Image image, List<Box> places) {
            lookedAt++;
            return detector.detectNear(image, places);
        }

        @Override
        public void close() {
            detector.close();
        }
    }
}
