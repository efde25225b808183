package org.vavl.benchmarks;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.vavl.benchmarks.HardPictures.Change;
import org.vavl.benchmarks.HardPictures.Placed;
import org.vavl.features.Image;
import org.vavl.features.media.MediaLimits;
import org.vavl.features.media.VideoReader;
import org.vavl.features.vision.detection.Face;
import org.vavl.features.vision.detection.FaceDetector;
import org.vavl.features.vision.detection.FaceDetectors;
import org.vavl.features.vision.image.Box;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Compares face detectors on pictures of clips, as they are and made hard, with the faces that a reference detector finds in them as they
 * are: prints Markdown tables of recall, false alarms, overlap of boxes and time. A face is found if a box covers its own by an intersection over
 * union of at least {@value #FOUND}. What is no face of the reference, however unsure that is, is a false alarm.
 */
@Command(name = "detectors", mixinStandardHelpOptions = true)
public final class FaceDetectorComparison implements Callable<Integer> {
    private static final double FOUND = 0.3;
    private static final double SURE = 0.95;
    private static final String AS_THEY_ARE = "as they are";

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Videos and pictures of faces.")
    private List<Path> files;

    @Option(names = "--detectors", split = ",", required = true, description = "Their names.")
    private List<String> detectors;

    @Option(names = "--reference", defaultValue = "mtcnn", description = "Default: ${DEFAULT-VALUE}.")
    private String reference;

    @Option(names = "--detector-weights", description = "Such as mtcnn=FOLDER or yunet=FILE.")
    private Map<String, Path> weights = new LinkedHashMap<>();

    @Option(
            names = "--every",
            defaultValue = "25",
            description = "Takes one of so many pictures. Default: ${DEFAULT-VALUE}.")
    private int every;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    FaceDetectorComparison() {}

    /** Runs {@code FILE… --detectors NAME,NAME [options]}. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new FaceDetectorComparison()).execute(arguments));
    }

    /** A picture and the reference's faces: those of which it is sure, and all. */
    private record Known(Image image, List<Box> faces, List<Box> all) {}

    /** What a detector finds in pictures that are made hard in one way. */
    private static final class Tally {
        private int pictures;
        private int faces;
        private int found;
        private int falseAlarms;
        private double overlap;
        private double milliseconds;

        void add(List<Box> boxes, List<Box> expected, List<Box> possible) {
            pictures++;
            faces += expected.size();
            for (Box face : expected) {
                double best = boxes.stream()
                        .mapToDouble(face::intersectionOverUnion)
                        .max()
                        .orElse(0);
                if (best >= FOUND) {
                    found++;
                    overlap += best;
                }
            }
            falseAlarms += (int) boxes.stream()
                    .filter(box -> possible.stream().noneMatch(face -> face.intersectionOverUnion(box) >= FOUND))
                    .count();
        }

        double recall() {
            return (double) found / faces;
        }
    }

    @Override
    public Integer call() {
        List<Known> pictures = new ArrayList<>();
        FaceDetectors all = FaceDetectors.with(weights);
        try (FaceDetector known = all.named(reference).open()) {
            files.forEach(file -> read(file, known, pictures));
        }
        int faces = pictures.stream().mapToInt(one -> one.faces().size()).sum();
        System.out.printf(Locale.ROOT, "%d pictures with %d faces by %s%n%n", pictures.size(), faces, reference);
        Map<String, Map<String, Tally>> results = new LinkedHashMap<>();
        for (String name : detectors) {
            try (FaceDetector detector = all.named(name).open()) {
                results.put(name, measure(detector, pictures));
            }
        }
        printSummary(results);
        printRecall(results);
        return 0;
    }

    private void read(Path file, FaceDetector known, List<Known> pictures) {
        try (VideoReader reader = VideoReader.open(file, MediaLimits.defaults()).orElseThrow()) {
            for (int i = 0; reader.next(); i++) {
                if (i % every == 0) {
                    Image image = copy(reader.image());
                    List<Face> faces = known.detect(image);
                    pictures.add(new Known(
                            image,
                            faces.stream()
                                    .filter(face -> face.score() >= SURE)
                                    .map(Face::box)
                                    .toList(),
                            faces.stream().map(Face::box).toList()));
                }
            }
        }
    }

    private static Image copy(Image image) {
        ByteBuffer pixels = ByteBuffer.allocateDirect(image.pixels().remaining());
        pixels.put(image.pixels()).flip();
        return new Image(image.width(), image.height(), image.channels(), pixels);
    }

    private static Map<String, Tally> measure(FaceDetector detector, List<Known> pictures) {
        pictures.forEach(one -> detector.detect(one.image())); // once to get warm
        Map<String, Tally> tallies = new LinkedHashMap<>();
        for (Change change : HardPictures.all()) {
            Tally tally = tallies.computeIfAbsent(change.name().replace("−", ""), name -> new Tally());
            for (Known one : pictures) {
                Image image = change.image().make(one.image(), one.faces());
                long begin = System.nanoTime();
                List<Face> faces = detector.detect(image);
                tally.milliseconds += (System.nanoTime() - begin) / 1e6;
                tally.add(
                        faces.stream().map(Face::box).toList(),
                        placed(one.faces(), one.image(), change),
                        placed(one.all(), one.image(), change));
            }
        }
        return tallies;
    }

    private static List<Box> placed(List<Box> faces, Image image, Change change) {
        return faces.stream()
                .map(face -> change.place()
                        .apply(new Placed(face, image.width(), image.height()))
                        .box())
                .toList();
    }

    private static void printSummary(Map<String, Map<String, Tally>> results) {
        System.out.println("| detector | recall as they are | hard | false alarms in 100 pictures: as they are | hard |"
                + " box overlap (IoU) | ms a picture |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
        results.forEach((name, tallies) -> {
            Tally plain = tallies.getOrDefault(AS_THEY_ARE, new Tally());
            List<Tally> hard =
                    tallies.values().stream().filter(tally -> tally != plain).toList();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.3f | %.3f | %.1f | %.1f | %.2f | %.1f |%n",
                    name,
                    plain.recall(),
                    hard.stream().mapToDouble(Tally::recall).average().orElse(Double.NaN),
                    100.0 * plain.falseAlarms / plain.pictures,
                    100.0
                            * hard.stream().mapToInt(one -> one.falseAlarms).sum()
                            / hard.stream().mapToInt(one -> one.pictures).sum(),
                    plain.overlap / plain.found,
                    plain.milliseconds / plain.pictures);
        });
        System.out.println();
    }

    private static void printRecall(Map<String, Map<String, Tally>> results) {
        System.out.println("| recall | " + String.join(" | ", results.keySet()) + " |");
        System.out.println("| --- |" + " --- |".repeat(results.size()));
        List<String> changes = results.values().stream()
                .flatMap(tallies -> tallies.keySet().stream())
                .distinct()
                .toList();
        for (String change : changes) {
            StringBuilder row = new StringBuilder("| " + change + " |");
            results.values()
                    .forEach(tallies -> row.append(String.format(
                            Locale.ROOT,
                            " %.3f |",
                            tallies.getOrDefault(change, new Tally()).recall())));
            System.out.println(row);
        }
    }
}
