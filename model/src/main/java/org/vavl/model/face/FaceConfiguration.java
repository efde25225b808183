package org.vavl.model.face;

import static org.vavl.model.SettingRange.requireProbability;

import java.util.List;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.model.EmotionModel;
import org.vavl.model.ModelConfiguration;
import org.vavl.model.expression.FaceNetworkSettings;
import org.vavl.nn.ParameterStore;

/**
 * Sizes of a network over face images.
 *
 * @param side S: frames are pictures of S×S pixels
 * @param widths channels of each stage of residual blocks, each of which has half the pixels of the one before on a side
 * @param blocks residual blocks in each stage
 * @param embedding E, values of what describes a face
 * @param dropout of the embedding before the classes are told, from 0 to below 1
 */
public record FaceConfiguration(int side, List<Integer> widths, int blocks, int embedding, double dropout)
        implements ModelConfiguration {
    /** Checks every size. */
    public FaceConfiguration {
        widths = new FaceNetworkSettings(side, widths, blocks, embedding).widths();
        requireProbability("dropout", dropout);
    }

    /** The sizes of the network without its head. */
    FaceNetworkSettings sizes() {
        return new FaceNetworkSettings(side, widths, blocks, embedding);
    }

    @Override
    public EmotionModel build(List<Modality> modalities, Task task, ParameterStore parameters) {
        Modality pictures = modalities.stream()
                .filter(modality -> modality.width() == side * side)
                .findFirst()
                .orElseThrow(() -> new VavlException("model.side is " + side + ", which needs a modality of frames of "
                        + side * side + " values, and there are " + modalities));
        return new FaceModel(this, pictures, task, parameters);
    }
}
