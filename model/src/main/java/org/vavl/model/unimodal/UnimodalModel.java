package org.vavl.model.unimodal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.Tensor;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.model.ExportableNetwork;
import org.vavl.model.GraphHead;
import org.vavl.model.GraphSequence;
import org.vavl.model.HeadOutput;
import org.vavl.model.ModalityBatch;
import org.vavl.model.UnimodalNetwork;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.layers.InputProjection;
import org.vavl.nn.layers.MaskedMean;
import org.vavl.nn.layers.MultiLayerPerceptron;
import org.vavl.nn.layers.conformer.Conformer;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphValue;

/**
 * A conformer for one modality (paper, section 4.5.6): the input projection, conformer blocks, the mean over time and the prediction head
 * are those of VAVL.
 *
 * <p>N clips of the batch that have the modality, T frames of F values, D width, C outputs.
 *
 * <p>A clip without the modality gets no answer.
 *
 * <p>Differs from the paper: the head has three layers, as VAVL's has, where section 4.5.6 speaks of two; frames that are not valid take
 * no part in anything. There is no public code.
 */
final class UnimodalModel extends UnimodalNetwork implements ExportableNetwork {
    private final InputProjection projection;
    private final Conformer encoder;
    private final MultiLayerPerceptron prediction;
    private final int width;

    UnimodalModel(UnimodalConfiguration sizes, Modality modality, Task task, ParameterStore parameters) {
        super(sizes, modality, task, parameters);
        width = sizes.width();
        projection = new InputProjection(
                parameters.root().child("projection"),
                modality.width(),
                sizes.projectionWidth(),
                sizes.projectionKernel(),
                sizes.width(),
                sizes.dropout());
        encoder = new Conformer(parameters.root().child("encoder"), sizes.blocks(), sizes.conformerSizes());
        List<Integer> widths = new ArrayList<>();
        widths.add(sizes.width());
        widths.addAll(sizes.headWidths());
        widths.add(task.outputs());
        prediction = new MultiLayerPerceptron(parameters.root().child("prediction"), widths, sizes.headDropout());
    }

    @Override
    protected HeadOutput predict(ModalityBatch part, ForwardMode mode) {
        Tensor projectedNTD = projection.forward(part.featuresNTD(), part.validNT(), mode);
        Tensor encodedNTD = encoder.forward(projectedNTD, part.validNT(), mode);
        Tensor pooledND = MaskedMean.overTime(encodedNTD, part.validNT());
        return new HeadOutput(part.rows(), prediction.forward(pooledND, mode), pooledND);
    }

    @Override
    public Map<Head, GraphHead> write(Map<Modality, GraphSequence> inputs) {
        Modality modality = modalities().get(0);
        GraphSequence input = Objects.requireNonNull(inputs.get(modality));
        GraphBuilder graph = input.graph();
        GraphValue projectedBTD = graph.in("projection", () -> projection.write(input.framesBTF(), input.validBT()));
        GraphValue encodedBTD = graph.in("encoder", () -> encoder.write(projectedBTD, input.validBT()));
        GraphValue pooledBD = MaskedMean.overTime(encodedBTD, input.validBT());
        GraphValue outputsBC = graph.in("prediction", () -> prediction.write(pooledBD));
        return Map.of(heads().get(0), new GraphHead(outputsBC, pooledBD, width));
    }
}
