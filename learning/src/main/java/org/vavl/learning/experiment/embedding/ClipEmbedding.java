package org.vavl.learning.experiment.embedding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.vavl.core.clip.Clip;
import org.vavl.model.Batch;
import org.vavl.model.SharedEmbeddings;
import org.vavl.model.inference.BatchAssembler;
import org.vavl.model.inference.FrameTransform;
import org.vavl.model.inference.TrainedModel;
import org.vavl.nn.ForwardMode;

/**
 * What a network's shared layers make of a clip.
 *
 * @param clip the clip
 * @param vectors D values by the modality's name, in the network's order
 */
record ClipEmbedding(Clip clip, Map<String, float[]> vectors) {
    /**
     * Of every clip.
     *
     * @param model whose network is one of {@link SharedEmbeddings}
     * @param clips that have every modality
     */
    static List<ClipEmbedding> of(TrainedModel model, List<Clip> clips, ForwardMode mode, int batchSize) {
        BatchAssembler assembler = new BatchAssembler(
                model.network().task(),
                model.statistics(),
                model.network().parameters().device());
        SharedEmbeddings network = (SharedEmbeddings) model.network();
        List<ClipEmbedding> embeddings = new ArrayList<>();
        for (int first = 0; first < clips.size(); first += batchSize) {
            List<Clip> together = clips.subList(first, Math.min(first + batchSize, clips.size()));
            try (PointerScope scope = new PointerScope();
                    NoGradGuard noGradient = new NoGradGuard()) {
                Batch batch = assembler.assemble(together, FrameTransform.NONE);
                List<ClipEmbedding> ofBatch = together.stream()
                        .map(clip -> new ClipEmbedding(clip, new LinkedHashMap<>()))
                        .toList();
                network.embeddings(batch, mode).forEach((modality, embeddingsBD) -> {
                    for (int b = 0; b < ofBatch.size(); b++) {
                        ofBatch.get(b).vectors().put(modality.name(), floats(embeddingsBD.select(0, b)));
                    }
                });
                embeddings.addAll(ofBatch);
            }
        }
        return embeddings;
    }

    private static float[] floats(Tensor vectorD) {
        Tensor onCpu = vectorD.to(torch.ScalarType.Float).cpu().contiguous();
        float[] values = new float[Math.toIntExact(onCpu.numel())];
        new FloatPointer(onCpu.data_ptr()).get(values);
        return values;
    }

    /**
     * 1 minus the cosine between the vectors of two modalities, for each pair: 0 where they point the same way, 2 where they are opposite.
     *
     * @return by the pair's name, such as {@code acoustic–visual}, in the network's order
     */
    Map<String, Double> cosineDistances() {
        Map<String, Double> distances = new LinkedHashMap<>();
        List<Map.Entry<String, float[]>> all = List.copyOf(vectors.entrySet());
        for (int first = 0; first < all.size(); first++) {
            for (Map.Entry<String, float[]> second : all.subList(first + 1, all.size())) {
                distances.put(
                        all.get(first).getKey() + "–" + second.getKey(),
                        cosineDistance(all.get(first).getValue(), second.getValue()));
            }
        }
        return distances;
    }

    private static double cosineDistance(float[] a, float[] b) {
        return 1 - product(a, b) / Math.sqrt(product(a, a) * product(b, b));
    }

    private static double product(float[] a, float[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += (double) a[d] * b[d];
        }
        return sum;
    }
}
