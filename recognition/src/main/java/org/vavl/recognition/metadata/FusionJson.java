package org.vavl.recognition.metadata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.vavl.core.VavlException;
import org.vavl.recognition.inference.Fusion;
import org.vavl.recognition.inference.FusionState;
import org.vavl.recognition.inference.HeadWeight;

/** A model's weights of its heads as a model file has them: a list of states, each with its modalities and its heads' weights. */
final class FusionJson {
    /** The metadata's key. */
    static final String KEY = "vavl.fusion";

    private static final int MOST_STATES = 1 << 10;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private FusionJson() {}

    private record WrittenState(List<String> modalities, List<WrittenHead> heads) {}

    private record WrittenHead(String head, double weight, Map<String, Double> exponents) {}

    /**
     * Reads what {@link #write} gave.
     *
     * @throws VavlException if there are too many states
     * @throws IllegalArgumentException if a weight makes no sense
     */
    static Fusion read(String json) throws JsonProcessingException {
        WrittenState[] states = JSON.readValue(json, WrittenState[].class);
        if (states.length == 0 || states.length > MOST_STATES) {
            throw new VavlException(KEY + " has " + states.length + " states, and must have 1 to " + MOST_STATES);
        }
        return new Fusion.Weighted(List.of(states).stream()
                .map(state -> new FusionState(
                        Set.copyOf(state.modalities()),
                        state.heads().stream()
                                .map(head -> new HeadWeight(head.head(), head.weight(), head.exponents()))
                                .toList()))
                .toList());
    }

    static String write(Fusion.Weighted fusion) {
        List<WrittenState> states = fusion.states().stream()
                .map(state -> new WrittenState(
                        List.copyOf(new TreeSet<>(state.modalities())),
                        state.heads().stream()
                                .map(head ->
                                        new WrittenHead(head.head(), head.weight(), new TreeMap<>(head.exponents())))
                                .toList()))
                .toList();
        try {
            return JSON.writeValueAsString(states);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + states, e);
        }
    }
}
