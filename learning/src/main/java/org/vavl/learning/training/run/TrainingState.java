package org.vavl.learning.training.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vavl.core.VavlException;
import org.vavl.core.configuration.StrictJson;
import org.vavl.learning.training.EpochRecord;

/**
 * Where a run stands, beside the values of its parameters and of the optimiser.
 *
 * @param epoch that is under way, from 0
 * @param batch of the epoch that comes next, from 0
 * @param step that comes next, over all epochs, from 0
 * @param losses so far in this epoch, by the update's name
 * @param history the epochs that are done
 * @param optimiserSteps how many steps each parameter took, by its name
 */
record TrainingState(
        int epoch,
        int batch,
        long step,
        Map<String, LossSum> losses,
        List<EpochRecord> history,
        Map<String, Long> optimiserSteps) {
    private static final JsonMapper JSON = StrictJson.mapper();

    /** A sum of losses over steps. */
    record LossSum(double sum, long steps) {
        LossSum plus(double loss) {
            return new LossSum(sum + loss, steps + 1);
        }

        double mean() {
            return sum / steps;
        }
    }

    TrainingState {
        losses = Collections.unmodifiableMap(new TreeMap<>(losses));
        history = List.copyOf(history);
        optimiserSteps = Collections.unmodifiableMap(new LinkedHashMap<>(optimiserSteps));
    }

    static TrainingState atStart() {
        return new TrainingState(0, 0, 0, Map.of(), List.of(), Map.of());
    }

    /** The state as text, in UTF-8. */
    byte[] toJson() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the state of the run cannot be written as JSON", e);
        }
    }

    /**
     * Reads what {@link #toJson} gave.
     *
     * @param source where it comes from, for the message
     * @throws VavlException if it is something else
     */
    static TrainingState parse(byte[] json, String source) {
        try {
            return JSON.readValue(new String(json, StandardCharsets.UTF_8), TrainingState.class);
        } catch (JsonProcessingException e) {
            throw new VavlException(source + ": the state of the run cannot be read: " + StrictJson.reason(e), e);
        }
    }
}
