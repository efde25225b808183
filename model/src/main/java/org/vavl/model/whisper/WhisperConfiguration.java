package org.vavl.model.whisper;

import org.vavl.core.VavlException;

/**
 * The sizes of a Whisper encoder, as its {@code config.json} says them.
 *
 * @param melBands M, of the spectrum: 80, of large-v3 128
 * @param width D, divides by 2 and by H
 * @param blocks L, of the transformer
 * @param attentionHeads H
 * @param feedForwardWidth F, of a block's hidden layer
 * @param positions frames of 20 ms that it has positions for: 1500, which are 30 s
 * @param normalised whether a layer norm follows the last block; an encoder of the first blocks alone has none
 */
public record WhisperConfiguration(
        int melBands,
        int width,
        int blocks,
        int attentionHeads,
        int feedForwardWidth,
        int positions,
        boolean normalised) {
    private static final int MOST = 1 << 14;

    /** Checks the sizes. */
    public WhisperConfiguration {
        require("num_mel_bins", melBands, 1, 1024);
        require("d_model", width, 2, MOST);
        require("encoder_layers", blocks, 1, 1024);
        require("encoder_attention_heads", attentionHeads, 1, width);
        require("encoder_ffn_dim", feedForwardWidth, 1, MOST * 4);
        require("max_source_positions", positions, 50, 1 << 16);
        if (width % attentionHeads != 0 || width % 2 != 0) {
            throw new VavlException("d_model is " + width
                    + ", and must be even and divisible by encoder_attention_heads (" + attentionHeads + ")");
        }
    }

    private static void require(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new VavlException(name + " is " + value + ", and must be " + least + " to " + most);
        }
    }

    /**
     * The same encoder up to a block.
     *
     * @param last the last block that is left, 1 to L; only behind the L-th does the norm follow
     * @throws VavlException if there is no such block
     */
    public WhisperConfiguration upTo(int last) {
        if (last < 1 || last > blocks) {
            throw new VavlException("block is " + last + ", and must be 1 to " + blocks + ", of which the encoder is");
        }
        return new WhisperConfiguration(
                melBands, width, last, attentionHeads, feedForwardWidth, positions, normalised && last == blocks);
    }

    /** {@link #upTo} a block, or the same of 0, which stands for the last one. */
    WhisperConfiguration upToOrLast(int last) {
        return upTo(last == 0 ? blocks : last);
    }

    /** T, how many frames so many frames of the spectrum give. */
    static int frames(long spectra) {
        return Math.toIntExact((spectra + 1) / 2);
    }
}
