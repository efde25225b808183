package org.vavl.model.sfav;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.vavl.model.ModalityBatch;
import org.vavl.nn.layers.ValidFrames;

/**
 * Frames on their way through SFAV.
 *
 * @param xNTC the frames, zero where they are not valid
 * @param validNT which of them count
 * @param lengthsN frames of each clip, valid or not, without padding
 */
record FrameSequence(Tensor xNTC, Tensor validNT, Tensor lengthsN) {
    /** What a batch has of a modality; clips that are shorter than a number of frames get zeros up to there. */
    static FrameSequence of(ModalityBatch part, int minimumFrames) {
        long missing = Math.max(0, minimumFrames - part.validNT().size(1));
        Tensor xNTC = torch.constant_pad_nd(part.featuresNTD(), 0, 0, 0, missing);
        Tensor validNT = torch.constant_pad_nd(part.validNT(), 0, missing);
        Tensor lengthsN = ValidFrames.lengths(validNT).clamp_min(new Scalar(minimumFrames));
        return new FrameSequence(ValidFrames.zeroInvalid(xNTC, validNT), validNT, lengthsN);
    }

    /** The same frames with other values. */
    FrameSequence with(Tensor valuesNTC) {
        return new FrameSequence(ValidFrames.zeroInvalid(valuesNTC, validNT), validNT, lengthsN);
    }

    /**
     * Which windows of so many frames count, one for each place at which a window fits: those within the clip that have a valid frame.
     */
    Tensor validWindows(int window) {
        long places = validNT.size(1) - window + 1;
        Tensor anyNT = validNT.narrow(1, 0, places);
        for (int i = 1; i < window; i++) {
            anyNT = anyNT.logical_or(validNT.narrow(1, i, places));
        }
        Tensor fitsN = lengthsN.sub(new Scalar(window - 1));
        return anyNT.logical_and(ValidFrames.within(fitsN, places));
    }

    /** What became of windows of so many frames. */
    FrameSequence windows(int window, Tensor valuesNTC) {
        Tensor validWindowsNT = validWindows(window);
        return new FrameSequence(
                ValidFrames.zeroInvalid(valuesNTC, validWindowsNT),
                validWindowsNT,
                lengthsN.sub(new Scalar(window - 1)));
    }
}
