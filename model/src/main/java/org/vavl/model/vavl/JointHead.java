package org.vavl.model.vavl;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterGroup;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.layers.MultiLayerPerceptron;
import org.vavl.nn.onnx.GraphValue;

/** The head that joins all modalities: θav of the paper (section 3.1). N clips, D width, C outputs. */
final class JointHead {
    private final ParameterGroup group;
    private final MultiLayerPerceptron layers;

    JointHead(ParameterPath path, VavlConfiguration sizes, List<Modality> modalities, Task task) {
        group = path.group();
        layers = ModalityBranch.head(path, sizes, modalities.size() * sizes.width(), task.outputs());
    }

    ParameterGroup group() {
        return group;
    }

    /** [pooled a ; pooled v] → C: N×D of each modality to N×C. */
    Tensor forward(Tensor[] pooledND, ForwardMode mode) {
        return layers.forward(torch.cat(new TensorVector(pooledND), 1), mode);
    }

    /** The same as {@link #forward} in a graph, of [pooled a ; pooled v]. */
    GraphValue write(GraphValue joinedBX) {
        return layers.write(joinedBX);
    }
}
