package org.vavl.features.vision.tracking;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vavl.core.VavlException;
import org.vavl.features.vision.detection.Face;

/** Which of the faces in a video speaks for the clip. */
public sealed interface FaceSelection {
    /** The most a rank can be. */
    int MAXIMUM_RANK = 100;

    /**
     * The face over time that speaks in a frame.
     *
     * @param tracks the most prominent first
     * @param seconds the frame's time
     * @return empty if there is none; it may not be in that very frame
     */
    Optional<FaceTrack> track(List<FaceTrack> tracks, int frame, double seconds);

    /**
     * The face in a frame.
     *
     * @param tracks the most prominent first
     * @param seconds the frame's time
     * @return empty if it is not in that frame
     */
    default Optional<Face> face(List<FaceTrack> tracks, int frame, double seconds) {
        return track(tracks, frame, seconds).flatMap(track -> track.face(frame, seconds));
    }

    /**
     * One face for the whole clip.
     *
     * @param rank 1 for the most prominent, which is the largest for the longest: the area times the time that it is there is the
     *     most; 2 for the next one, and so on
     */
    record Ranked(int rank) implements FaceSelection {
        /** Checks the rank. */
        public Ranked {
            if (rank < 1 || rank > MAXIMUM_RANK) {
                throw new IllegalArgumentException("face is " + rank + ", and must be 1 to " + MAXIMUM_RANK);
            }
        }

        @Override
        public Optional<FaceTrack> track(List<FaceTrack> tracks, int frame, double seconds) {
            return tracks.size() < rank ? Optional.empty() : Optional.of(tracks.get(rank - 1));
        }

        @Override
        public String toString() {
            return Integer.toString(rank);
        }
    }

    /** In each frame the largest face there is; for videos that are cut together from shots of one person. */
    record Largest() implements FaceSelection {
        private static final String NAME = "largest";

        @Override
        public Optional<FaceTrack> track(List<FaceTrack> tracks, int frame, double seconds) {
            return tracks.stream().max(Comparator.comparingDouble(track -> track.area(frame, seconds)));
        }

        @Override
        public String toString() {
            return NAME;
        }
    }

    /** The most prominent face. */
    static FaceSelection defaults() {
        return new Ranked(1);
    }

    /**
     * A choice by its name.
     *
     * @param name {@code 1}, {@code 2}, … or {@code largest}
     * @throws VavlException if it is none
     */
    static FaceSelection parse(String name) {
        if (name.equals(Largest.NAME)) {
            return new Largest();
        }
        try {
            return new Ranked(Integer.parseInt(name));
        } catch (IllegalArgumentException e) {
            throw new VavlException(
                    "face '" + name + "' is none: must be 1 for the most prominent one, 2 for the next, up to "
                            + MAXIMUM_RANK + ", or " + Largest.NAME + " for the largest one in each frame",
                    e);
        }
    }
}
