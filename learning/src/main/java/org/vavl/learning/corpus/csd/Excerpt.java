package org.vavl.learning.corpus.csd;

/**
 * A segment of a recording.
 *
 * @param recording with all its segments
 * @param number of the segment, which the recording has
 */
public record Excerpt(Recording recording, int number) {
    /** Checks that there is such a segment. */
    public Excerpt {
        if (!recording.segments().containsKey(number)) {
            throw new IllegalArgumentException(recording.name() + " has no segment " + number);
        }
    }

    /** When it is. */
    public TimeSpan span() {
        return recording.segments().getOrDefault(number, new TimeSpan(0, 0));
    }
}
