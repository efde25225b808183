package org.vavl.features.audio.speech;

import java.util.List;

/**
 * How much of a recording is speech.
 *
 * @param share of the recording's time, 0 to 1
 * @param utterances in their order
 */
public record SpeechActivity(double share, List<SpeechSegment> utterances) {
    /** Copies the utterances and checks the share. */
    public SpeechActivity {
        utterances = List.copyOf(utterances);
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("the share of speech is " + share + ", and must be 0 to 1");
        }
    }

    /** Of a recording of so many seconds. */
    public static SpeechActivity of(List<SpeechSegment> utterances, double seconds) {
        double spoken = utterances.stream().mapToDouble(SpeechSegment::seconds).sum();
        return new SpeechActivity(seconds > 0 ? Math.min(1, spoken / seconds) : 0, utterances);
    }
}
