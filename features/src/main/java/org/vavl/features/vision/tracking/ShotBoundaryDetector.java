package org.vavl.features.vision.tracking;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.vavl.features.Image;

/**
 * Where a video is cut: what a picture shows (see {@link PictureStructure}) differs from the one before by more than {@value #LARGE_CHANGE}, where 0 is
 * the same and 1 is another picture, and by {@value #SUDDEN} times of what pictures before did. So neither movement nor a moving camera is a
 * cut, nor is other light. A cut is confirmed by what follows: if a picture within {@value #RETURN_SECONDS} s shows what there was before, it was
 * a flash. Blank pictures, black or white, are passed over: what is behind them is compared with what was before them.
 */
public final class ShotBoundaryDetector {
    private static final double LARGE_CHANGE = 0.1;
    private static final double SUDDEN = 4;
    private static final double MEMORY = 0.7;

    /** How long a flash may take. */
    static final double RETURN_SECONDS = 0.5;

    private final Deque<Left> left = new ArrayDeque<>();
    private @Nullable PictureStructure before;
    private double usualChange;

    /** What lies between a picture and the one before. */
    public enum Boundary {
        /** Nothing: they are of one shot. */
        NONE,
        /** A cut, unless the video returns soon. */
        CUT,
        /** The end of a flash: what was a cut is none. */
        RETURN,
        /** The picture shows nothing. */
        BLANK
    }

    /** What a video showed last before a cut, and when it was cut. */
    private record Left(PictureStructure structure, double cutSeconds) {}

    /**
     * What lies before a picture, which is the next one.
     *
     * @param seconds its time
     */
    public Boundary next(double seconds, Image image) {
        PictureStructure structure = PictureStructure.of(image);
        if (structure.isBlank()) {
            return Boundary.BLANK;
        }
        PictureStructure last = before == null ? structure : before;
        before = structure;
        return boundary(last, structure, seconds);
    }

    private Boundary boundary(PictureStructure last, PictureStructure structure, double seconds) {
        double change = 1 - last.similarity(structure);
        boolean cut = change > Math.max(LARGE_CHANGE, SUDDEN * usualChange);
        usualChange = MEMORY * usualChange + (1 - MEMORY) * (cut ? Math.min(LARGE_CHANGE, change) : change);
        if (!cut) {
            return Boundary.NONE;
        }
        if (isReturn(structure, seconds)) {
            return Boundary.RETURN;
        }
        left.addLast(new Left(last, seconds));
        return Boundary.CUT;
    }

    /** Whether a picture shows what there was shortly before; then the cuts since are forgotten. */
    private boolean isReturn(PictureStructure structure, double seconds) {
        left.removeIf(one -> seconds - one.cutSeconds() > RETURN_SECONDS);
        boolean returned = left.stream().anyMatch(one -> 1 - one.structure().similarity(structure) <= LARGE_CHANGE);
        if (returned) {
            left.clear();
        }
        return returned;
    }
}
