package org.vavl.model.speech;

import static org.vavl.model.SettingRange.requireProbability;
import static org.vavl.model.SettingRange.requireWithin;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.model.EmotionModel;
import org.vavl.model.ModelConfiguration;
import org.vavl.model.whisper.WhisperConfiguration;
import org.vavl.model.whisper.WhisperSource;
import org.vavl.nn.ParameterStore;

/**
 * Sizes of a Whisper encoder with a head, and what it starts from.
 *
 * @param network the encoder's sizes
 * @param headWidth of the head's two hidden layers
 * @param headDropout behind each of them, from 0 to below 1
 * @param encoderDropout behind the transformer's parts, from 0 to below 1
 * @param spectrumMasks what training hides of each clip's spectrum
 * @param weights the file of weights that training starts from; empty for drawn ones
 */
public record WhisperSpeechConfiguration(
        WhisperConfiguration network,
        int headWidth,
        double headDropout,
        double encoderDropout,
        SpectrumMasks spectrumMasks,
        String weights)
        implements ModelConfiguration {
    /** Checks the head's sizes. */
    public WhisperSpeechConfiguration {
        requireWithin("headWidth", headWidth, 1, 1 << 16);
        requireProbability("headDropout", headDropout);
        requireProbability("encoderDropout", encoderDropout);
    }

    @Override
    public EmotionModel build(List<Modality> modalities, Task task, ParameterStore parameters) {
        Modality samples = SpeechConfiguration.samples(modalities);
        WhisperSpeechModel model = new WhisperSpeechModel(this, samples, task, parameters);
        if (parameters.isInitialised() && !weights.isEmpty()) {
            new WhisperSource(Path.of(weights), network).load(WhisperSpeechModel.network(parameters));
        }
        return model;
    }

    /** The parameters of the encoder within a network that such a configuration built, by their names in it. */
    static Map<String, Tensor> encoder(EmotionModel model) {
        return WhisperSpeechModel.network(model.parameters()).parameters();
    }
}
