package org.vavl.model;

import java.util.List;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.nn.ParameterStore;

/** The settings of a network, a record, from which the network can be built. */
public interface ModelConfiguration {
    /**
     * Builds the network.
     *
     * @param modalities what it is to understand
     * @param task what it is to answer
     * @param parameters where its parameters are created; the model owns the store from now on
     * @throws org.vavl.core.VavlException if the network cannot be built for these modalities or this task
     */
    EmotionModel build(List<Modality> modalities, Task task, ParameterStore parameters);

    /** The same for a file that others get: without folders of the machine on which the network was trained. */
    default ModelConfiguration withoutFolders() {
        return this;
    }
}
