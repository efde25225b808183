package org.vavl.cli.predict;

import org.vavl.features.audio.speech.SpeechDetection;
import org.vavl.recognition.RecognizerSettings;
import picocli.CommandLine.Option;

/** How speech is found, without which sound gets no answer. */
final class SpeechOption {
    static final String NAME = "--speech-activity";

    @Option(
            names = NAME,
            paramLabel = "silero|energy|off",
            description =
                    "How speech is found, without which sound gets no answer: silero, by the network Silero VAD (default); energy, all that is"
                            + " louder than -50 dB; off, all sound gets an answer, noise and music, too. The two last are for models whose features are not of"
                            + " speech alone; those of the built-in one are.")
    private SpeechDetection speech = RecognizerSettings.defaults().speech();

    SpeechDetection speech() {
        return speech;
    }
}
