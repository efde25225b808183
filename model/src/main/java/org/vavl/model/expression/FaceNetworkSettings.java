package org.vavl.model.expression;

import java.util.List;

/**
 * Sizes of a {@link FaceNetwork}.
 *
 * @param side S: pictures are S×S pixels, 16 to 256
 * @param widths channels of each stage, each of which has half the pixels of the one before on a side; 1 to 6 stages
 * @param blocks residual blocks in each stage, 1 to 10
 * @param embedding E, values of the embedding, 1 to 4096
 */
public record FaceNetworkSettings(int side, List<Integer> widths, int blocks, int embedding) {
    private static final int MOST_STAGES = 6;

    /** Checks every size. */
    public FaceNetworkSettings {
        widths = List.copyOf(widths);
        requireWithin("side", side, 16, 256);
        requireWithin("blocks", blocks, 1, 10);
        requireWithin("embedding", embedding, 1, 4096);
        requireWithin("number of widths", widths.size(), 1, MOST_STAGES);
        widths.forEach(width -> requireWithin("widths", width, 1, 2048));
        if (side >> widths.size() < 1) {
            throw new IllegalArgumentException(
                    "side is " + side + ", too small for " + widths.size() + " stages that each halve it");
        }
    }

    private static void requireWithin(String name, int value, int minimum, int maximum) {
        if (value < minimum || value > maximum) {
            throw new IllegalArgumentException(
                    name + " is " + value + ", and must be from " + minimum + " to " + maximum);
        }
    }
}
