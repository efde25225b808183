package org.vavl.model.inference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.core.compute.Device;
import org.vavl.model.Batch;
import org.vavl.model.ModalityBatch;
import org.vavl.model.Targets;
import org.vavl.nn.HostTensors;
import org.vavl.nn.TorchDevice;
import org.vavl.recognition.inference.ClipFeatures;

/**
 * Makes batches from clips: features normalised, padded at the end to the longest clip and masked. A clip without a valid frame
 * of a modality lacks that modality.
 *
 * @param task which labels are the targets
 * @param statistics how each modality is normalised, in the order of the model's modalities
 * @param device where the tensors go
 */
public record BatchAssembler(Task task, Map<Modality, FeatureStatistics> statistics, Device device) {
    private static final int MOST_VALUES = Integer.MAX_VALUE - 8;

    /**
     * A batch of these clips, in their order. Its tensors belong to the innermost open scope.
     *
     * @param clips none gives a batch of none
     * @param transform applied to each clip's normalised frames
     * @throws VavlException if a clip's features cannot be read, have another width or values that are not finite, or the batch would be too large
     */
    public Batch assemble(List<Clip> clips, FrameTransform transform) {
        Map<Modality, ModalityBatch> modalities = new LinkedHashMap<>();
        statistics.forEach((modality, scale) ->
                assemble(clips, modality, scale, transform).ifPresent(part -> modalities.put(modality, part)));
        return new Batch(clips.size(), modalities, targets(clips));
    }

    private Optional<ModalityBatch> assemble(
            List<Clip> clips, Modality modality, FeatureStatistics scale, FrameTransform transform) {
        List<Integer> rows = new ArrayList<>();
        List<Frames> frames = new ArrayList<>();
        for (int row = 0; row < clips.size(); row++) {
            Optional<FeatureSequence> sequence = features(clips.get(row), modality);
            if (sequence.isPresent()) {
                rows.add(row);
                String source = "clip " + clips.get(row).id() + ", " + modality.name() + " features";
                frames.add(transform.apply(modality, row, Frames.normalised(source, sequence.get(), scale)));
            }
        }
        return rows.isEmpty() ? Optional.empty() : Optional.of(pad(rows, frames, modality.width()));
    }

    /** The features of a clip that has a valid frame of the modality. */
    public static Optional<FeatureSequence> features(Clip clip, Modality modality) {
        return ClipFeatures.of(clip, modality);
    }

    private ModalityBatch pad(List<Integer> rows, List<Frames> frames, int width) {
        int longest = frames.stream().mapToInt(Frames::count).max().orElseThrow();
        if ((long) frames.size() * longest * width > MOST_VALUES) {
            throw new VavlException("a batch of " + frames.size() + " clips, of which the longest has " + longest
                    + " frames of " + width + " values, has more than " + MOST_VALUES
                    + " values, the most that it may have: take smaller batches, or cut the clips");
        }
        float[] features = new float[frames.size() * longest * width];
        byte[] valid = new byte[frames.size() * longest];
        for (int n = 0; n < frames.size(); n++) {
            Frames clip = frames.get(n);
            System.arraycopy(clip.values(), 0, features, n * longest * width, clip.values().length);
            int first = n * longest;
            clip.valid().stream().forEach(t -> valid[first + t] = 1);
        }
        return new ModalityBatch(
                rows, tensor(features, rows.size(), longest, width), tensor(valid, rows.size(), longest));
    }

    private Targets targets(List<Clip> clips) {
        Map<Modality, Tensor> ofModalities = new LinkedHashMap<>();
        for (Modality modality : statistics.keySet()) {
            if (clips.stream().anyMatch(clip -> clip.labels().modalities().containsKey(modality.name()))) {
                ofModalities.put(modality, targets(clips, clip -> target(clip, modality)));
            }
        }
        return new Targets(targets(clips, clip -> task.target(clip.labels())), ofModalities);
    }

    /** The modality's own where they say something of the task, else the clip's. */
    private Optional<float[]> target(Clip clip, Modality modality) {
        return task.target(clip.labels().of(modality)).or(() -> task.target(clip.labels()));
    }

    private Tensor targets(List<Clip> clips, Function<Clip, Optional<float[]>> targetOf) {
        int outputs = task.outputs();
        float[] targets = new float[clips.size() * outputs];
        for (int b = 0; b < clips.size(); b++) {
            int first = b * outputs;
            targetOf.apply(clips.get(b)).ifPresent(target -> System.arraycopy(target, 0, targets, first, outputs));
        }
        return tensor(targets, clips.size(), outputs);
    }

    private Tensor tensor(float[] values, long... shape) {
        return onDevice(HostTensors.of(values, shape), ScalarType.Float);
    }

    private Tensor tensor(byte[] values, long... shape) {
        return onDevice(HostTensors.ofMask(values, shape), ScalarType.Bool);
    }

    private Tensor onDevice(Tensor tensor, ScalarType elements) {
        return device.equals(Device.CPU) ? tensor : tensor.to(TorchDevice.of(device), elements);
    }
}
