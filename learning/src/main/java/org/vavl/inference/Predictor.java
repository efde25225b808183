package org.vavl.inference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.vavl.corpus.Clip;
import org.vavl.corpus.Modality;
import org.vavl.features.FeatureSequence;
import org.vavl.model.Batch;
import org.vavl.model.EmotionModel;
import org.vavl.model.Head;
import org.vavl.model.TaskOutputs;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.Precision;
import org.vavl.nn.VavlException;

/**
 * Asks a model about clips, in batches of similar length; what it says of a clip does not depend on the others. Probabilities are scaled as the
 * model's {@link Calibration} says.
 */
public final class Predictor {
    private final EmotionModel network;
    private final BatchAssembler assembler;
    private final Calibration calibration;
    private final Precision precision;
    private final int batchSize;

    /**
     * @param model stays open as long as this is used
     * @param precision in which matrices are multiplied
     * @param batchSize clips that pass through the network together, at least 1
     */
    public Predictor(TrainedModel model, Precision precision, int batchSize) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("batchSize is " + batchSize + ", and must be at least 1");
        }
        this.network = model.network();
        this.assembler = new BatchAssembler(
                network.task(), model.statistics(), network.parameters().device());
        this.calibration = model.calibration();
        this.precision = precision;
        this.batchSize = batchSize;
    }

    /**
     * What the model says of each clip.
     *
     * @return in the order of the clips
     * @throws VavlException if a clip has none of the modalities that the model can answer for, or features of the wrong width
     */
    public List<Prediction> predict(List<Clip> clips) {
        Prediction[] predictions = new Prediction[clips.size()];
        int[] lengths = clips.stream().mapToInt(this::frames).toArray();
        List<Integer> byLength = IntStream.range(0, clips.size())
                .boxed()
                .sorted(Comparator.comparing(i -> lengths[i]))
                .toList();
        for (int first = 0; first < byLength.size(); first += batchSize) {
            List<Integer> together = byLength.subList(first, Math.min(first + batchSize, byLength.size()));
            List<Prediction> answered =
                    predictTogether(together.stream().map(clips::get).toList());
            for (int i = 0; i < together.size(); i++) {
                predictions[together.get(i)] = answered.get(i);
            }
        }
        return List.of(predictions);
    }

    private int frames(Clip clip) {
        return network.modalities().stream()
                .flatMap(modality -> clip.features(modality).stream())
                .mapToInt(FeatureSequence::frames)
                .sum();
    }

    private List<Prediction> predictTogether(List<Clip> clips) {
        try (PointerScope scope = new PointerScope();
                InferenceMode noGradient = new InferenceMode()) {
            Batch batch = assembler.assemble(clips, FrameTransform.NONE);
            List<Map<String, List<Double>>> said = new ArrayList<>();
            clips.forEach(clip -> said.add(new LinkedHashMap<>()));
            network.forward(batch, ForwardMode.inference(precision)).forEach((head, output) -> {
                float[] answers = floats(answers(head, output.outputsNC()));
                for (int n = 0; n < output.rows().size(); n++) {
                    said.get(output.rows().get(n)).put(head.name(), row(answers, n));
                }
            });
            return IntStream.range(0, clips.size())
                    .mapToObj(b -> prediction(clips.get(b), batch, b, said.get(b)))
                    .toList();
        }
    }

    private Tensor answers(Head head, Tensor outputsNC) {
        double temperature = calibration.of(head.name()).temperature();
        return TaskOutputs.answers(
                temperature == 1
                        ? outputsNC
                        : outputsNC.to(torch.ScalarType.Float).div(new Scalar(temperature)),
                network.task());
    }

    private static float[] floats(Tensor answersNC) {
        Tensor onCpu = answersNC.to(torch.ScalarType.Float).cpu().contiguous();
        float[] values = new float[Math.toIntExact(onCpu.numel())];
        new FloatPointer(onCpu.data_ptr()).get(values);
        return values;
    }

    private List<Double> row(float[] answers, int n) {
        int outputs = network.task().outputs();
        return IntStream.range(n * outputs, (n + 1) * outputs)
                .mapToObj(i -> (double) answers[i])
                .toList();
    }

    private Prediction prediction(Clip clip, Batch batch, int row, Map<String, List<Double>> said) {
        var present = network.modalities().stream()
                .filter(m ->
                        batch.modality(m).stream().anyMatch(part -> part.rows().contains(row)))
                .map(Modality::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<String> answering = network.answeringHeads(present).stream()
                .map(Head::name)
                .filter(said::containsKey)
                .toList();
        if (answering.isEmpty()) {
            throw new VavlException("clip " + clip.id() + " has "
                    + (present.isEmpty() ? "no valid frame of any modality" : "only " + String.join(" and ", present))
                    + ", and the model answers for " + heads());
        }
        return new Prediction(
                clip.id(), said, mean(answering.stream().map(said::get).toList()), answering, reason(present));
    }

    private String heads() {
        return network.heads().stream().map(Head::name).collect(Collectors.joining(", "));
    }

    private String reason(Set<String> present) {
        List<String> missing = network.modalities().stream()
                .map(Modality::name)
                .filter(name -> !present.contains(name))
                .toList();
        return missing.isEmpty() ? "every modality is there" : "the clip has no " + String.join(" and no ", missing);
    }

    private static List<Double> mean(List<List<Double>> answers) {
        int outputs = answers.get(0).size();
        return IntStream.range(0, outputs)
                .mapToObj(c -> answers.stream()
                        .mapToDouble(answer -> answer.get(c))
                        .average()
                        .orElseThrow())
                .toList();
    }
}
