package org.vavl.model.mtcnn;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.vavl.core.weights.ElementType;
import org.vavl.core.weights.SafetensorsWriter;
import org.vavl.core.weights.TensorDeclaration;

/** Networks of MTCNN's shapes with the random weights that tools/fixtures/mtcnn_fixture.py makes, too, and describes. */
final class RandomMtcnn {
    private static final double MODULUS = 1L << 32;

    private final List<TensorDeclaration> declarations = new ArrayList<>();
    private final List<float[]> tensors = new ArrayList<>();
    private final double gain;
    private long state;

    private RandomMtcnn(int seed, double gain) {
        this.state = seed;
        this.gain = gain;
    }

    static MtcnnFiles in(Path folder) {
        RandomMtcnn proposal = new RandomMtcnn(1, 4)
                .unit("1", 10, 3, 3, 3)
                .unit("2", 16, 10, 3, 3)
                .unit("3", 32, 16, 3, 3)
                .classes("conv4_1", 2, 32, 1, 1)
                .layer("conv4_2", 4, 32, 1, 1);
        RandomMtcnn refinement = new RandomMtcnn(2, 20)
                .unit("1", 28, 3, 3, 3)
                .unit("2", 48, 28, 3, 3)
                .unit("3", 64, 48, 2, 2)
                .dense("4", 128, 576)
                .classes("dense5_1", 2, 128)
                .layer("dense5_2", 4, 128);
        RandomMtcnn output = new RandomMtcnn(3, 20)
                .unit("1", 32, 3, 3, 3)
                .unit("2", 64, 32, 3, 3)
                .unit("3", 64, 64, 3, 3)
                .unit("4", 128, 64, 2, 2)
                .dense("5", 256, 1152)
                .classes("dense6_1", 2, 256)
                .layer("dense6_2", 4, 256)
                .layer("dense6_3", 10, 256);
        return new MtcnnFiles(
                proposal.write(folder.resolve("pnet.safetensors")),
                refinement.write(folder.resolve("rnet.safetensors")),
                output.write(folder.resolve("onet.safetensors")));
    }

    private RandomMtcnn unit(String number, long... shape) {
        return layer("conv" + number, shape).add("prelu" + number + ".weight", 0.25, shape[0]);
    }

    private RandomMtcnn dense(String number, long... shape) {
        return layer("dense" + number, shape).add("prelu" + number + ".weight", 0.25, shape[0]);
    }

    private RandomMtcnn classes(String name, long... shape) {
        return add(name + ".weight", gain, shape).add(name + ".bias", 0.1, shape[0]);
    }

    private RandomMtcnn layer(String name, long... shape) {
        return add(name + ".weight", 1, shape).add(name + ".bias", 0.1, shape[0]);
    }

    private RandomMtcnn add(String name, double scale, long... shape) {
        int size = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        double inputs = shape.length > 1 ? (double) size / shape[0] : 3;
        double factor = Math.sqrt(3 / inputs) * scale;
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            state = (1664525 * state + 1013904223) % (1L << 32);
            values[i] = (float) ((2 * state / MODULUS - 1) * factor);
        }
        declarations.add(new TensorDeclaration(
                name, ElementType.F32, Arrays.stream(shape).boxed().toList()));
        tensors.add(values);
        return this;
    }

    private Path write(Path path) {
        try (SafetensorsWriter writer = SafetensorsWriter.create(path, Map.of(), declarations)) {
            for (int i = 0; i < tensors.size(); i++) {
                writer.write(declarations.get(i).name(), FloatBuffer.wrap(tensors.get(i)));
            }
            writer.commit();
        }
        return path;
    }
}
