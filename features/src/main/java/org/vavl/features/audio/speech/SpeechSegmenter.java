package org.vavl.features.audio.speech;

import java.util.ArrayList;
import java.util.List;

/** Makes segments of probabilities, as {@code get_speech_timestamps} of Silero's Python package does, in samples. */
final class SpeechSegmenter {
    private final SpeechSettings settings;
    private final double minimumSpeech;
    private final double minimumSilence;
    private final double padding;

    /** A segment from one sample to before another one. */
    record Samples(long begin, long end) {}

    SpeechSegmenter(SpeechSettings settings) {
        this.settings = settings;
        minimumSpeech = settings.minimumSpeechSeconds() * SpeechTrack.SAMPLE_RATE;
        minimumSilence = settings.minimumSilenceSeconds() * SpeechTrack.SAMPLE_RATE;
        padding = settings.paddingSeconds() * SpeechTrack.SAMPLE_RATE;
    }

    /**
     * The segments of a sound.
     *
     * @param probabilities one for each chunk of {@value SpeechTrack#CHUNK} samples
     * @param length samples of the sound
     */
    List<Samples> segments(float[] probabilities, long length) {
        return padded(found(probabilities, length), length);
    }

    private List<Samples> found(float[] probabilities, long length) {
        List<Samples> found = new ArrayList<>();
        long begin = -1; // of the speech under way
        long end = -1; // where it ends, unless it goes on soon
        for (int chunk = 0; chunk < probabilities.length; chunk++) {
            long now = (long) chunk * SpeechTrack.CHUNK;
            if (probabilities[chunk] >= settings.threshold()) {
                end = -1;
                begin = begin < 0 ? now : begin;
            } else if (probabilities[chunk] < settings.negativeThreshold() && begin >= 0) {
                end = end < 0 ? now : end;
                if (now - end >= minimumSilence) {
                    addUnlessShort(found, begin, end);
                    begin = -1;
                    end = -1;
                }
            }
        }
        if (begin >= 0) {
            addUnlessShort(found, begin, length);
        }
        return found;
    }

    private void addUnlessShort(List<Samples> found, long begin, long end) {
        if (end - begin > minimumSpeech) {
            found.add(new Samples(begin, end));
        }
    }

    /** Segments that are near each other share what is between them. */
    private List<Samples> padded(List<Samples> found, long length) {
        List<Samples> padded = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            Samples segment = found.get(i);
            long before =
                    i == 0 ? (long) Math.min(padding, (double) segment.begin()) : share(found.get(i - 1), segment);
            long after = i == found.size() - 1
                    ? (long) Math.min(padding, (double) (length - segment.end()))
                    : share(segment, found.get(i + 1));
            padded.add(new Samples(segment.begin() - before, segment.end() + after));
        }
        return padded;
    }

    private long share(Samples one, Samples next) {
        long silence = next.begin() - one.end();
        return silence < 2 * padding ? silence / 2 : (long) padding;
    }
}
