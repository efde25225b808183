package org.vavl.model.mult;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.vavl.core.clip.Modality;
import org.vavl.model.CrossmodalTransformerSettings;
import org.vavl.model.GraphSequence;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.layers.Linear;
import org.vavl.nn.layers.transformer.TransformerEncoder;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphValue;

/** What MulT has for one modality. */
final class Stream {
    private final Modality modality;
    private final Linear projection;
    private final Map<Modality, TransformerEncoder> across = new LinkedHashMap<>();
    private final TransformerEncoder memory;

    /** Frames of one modality, N×T×D, and which are valid, N×T. */
    record Frames(Tensor framesNTD, Tensor validNT) {}

    /** @param others which it looks at, at least one */
    Stream(ParameterPath path, Modality modality, List<Modality> others, CrossmodalTransformerSettings sizes) {
        this.modality = modality;
        projection = Linear.withoutBias(path.child("projection"), modality.width(), sizes.width());
        ParameterPath cross = path.child("cross");
        others.forEach(
                other -> across.put(other, sizes.across(others.size() == 1 ? cross : cross.child(other.name()))));
        memory = sizes.times(others.size()).within(path.child("memory"));
    }

    /** N×T×D of N×T×F. */
    Tensor project(Tensor featuresNTF, ForwardMode mode) {
        return projection.forward(featuresNTF, mode);
    }

    /** This modality, as it sees each of the others: N×T×(M − 1)D. */
    Tensor see(Map<Modality, Frames> projected, ForwardMode mode) {
        Frames own = Objects.requireNonNull(projected.get(modality));
        Tensor[] seen = across.entrySet().stream()
                .map(one -> {
                    Frames other = Objects.requireNonNull(projected.get(one.getKey()));
                    return one.getValue()
                            .forward(own.framesNTD(), own.validNT(), other.framesNTD(), other.validNT(), mode);
                })
                .toArray(Tensor[]::new);
        Tensor joinedNTD = seen.length == 1 ? seen[0] : torch.cat(new TensorVector(seen), 2);
        return memory.forward(joinedNTD, own.validNT(), mode);
    }

    /** The same as {@link #project} in a graph. */
    GraphValue writeProjection(GraphValue featuresBTF) {
        return featuresBTF.graph().in("projection", () -> projection.write(featuresBTF));
    }

    /** The same as {@link #see} in a graph. */
    GraphValue writeSight(Map<Modality, GraphSequence> projected) {
        GraphSequence own = Objects.requireNonNull(projected.get(modality));
        GraphBuilder graph = own.graph();
        List<GraphValue> seen = graph.in("cross", () -> {
            List<GraphValue> crossed = new ArrayList<>();
            across.forEach((other, encoder) -> {
                GraphSequence others = Objects.requireNonNull(projected.get(other));
                Supplier<GraphValue> sight =
                        () -> encoder.write(own.framesBTF(), own.validBT(), others.framesBTF(), others.validBT());
                crossed.add(across.size() == 1 ? sight.get() : graph.in(other.name(), sight));
            });
            return crossed;
        });
        GraphValue joinedBTD = seen.size() == 1
                ? seen.get(0)
                : seen.get(0).concat(2, seen.subList(1, seen.size()).toArray(GraphValue[]::new));
        return graph.in("memory", () -> memory.write(joinedBTD, own.validBT()));
    }
}
