package org.vavl.recognition.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.features.onnxruntime.OnnxSessions;
import org.vavl.recognition.inference.ClipFeatures;
import org.vavl.recognition.inference.Evidence;
import org.vavl.recognition.inference.HeadSelection;
import org.vavl.recognition.inference.InferenceNetwork;
import org.vavl.recognition.inference.ModelDescription;
import org.vavl.recognition.inference.NetworkOutput;

/**
 * A trained model on ONNX Runtime, in float32. May be used by any number of threads at once, which share one session, except for {@link #close}.
 */
public final class OnnxInferenceNetwork implements InferenceNetwork {
    private final Path path;
    private final OrtSession session;
    private final ModelDescription description;
    private final Map<String, Integer> mostFrames;
    private final Map<String, Integer> embeddingWidths = new HashMap<>();
    private final Map<Modality, FeatureStatistics> statistics;

    private OnnxInferenceNetwork(Path path, OrtSession session, ExportedModel model) {
        this.path = path;
        this.session = session;
        description = model.description();
        mostFrames = model.layout().mostFrames();
        statistics = model.statistics();
        model.layout().heads().forEach(head -> embeddingWidths.put(head.name(), head.embedding()));
    }

    /**
     * Loads an exported model.
     *
     * @throws VavlException if the file cannot be read or is no exported model
     */
    public static OnnxInferenceNetwork load(Path path) {
        OnnxFile file = OnnxFile.open(path);
        ExportedModel model = ExportedModel.of(file);
        OrtSession session = OnnxSessions.open(path, file.content(), OnnxSessions.Waiting.AWAKE);
        try {
            OnnxSignature.require(path, session, model);
            return new OnnxInferenceNetwork(path, session, model);
        } catch (RuntimeException e) {
            OnnxSessions.close(path, session);
            throw e;
        }
    }

    @Override
    public ModelDescription description() {
        return description;
    }

    @Override
    public int mostFrames(Modality modality) {
        return Objects.requireNonNull(mostFrames.get(modality.name()), modality.name());
    }

    @Override
    public List<Head> selectedHeads(Set<String> present) {
        return HeadSelection.of(description.heads(), description.modalities(), present);
    }

    @Override
    public List<NetworkOutput> forward(List<Clip> clips) {
        List<Evidence> evidence = clips.stream()
                .map(clip -> ClipFeatures.evidence(clip, description.modalities()))
                .toList();
        Set<String> wanted = new LinkedHashSet<>();
        description.heads().stream()
                .filter(head -> evidence.stream().anyMatch(there -> applies(head, there)))
                .forEach(head -> {
                    wanted.add(OnnxLayout.head(head.name()));
                    wanted.add(OnnxLayout.embedding(head.name()));
                });
        if (wanted.isEmpty()) {
            return evidence.stream()
                    .map(there -> new NetworkOutput(there, Map.of()))
                    .toList();
        }
        try (OnnxBatch batch = OnnxBatch.of(clips, statistics);
                OrtSession.Result result = session.run(batch.inputs(), wanted)) {
            return outputs(evidence, result);
        } catch (OrtException e) {
            throw OnnxSessions.failed(path, "cannot be run on these clips", e);
        }
    }

    private static boolean applies(Head head, Evidence evidence) {
        return head.modalities().stream()
                .allMatch(modality -> evidence.modalities().contains(modality.name()));
    }

    private List<NetworkOutput> outputs(List<Evidence> evidence, OrtSession.Result result) throws OrtException {
        List<Map<String, float[]>> heads = new ArrayList<>();
        List<Map<String, float[]>> embeddings = new ArrayList<>();
        evidence.forEach(there -> {
            heads.add(new LinkedHashMap<>());
            embeddings.add(new LinkedHashMap<>());
        });
        int outputs = description.task().outputs();
        for (Head head : description.heads()) {
            String name = head.name();
            put(head, values(result, OnnxLayout.head(name), evidence.size(), outputs), evidence, heads);
            int width = Objects.requireNonNull(embeddingWidths.get(name), name);
            put(head, values(result, OnnxLayout.embedding(name), evidence.size(), width), evidence, embeddings);
        }
        List<NetworkOutput> all = new ArrayList<>();
        for (int b = 0; b < evidence.size(); b++) {
            all.add(new NetworkOutput(evidence.get(b), heads.get(b), embeddings.get(b)));
        }
        return all;
    }

    private static void put(
            Head head, FloatBuffer valuesBX, List<Evidence> evidence, List<Map<String, float[]>> ofClips) {
        int width = valuesBX.remaining() / evidence.size();
        for (int b = 0; b < evidence.size(); b++) {
            if (applies(head, evidence.get(b))) {
                float[] ofClip = new float[width];
                valuesBX.get(b * width, ofClip);
                ofClips.get(b).put(head.name(), ofClip);
            }
        }
    }

    /** The values of an output, none if it was not asked for. */
    private FloatBuffer values(OrtSession.Result result, String name, int clips, int width) throws OrtException {
        if (result.get(name).isEmpty()) {
            return FloatBuffer.allocate(0);
        }
        FloatBuffer values = ((OnnxTensor) result.get(name).get()).getFloatBuffer();
        if (values == null || values.remaining() != clips * width) {
            throw new VavlException(path + ": its output " + name + " is not " + clips + " × " + width + " in float32");
        }
        return values;
    }

    @Override
    public void close() {
        OnnxSessions.close(path, session);
    }
}
