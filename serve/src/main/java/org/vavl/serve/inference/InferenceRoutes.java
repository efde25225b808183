package org.vavl.serve.inference;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.Counter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.vavl.core.VavlException;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Prediction;
import org.vavl.core.clip.Task;
import org.vavl.recognition.inference.ModelDescription;
import org.vavl.recognition.output.JsonText;
import org.vavl.serve.http.ProblemException;
import org.vavl.serve.http.ServerMetrics;
import org.vavl.serve.model.Audience;
import org.vavl.serve.model.ServedModel;
import org.vavl.serve.model.ServedModels;

/**
 * The Open Inference Protocol, version 2, with the binary tensor data extension. Inputs are features, as {@link FeatureInputs} says; outputs are {@code
 * outputs}, the final prediction, one for each head, {@code unsure}, and of classes {@code label}, the most probable.
 */
public final class InferenceRoutes {
    /** All addresses begin so. */
    public static final String PATH = "/v2";

    private static final String MODEL = PATH + "/models/{model}";
    private static final int MOST_AT_A_TIME = 8;

    private final ServedModels models;
    private final Settings settings;
    private final BooleanSupplier ready;
    private final Counter batches;
    private final Counter clips;
    private final Map<String, InferenceBatches> ofModels = new LinkedHashMap<>();
    private final Semaphore places = new Semaphore(MOST_AT_A_TIME);

    /**
     * For whom and how.
     *
     * @param audience for whom it answers
     * @param version of the server
     * @param batchWait for how long a request waits for others, to be made with them
     */
    public record Settings(Audience audience, String version, Duration batchWait) {}

    /**
     * Routes for these models.
     *
     * @param ready whether it takes requests
     */
    public InferenceRoutes(ServedModels models, Settings settings, ServerMetrics metrics, BooleanSupplier ready) {
        this.models = models;
        this.settings = settings;
        this.ready = ready;
        this.batches = metrics.counter("vavl.inference.batches", "Batches of clips that were inferred from features");
        this.clips = metrics.counter("vavl.inference.clips", "Clips that were inferred from features");
        for (ServedModel model : models.all()) {
            ofModels.put(model.name(), new InferenceBatches(all -> infer(model, all), settings.batchWait()));
        }
    }

    private List<Prediction> infer(ServedModel model, List<Map<String, FeatureSequence>> all) {
        batches.increment();
        clips.increment(all.size());
        return model.recognizer().predict("inference", all);
    }

    private record ServerJson(String name, String version, List<String> extensions) {}

    private record TensorJson(String name, String datatype, List<Integer> shape) {}

    private record ModelJson(
            String name,
            List<String> versions,
            String platform,
            List<TensorJson> inputs,
            List<TensorJson> outputs,
            List<String> labels) {}

    private record AnswerJson(
            @JsonProperty("model_name") String modelName,
            @JsonProperty("model_version") String modelVersion,
            Optional<String> id,
            List<OutputTensor.Json> outputs) {}

    /** Adds the routes. */
    public void register(RoutesConfig routes) {
        routes.get(PATH, ctx -> json(ctx, new ServerJson("vavl", settings.version(), List.of("binary_tensor_data"))));
        routes.get(PATH + "/health/live", ctx -> ctx.status(200));
        routes.get(PATH + "/health/ready", ctx -> ctx.status(ready.getAsBoolean() ? 200 : 503));
        routes.get(MODEL, ctx -> json(ctx, describe(models.named(ctx.pathParam("model")))));
        routes.get(MODEL + "/ready", ctx -> {
            models.named(ctx.pathParam("model"));
            ctx.status(ready.getAsBoolean() ? 200 : 503);
        });
        routes.post(MODEL + "/infer", this::infer);
    }

    private static void json(Context ctx, Object value) {
        ctx.contentType("application/json").result(JsonText.of(value) + "\n");
    }

    private static ModelJson describe(ServedModel served) {
        ModelDescription model = served.recognizer().model();
        List<TensorJson> inputs = new ArrayList<>();
        for (Modality modality : model.modalities()) {
            inputs.add(new TensorJson(modality.name(), "FP32", List.of(-1, -1, modality.width())));
            inputs.add(new TensorJson(modality.name() + FeatureInputs.MASK, "BOOL", List.of(-1, -1)));
        }
        List<TensorJson> outputs = new ArrayList<>();
        outputs.add(new TensorJson(
                InferenceOutputs.OUTPUTS, "FP64", List.of(-1, model.task().outputs())));
        for (Head head : model.heads()) {
            outputs.add(
                    new TensorJson(head.name(), "FP64", List.of(-1, model.task().outputs())));
        }
        outputs.add(new TensorJson(InferenceOutputs.UNSURE, "BOOL", List.of(-1)));
        if (model.task() instanceof Task.Classification) {
            outputs.add(new TensorJson(InferenceOutputs.LABEL, "BYTES", List.of(-1)));
        }
        return new ModelJson(
                served.name(),
                List.of("1"),
                "vavl",
                inputs,
                outputs,
                model.task().outputNames());
    }

    private void infer(Context ctx) throws IOException {
        settings.audience().requireAllowed();
        ServedModel model = models.named(ctx.pathParam("model"));
        if (!places.tryAcquire()) {
            throw ProblemException.busy(MOST_AT_A_TIME + " inferences are under way, the most at a time; try again");
        }
        try (InferenceBatches.Request entered =
                Objects.requireNonNull(ofModels.get(model.name())).enter()) {
            InferenceRequest request = InferenceRequest.read(ctx);
            ModelDescription description = model.recognizer().model();
            List<Prediction> predictions = predict(entered, new FeatureInputs(description, request.inputs()));
            send(ctx, model, request, InferenceOutputs.of(description, predictions));
        } finally {
            places.release();
        }
    }

    private static List<Prediction> predict(InferenceBatches.Request request, FeatureInputs inputs) {
        try {
            return request.predict(inputs.clips());
        } catch (VavlException e) {
            throw ProblemException.of(400, String.valueOf(e.getMessage()));
        }
    }

    private static void send(
            Context ctx, ServedModel model, InferenceRequest request, Map<String, OutputTensor> outputs) {
        List<InferenceRequest.Wanted> wanted = request.outputs().isEmpty()
                ? outputs.keySet().stream()
                        .map(name -> new InferenceRequest.Wanted(name, request.binary()))
                        .toList()
                : request.outputs();
        ByteArrayOutputStream binary = new ByteArrayOutputStream();
        List<OutputTensor.Json> sent = new ArrayList<>();
        for (InferenceRequest.Wanted one : wanted) {
            OutputTensor tensor = Optional.ofNullable(outputs.get(one.name()))
                    .orElseThrow(() -> ProblemException.of(
                            400, "the output '" + one.name() + "' is not there, but " + outputs.keySet()));
            sent.add(one.binary() ? tensor.binary(binary) : tensor.json());
        }
        String json = JsonText.line(
                new AnswerJson(model.name(), "1", Optional.of(request.id()).filter(id -> !id.isEmpty()), sent));
        if (binary.size() == 0) {
            ctx.contentType("application/json").result(json);
            return;
        }
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(text);
        all.writeBytes(binary.toByteArray());
        ctx.contentType("application/octet-stream")
                .header(InferenceRequest.JSON_LENGTH, Integer.toString(text.length))
                .result(all.toByteArray());
    }
}
