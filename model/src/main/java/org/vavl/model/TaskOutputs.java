package org.vavl.model;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.vavl.core.clip.Task;

/** What a network's outputs mean for a task. */
public final class TaskOutputs {
    private TaskOutputs() {}

    /** Values in the attributes' units, N×C, float32: outputs of −1 and 1 are the ends of an attribute's range. */
    public static Tensor attributes(Tensor outputsNC, Task.Regression task) {
        Tensor float32NC = outputsNC.to(torch.ScalarType.Float);
        Tensor[] columns = new Tensor[task.outputs()];
        for (int c = 0; c < columns.length; c++) {
            Task.Attribute attribute = task.attributes().get(c);
            columns[c] = float32NC
                    .select(1, c)
                    .mul(new Scalar(attribute.halfRange()))
                    .add(new Scalar(attribute.middle()));
        }
        return torch.stack(new TensorVector(columns), 1);
    }
}
