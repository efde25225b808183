package org.vavl.serve.recognition;

import io.javalin.config.RoutesConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Task;
import org.vavl.recognition.inference.ModelDescription;
import org.vavl.recognition.output.JsonText;
import org.vavl.serve.model.ServedModel;
import org.vavl.serve.model.ServedModels;

/** {@code /v1/models}: what is served. */
public final class ModelRoutes {
    private final ServedModels models;

    /** Routes for these models. */
    public ModelRoutes(ServedModels models) {
        this.models = models;
    }

    /** A model as JSON has it. */
    private record ModelJson(
            String name,
            String task,
            List<String> outputs,
            Map<String, String> extractors,
            List<String> heads,
            boolean mayBeUnsure,
            Map<String, String> facts,
            String card) {
        static ModelJson of(ServedModel served) {
            ModelDescription model = served.recognizer().model();
            Map<String, String> extractors = new LinkedHashMap<>();
            model.extractors().forEach((modality, id) -> extractors.put(modality, id.toString()));
            return new ModelJson(
                    served.name(),
                    model.task() instanceof Task.Classification ? "classification" : "regression",
                    model.task().outputNames(),
                    extractors,
                    model.heads().stream().map(Head::name).toList(),
                    !model.confidence().isNone(),
                    model.provenance().facts(),
                    model.provenance().card());
        }
    }

    /** Adds the routes. */
    public void register(RoutesConfig routes) {
        routes.get("/v1/models", ctx -> ctx.contentType("application/json")
                .result(JsonText.of(models.all().stream().map(ModelJson::of).toList()) + "\n"));
        routes.get("/v1/models/{model}", ctx -> ctx.contentType("application/json")
                .result(JsonText.of(ModelJson.of(models.named(ctx.pathParam("model")))) + "\n"));
    }
}
