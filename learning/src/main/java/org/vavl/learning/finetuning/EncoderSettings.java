package org.vavl.learning.finetuning;

import org.vavl.core.VavlException;
import org.vavl.model.ModelConfiguration;
import org.vavl.model.speech.SpectrumMasks;
import org.vavl.model.speech.SpeechEncoder;

/**
 * The section {@code model} of a fine-tuning's configuration: what it starts from, and the head.
 *
 * @param encoder {@code wav2vec2} or {@code whisper} for the one in the model store, or a folder as Hugging Face publishes such networks, or a file
 *     of a Whisper encoder
 * @param layers of the transformer that are kept at most, from the first on, at least 1
 * @param headWidth of the head's two hidden layers
 * @param headDropout behind each of them
 * @param encoderDropout behind the transformer's parts
 * @param spectrumMasks what training hides of each clip's spectrum; for Whisper's encoder only
 */
public record EncoderSettings(
        String encoder,
        int layers,
        int headWidth,
        double headDropout,
        double encoderDropout,
        SpectrumMasks spectrumMasks) {
    /** Checks the layers. */
    public EncoderSettings {
        if (layers < 1) {
            throw new VavlException("layers is " + layers + ", and must be at least 1");
        }
    }

    /** The paper's (section 4.2); the dropout within the transformer is that of wav2vec 2.0. */
    public static EncoderSettings defaults() {
        return new EncoderSettings("wav2vec2", 12, 1024, 0.5, 0.1, SpectrumMasks.none());
    }

    /** The network's settings. */
    ModelConfiguration on(SpeechEncoder start) {
        return start.withHead(
                layers, new SpeechEncoder.HeadSettings(headWidth, headDropout, encoderDropout, spectrumMasks));
    }
}
