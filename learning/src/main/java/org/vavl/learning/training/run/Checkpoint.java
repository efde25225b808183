package org.vavl.learning.training.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.vavl.core.VavlException;
import org.vavl.core.compute.Device;
import org.vavl.core.configuration.StrictJson;
import org.vavl.core.file.FormatVersion;
import org.vavl.core.weights.SafetensorsFile;
import org.vavl.learning.training.ExponentialMovingAverage;
import org.vavl.learning.training.optimiser.Optimiser;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.weights.TensorFiles;

/** Writes down where a run stands, whole or not at all, and goes on from there. */
final class Checkpoint {
    private static final String STATE = "vavl.state";
    private static final String RUN = "vavl.run";
    private static final String PARAMETER = "parameter.";
    private static final String OPTIMISER = "optimiser.";
    private static final String AVERAGE = "average.";
    private static final FormatVersion FORMAT = FormatVersion.first("vavl.format");
    private static final JsonMapper JSON = StrictJson.mapper();

    private final Path path;
    private final String run;

    /**
     * @param path the checkpoint's file
     * @param run a digest of all that the run is made from
     */
    Checkpoint(Path path, String run) {
        this.path = path;
        this.run = run;
    }

    /** Writes the state, the parameters, the optimiser's tensors and the parameters' means. */
    void write(TrainingState state, ParameterStore parameters, Optimiser optimiser, ExponentialMovingAverage average) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        parameters.parameters().forEach((name, tensor) -> tensors.put(PARAMETER + name, tensor));
        optimiser.tensors().forEach((name, tensor) -> tensors.put(OPTIMISER + name, tensor));
        average.tensors().forEach((name, tensor) -> tensors.put(AVERAGE + name, tensor));
        try (PointerScope scope = new PointerScope()) {
            Map<String, String> metadata = new TreeMap<>();
            metadata.put(FORMAT.key(), FORMAT.written());
            metadata.put(STATE, JSON.writeValueAsString(state));
            metadata.put(RUN, run);
            TensorFiles.write(path, metadata, tensors);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the state of the run cannot be written as JSON", e);
        }
    }

    /**
     * Reads the state, and gives the parameters, the optimiser and the means the values that they had.
     *
     * @return the state at the start if there is no checkpoint
     * @throws VavlException if the checkpoint cannot be read, is of a version that is not known, or is one of another run
     */
    TrainingState restore(ParameterStore parameters, Optimiser optimiser, ExponentialMovingAverage average) {
        if (!Files.exists(path)) {
            return TrainingState.atStart();
        }
        try (SafetensorsFile file = SafetensorsFile.open(path);
                PointerScope scope = new PointerScope()) {
            TrainingState state = state(file);
            Device device = parameters.device();
            parameters.load(read(file, PARAMETER, device), path.toString());
            optimiser.restore(read(file, OPTIMISER, device), state.optimiserSteps());
            average.restore(read(file, AVERAGE, device));
            return state;
        }
    }

    private TrainingState state(SafetensorsFile file) {
        FORMAT.of(path, file.metadata());
        if (!run.equals(file.metadata().get(RUN))) {
            throw new VavlException(
                    path
                            + " belongs to another run: its configuration or corpus differ, what precision 'auto' or 0 threads come"
                            + " to on this machine, or the version; train into another folder, or delete this one to start again");
        }
        try {
            String state = file.metadata().get(STATE);
            if (state == null) {
                throw new VavlException(path + " lacks " + STATE + " in its metadata");
            }
            return JSON.readValue(state, TrainingState.class);
        } catch (JsonProcessingException e) {
            throw new VavlException(path + ": the state of the run cannot be read: " + StrictJson.reason(e), e);
        }
    }

    private static Map<String, Tensor> read(SafetensorsFile file, String prefix, Device device) {
        Map<String, Tensor> tensors = new HashMap<>();
        TensorFiles.read(file, name -> name.startsWith(prefix), device)
                .forEach((name, tensor) -> tensors.put(name.substring(prefix.length()), tensor));
        return tensors;
    }
}
