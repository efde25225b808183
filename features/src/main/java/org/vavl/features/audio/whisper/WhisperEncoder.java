package org.vavl.features.audio.whisper;

import org.vavl.core.compute.Device;

/**
 * The encoder of a Whisper network (Radford et al. 2022, arXiv:2212.04356, section 2.2), up to one of its blocks, whatever runs it. May be used by
 * several threads at once, except for {@link #close}.
 */
public interface WhisperEncoder extends AutoCloseable {
    /** M, the bands of the spectrum. */
    int melBands();

    /** D, the values of a frame. */
    int width();

    /** Frames of 20 ms that it takes at once, at most. */
    int positions();

    /** Which of the network's blocks gives the frames, from 1 on. */
    int block();

    /** Where it runs. */
    default Device device() {
        return Device.CPU;
    }

    /** Tells its weights from others', whatever file they came in and whatever runs them. */
    String digest();

    /**
     * Encodes sound.
     *
     * @param melTM T′ × M values, as {@link WhisperSpectrum} makes them, of at most twice as many frames as there are positions
     * @param spectra T′
     * @return T × D values, T = ⌈T′/2⌉
     */
    float[] encode(float[] melTM, int spectra);

    @Override
    void close();
}
