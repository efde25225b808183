package org.vavl.model.inference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.core.compute.Precision;
import org.vavl.model.Batch;
import org.vavl.model.EmotionModel;
import org.vavl.nn.ForwardMode;
import org.vavl.recognition.inference.ClipFeatures;
import org.vavl.recognition.inference.InferenceNetwork;
import org.vavl.recognition.inference.ModelDescription;
import org.vavl.recognition.inference.NetworkOutput;
import org.vavl.recognition.inference.Predictor;

/**
 * A trained model used for inference on libtorch, in one precision. May be used by any number of threads at once, except for {@link #close}.
 * What its parameters are like is its own affair: they may be rounded and packed for that precision.
 */
public final class TorchNetwork implements InferenceNetwork {
    private final EmotionModel network;
    private final ModelDescription description;
    private final BatchAssembler assembler;
    private final Precision precision;

    /**
     * @param model is closed by {@link #close}
     * @param precision of matrix multiplications
     */
    public TorchNetwork(TrainedModel model, Precision precision) {
        this(model.network(), model.description(), model.statistics(), precision);
    }

    /** @param network is closed by {@link #close}; where its parameters are for inference only, they are for this precision */
    TorchNetwork(
            EmotionModel network,
            ModelDescription description,
            Map<Modality, FeatureStatistics> statistics,
            Precision precision) {
        this.network = network;
        this.description = description;
        this.assembler = new BatchAssembler(
                network.task(), statistics, network.parameters().device());
        this.precision = precision;
    }

    /**
     * Predicts with a model that stays the caller's to close.
     *
     * @param precision of matrix multiplications
     * @param batchSize clips that pass through the network together, at least 1
     */
    public static Predictor predictor(TrainedModel model, Precision precision, int batchSize) {
        return new Predictor(new TorchNetwork(model, precision), batchSize);
    }

    @Override
    public ModelDescription description() {
        return description;
    }

    @Override
    public int mostFrames(Modality modality) {
        return network.mostFrames(modality);
    }

    @Override
    public List<Head> selectedHeads(Set<String> present) {
        return network.selectedHeads(present);
    }

    @Override
    public List<NetworkOutput> forward(List<Clip> clips) {
        try (PointerScope scope = new PointerScope();
                InferenceMode noGradient = new InferenceMode()) {
            Batch batch = assembler.assemble(clips, FrameTransform.NONE);
            List<Map<String, float[]>> heads = new ArrayList<>();
            List<Map<String, float[]>> embeddings = new ArrayList<>();
            clips.forEach(clip -> {
                heads.add(new LinkedHashMap<>());
                embeddings.add(new LinkedHashMap<>());
            });
            network.forward(batch, ForwardMode.inference(precision)).forEach((head, output) -> {
                put(head, output.rows(), output.outputsNC(), heads);
                put(head, output.rows(), output.embeddingsND(), embeddings);
            });
            return IntStream.range(0, clips.size())
                    .mapToObj(b -> new NetworkOutput(
                            ClipFeatures.evidence(clips.get(b), network.modalities()), heads.get(b), embeddings.get(b)))
                    .toList();
        }
    }

    private static void put(Head head, List<Integer> rows, Tensor ofRowsNX, List<Map<String, float[]>> ofClips) {
        float[] valuesNX = floats(ofRowsNX);
        int width = valuesNX.length / rows.size();
        for (int n = 0; n < rows.size(); n++) {
            ofClips.get(rows.get(n)).put(head.name(), row(valuesNX, n, width));
        }
    }

    private static float[] floats(Tensor valuesNX) {
        Tensor onCpu = valuesNX.to(torch.ScalarType.Float).cpu().contiguous();
        float[] values = new float[Math.toIntExact(onCpu.numel())];
        new FloatPointer(onCpu.data_ptr()).get(values);
        return values;
    }

    private static float[] row(float[] valuesNX, int n, int width) {
        float[] row = new float[width];
        System.arraycopy(valuesNX, n * width, row, 0, width);
        return row;
    }

    @Override
    public void close() {
        network.close();
    }
}
