package org.vavl.recognition;

/** Whether a stretch of a recording has a modality. */
public sealed interface ModalityAvailability {
    /** T, how many frames there are. */
    int frames();

    /** How many of them count: those that show the face, or that are not silent. */
    int validFrames();

    /** The share of frames that are valid, 0 to 1; 0 where there is no frame. */
    default double share() {
        return frames() == 0 ? 0 : (double) validFrames() / frames();
    }

    /**
     * It is there.
     *
     * @param frames T, at least 1
     * @param validFrames at least 1
     */
    record Present(int frames, int validFrames) implements ModalityAvailability {
        /** Checks the numbers. */
        public Present {
            if (validFrames < 1 || frames < validFrames) {
                throw new IllegalArgumentException(validFrames + " valid frames of " + frames);
            }
        }
    }

    /**
     * It is not there.
     *
     * @param frames T, none of which is valid; 0 if there is nothing at all
     * @param reason why, in words, such as {@code has no sound}
     */
    record Missing(int frames, String reason) implements ModalityAvailability {
        @Override
        public int validFrames() {
            return 0;
        }
    }
}
