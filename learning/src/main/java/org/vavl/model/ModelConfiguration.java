package org.vavl.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.vavl.corpus.Modality;
import org.vavl.corpus.Task;
import org.vavl.model.vavl.VavlConfiguration;
import org.vavl.nn.ParameterStore;

/** The settings of one of the networks, from which it can be built. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "name")
@JsonSubTypes(@JsonSubTypes.Type(value = VavlConfiguration.class, name = "vavl"))
public sealed interface ModelConfiguration permits VavlConfiguration {
    /**
     * Builds the network.
     *
     * @param modalities what it is to understand
     * @param task what it is to answer
     * @param parameters where its parameters are created; the model owns the store from now on
     */
    EmotionModel build(List<Modality> modalities, Task task, ParameterStore parameters);
}
