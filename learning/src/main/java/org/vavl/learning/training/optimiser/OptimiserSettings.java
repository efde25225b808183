package org.vavl.learning.training.optimiser;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** How a gradient changes the parameters, beside the learning rate. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AdamSettings.class, name = "adam"),
    @JsonSubTypes.Type(value = SgdSettings.class, name = "sgd")
})
public sealed interface OptimiserSettings permits AdamSettings, SgdSettings {
    /**
     * An optimiser that starts with empty states.
     *
     * @param parameters that it may change, by name
     */
    Optimiser start(Map<String, Tensor> parameters);
}
