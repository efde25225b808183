package org.vavl.recognition.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.core.clip.Modality;
import org.vavl.features.onnxruntime.OnnxRuntime;
import org.vavl.recognition.inference.ClipFeatures;

/** Clips as a graph takes them: padded to the longest, with masks. What is not valid is 0, whatever stands in the clip. Not for several threads. */
final class OnnxBatch implements AutoCloseable {
    private final Map<String, OnnxTensor> inputs = new LinkedHashMap<>();

    private OnnxBatch() {}

    /**
     * Makes a batch of clips.
     *
     * @param statistics by the modalities of the network; values that are further from them than any feature can be are refused
     * @throws VavlException if a clip's features cannot be read, have another width or values that are not finite, or the batch would be too large
     */
    static OnnxBatch of(List<Clip> clips, Map<Modality, FeatureStatistics> statistics) throws OrtException {
        OnnxBatch batch = new OnnxBatch();
        try {
            for (Map.Entry<Modality, FeatureStatistics> entry : statistics.entrySet()) {
                batch.add(clips, entry.getKey(), entry.getValue());
            }
            return batch;
        } catch (OrtException | RuntimeException e) {
            batch.close();
            throw e;
        }
    }

    /** A modality that no clip has gets one frame, which is not valid. */
    private void add(List<Clip> clips, Modality modality, FeatureStatistics scale) throws OrtException {
        List<Optional<FeatureSequence>> sequences =
                clips.stream().map(clip -> ClipFeatures.of(clip, modality)).toList();
        int frames = sequences.stream()
                .flatMap(Optional::stream)
                .mapToInt(FeatureSequence::frames)
                .max()
                .orElse(1);
        int width = modality.width();
        FloatBuffer values = floats((long) clips.size() * frames * width, modality);
        ByteBuffer valid = ByteBuffer.allocateDirect(clips.size() * frames);
        for (int b = 0; b < clips.size(); b++) {
            int first = b * frames;
            String source = "clip " + clips.get(b).id() + ", " + modality.name() + " features";
            sequences.get(b).ifPresent(sequence -> put(source, sequence, scale, first, values, valid));
        }
        OrtEnvironment environment = OnnxRuntime.environment();
        inputs.put(
                OnnxLayout.features(modality.name()),
                OnnxTensor.createTensor(environment, values, new long[] {clips.size(), frames, width}));
        inputs.put(
                OnnxLayout.valid(modality.name()),
                OnnxTensor.createTensor(environment, valid, new long[] {clips.size(), frames}, OnnxJavaType.BOOL));
    }

    private static FloatBuffer floats(long count, Modality modality) {
        if (count * Float.BYTES > Integer.MAX_VALUE) {
            throw new VavlException("a batch of " + count + " values of " + modality.name() + " features has more than "
                    + Integer.MAX_VALUE / Float.BYTES
                    + ", the most that it may have: take smaller batches, or cut the clips");
        }
        return ByteBuffer.allocateDirect((int) count * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    private static void put(
            String source,
            FeatureSequence sequence,
            FeatureStatistics scale,
            int first,
            FloatBuffer values,
            ByteBuffer valid) {
        FloatBuffer read = sequence.values();
        int width = sequence.width();
        BitSet there = sequence.valid();
        for (int t = there.nextSetBit(0); t >= 0; t = there.nextSetBit(t + 1)) {
            valid.put(first + t, (byte) 1);
            for (int d = 0; d < width; d++) {
                float value = read.get(t * width + d);
                ClipFeatures.normalised(source, scale, t, d, value);
                values.put((first + t) * width + d, value);
            }
        }
    }

    /** By the names of the graph's inputs. */
    Map<String, OnnxTensor> inputs() {
        return inputs;
    }

    @Override
    public void close() {
        inputs.values().forEach(OnnxTensor::close);
    }
}
