package org.vavl.learning.training.augmentation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Which modalities of its clips a training batch shows. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ModalityDropoutSettings.All.class, name = "all"),
    @JsonSubTypes.Type(value = ModalityDropoutSettings.One.class, name = "one"),
    @JsonSubTypes.Type(value = ModalityDropoutSettings.Dropout.class, name = "dropout"),
    @JsonSubTypes.Type(value = ModalityDropoutSettings.Copies.class, name = "copies")
})
public sealed interface ModalityDropoutSettings {
    /** All that the clips have. */
    record All() implements ModalityDropoutSettings {}

    /** One modality of those that the batch has, drawn for each batch, as if the clips had no other (Gong et al. 2022). */
    record One() implements ModalityDropoutSettings {}

    /**
     * Each modality is zero in some batches, for the clips that have another; never all of them (Goncalves and Busso 2022).
     *
     * @param probability for each modality, from 0 to below 1
     */
    record Dropout(double probability) implements ModalityDropoutSettings {
        /** Checks the range. */
        public Dropout {
            if (!(probability >= 0 && probability < 1)) {
                throw new IllegalArgumentException("probability is " + probability + ", and must be from 0 to below 1");
            }
        }
    }

    /**
     * Every clip that has two modalities comes in four copies: as it is; with one modality times a number from 0 to 1 and the other times
     * what is left to 1; without the one; without the other (Chumachenko et al. 2022).
     *
     * <p>Differs from the public code: a modality that is left out is not there, as in a clip that lacks it, and the network does what it does
     * then, where the code has zeros as long as the modality was.
     */
    record Copies() implements ModalityDropoutSettings {}
}
