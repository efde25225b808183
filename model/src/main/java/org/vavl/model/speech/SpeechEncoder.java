package org.vavl.model.speech;

import java.nio.file.Path;
import org.vavl.core.VavlException;
import org.vavl.model.EmotionModel;
import org.vavl.model.ModelConfiguration;
import org.vavl.model.wav2vec2.Wav2Vec2Folder;
import org.vavl.model.wav2vec2.Wav2Vec2Source;
import org.vavl.model.whisper.WhisperFolder;
import org.vavl.model.whisper.WhisperSource;

/** A trained network over speech that fine-tuning starts from. */
public sealed interface SpeechEncoder {
    /** wav2vec 2.0. */
    record OfWav2Vec2(Wav2Vec2Source source) implements SpeechEncoder {
        @Override
        public ModelConfiguration withHead(int layers, HeadSettings head) {
            if (!head.spectrumMasks().isNone()) {
                throw new VavlException(
                        "spectrumMasks.count is " + head.spectrumMasks().count()
                                + ", and must be 0 for wav2vec 2.0, which takes samples and no spectrum");
            }
            return new SpeechConfiguration(
                    source.configuration().withLayersUpTo(layers),
                    source.input(),
                    head.width(),
                    head.dropout(),
                    head.encoderDropout(),
                    absolute(source.weights()));
        }
    }

    /** The encoder of Whisper. */
    record OfWhisper(WhisperSource source) implements SpeechEncoder {
        @Override
        public ModelConfiguration withHead(int layers, HeadSettings head) {
            return new WhisperSpeechConfiguration(
                    source.configuration()
                            .upTo(Math.min(layers, source.configuration().blocks())),
                    head.width(),
                    head.dropout(),
                    head.encoderDropout(),
                    head.spectrumMasks(),
                    absolute(source.weights()));
        }
    }

    /**
     * The head that is trained with it.
     *
     * @param width of its two hidden layers
     * @param dropout behind each of them
     * @param encoderDropout behind the parts of the encoder's transformer
     * @param spectrumMasks what training hides of the spectrum; for Whisper's encoder only
     */
    record HeadSettings(int width, double dropout, double encoderDropout, SpectrumMasks spectrumMasks) {}

    /**
     * The network's settings.
     *
     * @param layers of the transformer that are kept at most
     * @throws VavlException if the head has settings that the network does not know
     */
    ModelConfiguration withHead(int layers, HeadSettings head);

    /**
     * A folder as Hugging Face publishes either of them, or a file of a Whisper encoder.
     *
     * @throws VavlException if it is neither, or cannot be read
     */
    static SpeechEncoder of(Path path) {
        return WhisperSource.isAt(path)
                ? new OfWhisper(WhisperSource.of(path))
                : new OfWav2Vec2(Wav2Vec2Source.ofFolder(path));
    }

    /**
     * Writes the encoder of a network that {@link #withHead} described, as Hugging Face publishes it.
     *
     * @param folder where; it is there already
     * @throws VavlException if a file cannot be written
     */
    static void write(Path folder, EmotionModel model) {
        if (model.configuration() instanceof WhisperSpeechConfiguration whisper) {
            WhisperFolder.write(folder, whisper.network(), WhisperSpeechConfiguration.encoder(model));
        } else if (model.configuration() instanceof SpeechConfiguration wav2vec2) {
            Wav2Vec2Folder.write(folder, wav2vec2.network(), wav2vec2.input(), SpeechConfiguration.encoder(model));
        } else {
            throw new IllegalArgumentException("no network over speech: " + model.configuration());
        }
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }
}
