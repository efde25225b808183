package org.vavl.model.mtcnn;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.core.VavlException;
import org.vavl.core.compute.Device;
import org.vavl.core.weights.TensorDeclaration;
import org.vavl.core.weights.WeightFile;
import org.vavl.nn.FiniteValues;
import org.vavl.nn.TorchDevice;
import org.vavl.nn.weights.TensorFiles;

/** The parameters of one of MTCNN's networks, taken from a file one by one with the shapes that they must have. */
final class MtcnnWeights implements AutoCloseable {
    private final Path path;
    private final WeightFile file;
    private final Device device;
    private final List<Tensor> tensors = new ArrayList<>();

    /**
     * @param device where the parameters will be
     * @throws VavlException if it cannot be read, or is no file of weights, or this machine lacks the device
     */
    MtcnnWeights(Path path, Device device) {
        this.device = TorchDevice.require(device);
        this.path = path;
        this.file = WeightFile.open(path);
    }

    /** @throws VavlException if the file has no such tensor */
    Tensor get(String name, long... shape) {
        List<Long> expected = new ArrayList<>();
        for (long size : shape) {
            expected.add(size);
        }
        TensorDeclaration declared = file.declarations().get(name);
        if (declared == null || !declared.shape().equals(expected)) {
            throw new VavlException(path + ": is not a network of MTCNN: tensor '" + name + "' must have the shape "
                    + expected + ", and " + (declared == null ? "is missing" : "has " + declared.shape()));
        }
        Tensor tensor = TensorFiles.read(file, name, device).to(ScalarType.Float);
        FiniteValues.require(path.toString(), name, tensor);
        tensors.add(tensor);
        return tensor;
    }

    /** Hands over what was taken, and closes the file. */
    List<Tensor> taken() {
        return List.copyOf(tensors);
    }

    @Override
    public void close() {
        file.close();
    }
}
