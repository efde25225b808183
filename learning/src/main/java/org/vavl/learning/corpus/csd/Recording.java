package org.vavl.learning.corpus.csd;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A recording that was cut into segments.
 *
 * @param name of the recording, such as a video's id
 * @param segments when each segment is, by its number in the file that defines them
 */
public record Recording(String name, SortedMap<Integer, TimeSpan> segments) {
    /** Copies the map. */
    public Recording {
        segments = Collections.unmodifiableSortedMap(new TreeMap<>(segments));
    }
}
