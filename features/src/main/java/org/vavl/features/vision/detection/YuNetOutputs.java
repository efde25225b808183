package org.vavl.features.vision.detection;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.vavl.core.VavlException;
import org.vavl.features.vision.image.Box;
import org.vavl.features.vision.image.Point;

/**
 * What YuNet's outputs mean. For each cell of grids of 8, 16 and 32 pixels there are the probabilities of being a face's cell ({@code cls})
 * and of an object being there ({@code obj}), the box ({@code bbox}) and the landmarks ({@code kps}), both relative to the cell.
 */
final class YuNetOutputs {
    private static final List<Integer> STRIDES = List.of(8, 16, 32);

    /** The outputs' names. */
    static final List<String> NAMES = STRIDES.stream()
            .flatMap(stride -> Stream.of("cls_", "obj_", "bbox_", "kps_").map(name -> name + stride))
            .toList();

    private static final double LOWEST_SCORE = 0.6;
    private static final double SAME_FACE = 0.3;
    private static final int MOST_CANDIDATES = 5000;
    private static final int LANDMARKS = 5;

    private final OrtSession.Result result;
    private final int width;
    private final int height;

    /**
     * @param width of the network's input, in pixels
     * @param height of the network's input, in pixels
     */
    YuNetOutputs(OrtSession.Result result, int width, int height) {
        this.result = result;
        this.width = width;
        this.height = height;
    }

    /** The faces, the surest first; of those that are the same, the surest one. */
    List<Face> faces() {
        List<Face> candidates = new ArrayList<>();
        STRIDES.forEach(stride -> addCandidates(stride, candidates));
        candidates.sort(Comparator.comparingDouble(Face::score).reversed());
        List<Face> faces = new ArrayList<>();
        for (Face candidate : candidates.subList(0, Math.min(MOST_CANDIDATES, candidates.size()))) {
            if (faces.stream().noneMatch(face -> overlap(face, candidate) > SAME_FACE)) {
                faces.add(candidate);
            }
        }
        return faces;
    }

    /** Of the boxes in whole pixels, as OpenCV has it. */
    private static double overlap(Face face, Face other) {
        return whole(face.box()).intersectionOverUnion(whole(other.box()));
    }

    private static Box whole(Box box) {
        return new Box(
                (int) box.x(), (int) box.y(), Math.max(1e-6, (int) box.width()), Math.max(1e-6, (int) box.height()));
    }

    private void addCandidates(int stride, List<Face> candidates) {
        int columns = width / stride;
        int cells = columns * (height / stride);
        FloatBuffer face = output("cls_" + stride, cells);
        FloatBuffer object = output("obj_" + stride, cells);
        FloatBuffer box = output("bbox_" + stride, 4 * cells);
        FloatBuffer points = output("kps_" + stride, 2 * LANDMARKS * cells);
        for (int cell = 0; cell < cells; cell++) {
            double score = Math.sqrt(probability(face.get(cell)) * probability(object.get(cell)));
            if (score >= LOWEST_SCORE) {
                int column = cell % columns;
                int row = cell / columns;
                double centreX = (column + box.get(4 * cell)) * stride;
                double centreY = (row + box.get(4 * cell + 1)) * stride;
                double boxWidth = Math.exp(box.get(4 * cell + 2)) * stride;
                double boxHeight = Math.exp(box.get(4 * cell + 3)) * stride;
                if (!(boxWidth < 1e6 && boxHeight < 1e6 && Double.isFinite(centreX + centreY))) {
                    continue; // no number, or no size that a face can have
                }
                List<Point> landmarks = new ArrayList<>();
                for (int k = 2 * LANDMARKS * cell; k < 2 * LANDMARKS * (cell + 1); k += 2) {
                    landmarks.add(new Point((points.get(k) + column) * stride, (points.get(k + 1) + row) * stride));
                }
                Box around = new Box(centreX - boxWidth / 2, centreY - boxHeight / 2, boxWidth, boxHeight);
                candidates.add(new Face(around, score, landmarks));
            }
        }
    }

    private static double probability(float value) {
        return Math.max(0, Math.min(1, value));
    }

    private FloatBuffer output(String name, int values) {
        OnnxValue value = result.get(name).orElseThrow();
        if (value instanceof OnnxTensor tensor) {
            FloatBuffer floats = tensor.getFloatBuffer();
            if (floats != null && floats.remaining() == values) {
                return floats;
            }
        }
        throw new VavlException(
                "YuNet's output " + name + " must be " + values + " numbers, and is " + value.getInfo());
    }
}
