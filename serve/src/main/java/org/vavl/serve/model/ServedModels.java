package org.vavl.serve.model;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.PlainText;
import org.vavl.core.VavlException;
import org.vavl.serve.http.ProblemException;

/** All models that are served, by name; the first is meant where a request names none. Closing closes them. */
public final class ServedModels implements AutoCloseable {
    private final Map<String, ServedModel> models = new LinkedHashMap<>();

    /** @throws VavlException if there are none, or two of one name */
    public ServedModels(List<ServedModel> models) {
        if (models.isEmpty()) {
            throw new VavlException("no model is given to serve");
        }
        for (ServedModel model : models) {
            if (this.models.putIfAbsent(model.name(), model) != null) {
                throw new VavlException(
                        "two models are called '" + model.name() + "': name them NAME=FILE, each with another name");
            }
        }
    }

    /** All of them, in their order. */
    public Collection<ServedModel> all() {
        return models.values();
    }

    /** The one that is meant where none is named. */
    public ServedModel first() {
        return models.values().iterator().next();
    }

    /**
     * The model of a name.
     *
     * @throws ProblemException if there is none
     */
    public ServedModel named(String name) {
        return Optional.ofNullable(models.get(name))
                .orElseThrow(() -> ProblemException.of(
                        404,
                        "the model '" + PlainText.line(name) + "' is not served, but "
                                + String.join(", ", models.keySet())));
    }

    @Override
    public void close() {
        models.values().forEach(model -> model.recognizer().close());
    }
}
