package org.vavl.model.speech;

import static org.vavl.model.SettingRange.requireProbability;
import static org.vavl.model.SettingRange.requireWithin;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Configuration;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Input;
import org.vavl.model.EmotionModel;
import org.vavl.model.ModelConfiguration;
import org.vavl.model.wav2vec2.Wav2Vec2Source;
import org.vavl.nn.ParameterStore;

/**
 * Sizes of a wav2vec 2.0 network with a head, and what it starts from.
 *
 * @param network the network's sizes
 * @param input how it wants its samples
 * @param headWidth of the head's two hidden layers
 * @param headDropout behind each of them, from 0 to below 1
 * @param encoderDropout behind the transformer's parts, from 0 to below 1
 * @param weights the file of weights that training starts from; empty for drawn ones
 */
public record SpeechConfiguration(
        Wav2Vec2Configuration network,
        Wav2Vec2Input input,
        int headWidth,
        double headDropout,
        double encoderDropout,
        String weights)
        implements ModelConfiguration {
    /** Checks the head's sizes. */
    public SpeechConfiguration {
        requireWithin("headWidth", headWidth, 1, 1 << 16);
        requireProbability("headDropout", headDropout);
        requireProbability("encoderDropout", encoderDropout);
    }

    @Override
    public EmotionModel build(List<Modality> modalities, Task task, ParameterStore parameters) {
        Modality samples = samples(modalities);
        SpeechModel model = new SpeechModel(this, samples, task, parameters);
        if (parameters.isInitialised() && !weights.isEmpty()) {
            new Wav2Vec2Source(Path.of(weights), network, input).load(SpeechModel.network(parameters));
        }
        return model;
    }

    /** With the name of the weights' file alone: a trained network holds the weights itself. */
    @Override
    public SpeechConfiguration withoutFolders() {
        String name = weights.isEmpty() ? "" : String.valueOf(Path.of(weights).getFileName());
        return new SpeechConfiguration(network, input, headWidth, headDropout, encoderDropout, name);
    }

    /** The modality that is the sound itself. */
    static Modality samples(List<Modality> modalities) {
        return modalities.stream()
                .filter(modality -> modality.width() == 1)
                .findFirst()
                .orElseThrow(() -> new VavlException("a network of speech needs a modality of one value a frame, the"
                        + " samples, and there are " + modalities + ": import the corpus with --acoustic waveform"));
    }

    /** The parameters of wav2vec 2.0 within a network that such a configuration built, by their names in wav2vec 2.0. */
    public static Map<String, Tensor> encoder(EmotionModel model) {
        return SpeechModel.network(model.parameters()).parameters();
    }
}
