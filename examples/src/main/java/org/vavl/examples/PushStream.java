package org.vavl.examples;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.vavl.features.media.PcmFormat;
import org.vavl.recognition.RecognitionSession;
import org.vavl.recognition.Recognizer;
import org.vavl.recognition.SessionSettings;
import org.vavl.recognition.WindowListener;
import org.vavl.recognition.WindowRecognition;

/**
 * Recognises sound while it comes. Here it comes from a 16-bit WAV file; {@link javax.sound.sampled.TargetDataLine} gives the same bytes
 * from a microphone: {@code PushStream call.wav}.
 */
public final class PushStream {
    private PushStream() {}

    /** Takes the file's path. */
    public static void main(String[] arguments) throws IOException, UnsupportedAudioFileException {
        try (Recognizer recognizer = Recognizer.builtIn();
                AudioInputStream audio = AudioSystem.getAudioInputStream(new File(arguments[0]))) {
            push(recognizer, audio, System.out);
        }
    }

    static void push(Recognizer recognizer, AudioInputStream audio, PrintStream out) throws IOException {
        AudioFormat format = audio.getFormat();
        PcmFormat pcm = new PcmFormat((int) format.getSampleRate(), format.getChannels());
        WindowListener listener = recognized -> {
            WindowRecognition window = recognized.recognition();
            out.println(window.begin() + " to " + window.end() + " s: "
                    + window.emotion(recognizer.model().task()).orElse("no prediction"));
        };
        try (RecognitionSession session = recognizer.open(SessionSettings.audio(pcm), listener)) {
            byte[] piece = new byte[format.getFrameSize() * pcm.sampleRate() / 10]; // a tenth of a second
            double seconds = 0;
            for (int count = audio.read(piece); count > 0; count = audio.read(piece)) {
                short[] samples = new short[count / Short.BYTES];
                ByteBuffer.wrap(Arrays.copyOf(piece, count))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asShortBuffer()
                        .get(samples);
                session.pushSamples(seconds, samples);
                seconds += (double) pcm.frames(samples.length) / pcm.sampleRate();
            }
        } // waits for the windows that are left
    }
}
