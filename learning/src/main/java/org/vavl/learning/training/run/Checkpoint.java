package org.vavl.learning.training.run;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.vavl.core.VavlException;
import org.vavl.core.compute.Device;
import org.vavl.core.file.FormatVersion;
import org.vavl.core.weights.SafetensorsFile;
import org.vavl.nn.weights.TensorFiles;

/** Writes down where a run stands, whole or not at all, and goes on from there. */
final class Checkpoint {
    private static final String STATE = "vavl.state";
    private static final String RUN = "vavl.run";
    private static final String WORK = "vavl.work";
    private static final String RANKS = "vavl.ranks";
    private static final String PARAMETER = "parameter.";
    private static final String OPTIMISER = "optimiser.";
    private static final String AVERAGE = "average.";
    private static final FormatVersion FORMAT = FormatVersion.first("vavl.format");
    private static final Pattern RANK_COUNT = Pattern.compile("[1-9][0-9]{0,5}");

    private final Path path;
    private final RunIdentity run;

    /**
     * @param path the checkpoint's file
     * @param run which run it is
     */
    Checkpoint(Path path, RunIdentity run) {
        this.path = path;
        this.run = run;
    }

    /** Writes the state, the parameters, the optimiser's tensors and the parameters' means. */
    void write(TrainingState state, TrainedTensors trained) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        trained.parameters().parameters().forEach((name, tensor) -> tensors.put(PARAMETER + name, tensor));
        trained.optimiser().tensors().forEach((name, tensor) -> tensors.put(OPTIMISER + name, tensor));
        trained.average().tensors().forEach((name, tensor) -> tensors.put(AVERAGE + name, tensor));
        try (PointerScope scope = new PointerScope()) {
            Map<String, String> metadata = new TreeMap<>();
            metadata.put(FORMAT.key(), FORMAT.written());
            metadata.put(STATE, new String(state.toJson(), StandardCharsets.UTF_8));
            metadata.put(RUN, run.run());
            metadata.put(WORK, run.work());
            metadata.put(RANKS, Integer.toString(run.ranks()));
            TensorFiles.write(path, metadata, tensors);
        }
    }

    /**
     * Reads the state, and gives the parameters, the optimiser and the means the values that they had.
     *
     * @return the state at the start if there is no checkpoint
     * @throws VavlException if the checkpoint cannot be read, is of a version that is not known, or is one of another run
     */
    TrainingState restore(TrainedTensors trained) {
        if (!Files.exists(path)) {
            return TrainingState.atStart();
        }
        try (SafetensorsFile file = SafetensorsFile.open(path);
                PointerScope scope = new PointerScope()) {
            TrainingState state = state(file);
            Device device = trained.parameters().device();
            trained.parameters().load(read(file, PARAMETER, device), path.toString());
            trained.optimiser().restore(read(file, OPTIMISER, device), state.optimiserSteps());
            trained.average().restore(read(file, AVERAGE, device));
            return state;
        }
    }

    private TrainingState state(SafetensorsFile file) {
        FORMAT.of(path, file.metadata());
        if (!run.goesOnFrom(writer(file.metadata()))) {
            throw new VavlException(
                    path
                            + " belongs to another run: its configuration or corpus differ, what precision 'auto' or 0 threads come"
                            + " to on this machine, or the version; train into another folder, or delete this one to start again");
        }
        String state = file.metadata().get(STATE);
        if (state == null) {
            throw new VavlException(path + " lacks " + STATE + " in its metadata");
        }
        return TrainingState.parse(state.getBytes(StandardCharsets.UTF_8), path.toString());
    }

    /** A file without a word of ranks is one of a single process. */
    private RunIdentity writer(Map<String, String> metadata) {
        String ranks = metadata.getOrDefault(RANKS, "1");
        if (!RANK_COUNT.matcher(ranks).matches()) {
            throw new VavlException(path + ": " + RANKS + " is '" + ranks + "', and must be a number");
        }
        return new RunIdentity(
                metadata.getOrDefault(RUN, ""), metadata.getOrDefault(WORK, ""), Integer.parseInt(ranks));
    }

    private static Map<String, Tensor> read(SafetensorsFile file, String prefix, Device device) {
        Map<String, Tensor> tensors = new HashMap<>();
        TensorFiles.read(file, name -> name.startsWith(prefix), device)
                .forEach((name, tensor) -> tensors.put(name.substring(prefix.length()), tensor));
        return tensors;
    }
}
