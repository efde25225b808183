package org.vavl.learning.training.sampling;

/**
 * How an epoch's clips are put into batches.
 *
 * @param byModalities whether only clips with the same modalities share a batch. Every update then sees a full batch, also of a
 *     modality that few clips have; mixed batches give it a clip or two at a time, whose gradient Adam scales up to a full
 *     step of the shared layers
 * @param minimumShare the least share of the batches in which each modality is, to within a batch, from 0 to 0.5, and to one by the number of modalities; clips of a scarcer one are drawn more
 *     often, all alike. By modalities only
 * @param poolBatches batches of clips of similar length are made from so many batches' worth of clips drawn at random; more waste
 *     less on padding and mix less, at least 1
 * @param balanced whether clips are drawn with replacement such that every class comes equally often in an epoch, whatever modalities its clips
 *     have; as many as there are. For classes only
 */
public record SamplerSettings(boolean byModalities, double minimumShare, int poolBatches, boolean balanced) {
    /** Checks the ranges. */
    public SamplerSettings {
        if (!(minimumShare >= 0 && minimumShare <= 0.5)) {
            throw new IllegalArgumentException("minimumShare is " + minimumShare + ", and must be from 0 to 0.5");
        }
        if (minimumShare > 0 && !byModalities) {
            throw new IllegalArgumentException(
                    "minimumShare is " + minimumShare + ", and must be 0 where byModalities is false");
        }
        if (poolBatches < 1 || poolBatches > 10_000) {
            throw new IllegalArgumentException("poolBatches is " + poolBatches + ", and must be from 1 to 10000");
        }
    }

    /** Batches by modalities, each modality in a quarter of them or more. */
    public static SamplerSettings defaults() {
        return new SamplerSettings(true, 0.25, 16, false);
    }
}
