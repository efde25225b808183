package org.vavl.learning.training.parallel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.model.Comparison;
import org.vavl.nn.HostTensors;

/**
 * The loss of a batch that is shared, and its gradient. Each rank takes the loss of what all compare, with a gradient for its own clips alone; the sum
 * of these gradients over the ranks is that of the loss. So every loss is exact, also one that is no mean over clips, and a clip counts
 * once, whatever modalities a rank's clips have.
 */
public final class SharedLoss {
    /** Values that are summed in one call: 16 MiB. */
    private static final long BUCKET = 1 << 22;

    private final Ranks ranks;

    /** @param ranks among which batches are shared */
    public SharedLoss(Ranks ranks) {
        this.ranks = ranks;
    }

    /**
     * What all ranks compare: their rows one below the other, with a gradient for this rank's.
     *
     * @param names all that may be compared, the same in all ranks
     * @param own some of it, in that order; none if this rank's clips have nothing that is needed
     * @return none if no rank has any
     */
    public List<Comparison> compared(List<String> names, List<Comparison> own) {
        if (!ranks.areSeveral()) {
            return own;
        }
        Map<String, Comparison> ofName = new LinkedHashMap<>();
        own.forEach(comparison -> ofName.put(comparison.name(), comparison));
        List<List<Tensor[]>> ofRanks = new ArrayList<>();
        for (Tensor sent : ranks.gather(packed(names, ofName))) {
            ofRanks.add(unpacked(sent, names.size()));
        }
        List<Comparison> all = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Comparison joined = joined(names.get(i), i, ofRanks, ofName);
            if (joined.clips() > 0) {
                all.add(joined);
            }
        }
        return all;
    }

    /** For each name the numbers of rows and columns, then all outputs and targets. */
    private static Tensor packed(List<String> names, Map<String, Comparison> ofName) {
        try (NoGradGuard noGradient = new NoGradGuard()) {
            float[] shapes = new float[2 * names.size()];
            List<Tensor> parts = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                Comparison comparison = ofName.get(names.get(i));
                if (comparison != null) {
                    shapes[2 * i] = comparison.outputsNX().size(0);
                    shapes[2 * i + 1] = comparison.outputsNX().size(1);
                    parts.add(flat(comparison.outputsNX()));
                    parts.add(flat(comparison.targetsNX()));
                }
            }
            parts.add(0, HostTensors.of(shapes, shapes.length));
            return torch.cat(new TensorVector(parts.toArray(Tensor[]::new)), 0);
        }
    }

    private static Tensor flat(Tensor tensor) {
        return tensor.detach().to(ScalarType.Float).reshape(-1);
    }

    /** Outputs and targets for each name. */
    private static List<Tensor[]> unpacked(Tensor sent, int names) {
        float[] shapes = new float[2 * names];
        new FloatPointer(sent.data_ptr()).get(shapes);
        long offset = shapes.length;
        List<Tensor[]> parts = new ArrayList<>();
        for (int i = 0; i < names; i++) {
            long rows = (long) shapes[2 * i];
            long columns = (long) shapes[2 * i + 1];
            long values = rows * columns;
            parts.add(new Tensor[] {
                sent.narrow(0, offset, values).view(rows, columns),
                sent.narrow(0, offset + values, values).view(rows, columns)
            });
            offset += 2 * values;
        }
        return parts;
    }

    private Comparison joined(String name, int i, List<List<Tensor[]>> ofRanks, Map<String, Comparison> ofName) {
        TensorVector outputs = new TensorVector();
        TensorVector targets = new TensorVector();
        Comparison own = ofName.get(name);
        for (int rank = 0; rank < ofRanks.size(); rank++) {
            Tensor[] parts = ofRanks.get(rank).get(i);
            if (own != null && rank == ranks.rank()) {
                outputs.push_back(own.outputsNX().to(ScalarType.Float));
                targets.push_back(parts[1]);
            } else if (parts[0].size(0) > 0) {
                outputs.push_back(parts[0]);
                targets.push_back(parts[1]);
            }
        }
        if (outputs.empty()) {
            Tensor none = torch.empty(0, 0);
            return new Comparison(name, none, none);
        }
        return new Comparison(name, torch.cat(outputs, 0), torch.cat(targets, 0));
    }

    /**
     * The sum of all ranks' gradients.
     *
     * @param parameters for which there may be one, the same in all ranks
     * @param own this rank's, by the parameter's name
     * @return of the parameters of which any rank has a gradient
     */
    public Map<String, Tensor> summed(Map<String, Tensor> parameters, Map<String, Tensor> own) {
        if (!ranks.areSeveral()) {
            return own;
        }
        try (NoGradGuard noGradient = new NoGradGuard()) {
            Map<String, Tensor> summed = new LinkedHashMap<>();
            Map<String, Tensor> bucket = new LinkedHashMap<>();
            long values = 0;
            for (String name : withGradient(parameters, own)) {
                Tensor parameter = parameters.get(name);
                if (parameter == null) {
                    throw new IllegalStateException("no parameter " + name);
                }
                bucket.put(name, parameter);
                values += parameter.numel();
                if (values >= BUCKET) {
                    sum(bucket, own, summed);
                    bucket.clear();
                    values = 0;
                }
            }
            if (!bucket.isEmpty()) {
                sum(bucket, own, summed);
            }
            return summed;
        }
    }

    private List<String> withGradient(Map<String, Tensor> parameters, Map<String, Tensor> own) {
        List<String> names = List.copyOf(parameters.keySet());
        float[] there = new float[names.size()];
        for (int i = 0; i < there.length; i++) {
            there[i] = own.containsKey(names.get(i)) ? 1 : 0;
        }
        try (PointerScope scope = new PointerScope()) {
            Tensor anywhere = HostTensors.of(there, there.length);
            ranks.add(anywhere);
            new FloatPointer(anywhere.data_ptr()).get(there);
        }
        List<String> some = new ArrayList<>();
        for (int i = 0; i < there.length; i++) {
            if (there[i] > 0) {
                some.add(names.get(i));
            }
        }
        return some;
    }

    private void sum(Map<String, Tensor> bucket, Map<String, Tensor> own, Map<String, Tensor> summed) {
        TensorVector parts = new TensorVector();
        bucket.forEach((name, parameter) -> {
            Tensor gradient = own.get(name);
            parts.push_back((gradient == null ? parameter.new_zeros(parameter.numel()) : gradient).reshape(-1));
        });
        Tensor flat = torch.cat(parts, 0);
        ranks.add(flat);
        long offset = 0;
        for (Map.Entry<String, Tensor> entry : bucket.entrySet()) {
            Tensor parameter = entry.getValue();
            summed.put(entry.getKey(), flat.narrow(0, offset, parameter.numel()).view(parameter.shape()));
            offset += parameter.numel();
        }
    }
}
