package org.vavl.features;

import org.vavl.features.assets.WeightSources;

/**
 * Opens visual extractors of one name. Found by {@link java.util.ServiceLoader}, so an extractor in another jar is used by its name like
 * those that come with Vavl.
 */
public interface VisualExtractorProvider {
    /** The name of its extractors, which their {@linkplain VisualExtractor#id ids} bear, too. */
    String name();

    /** Whether another provider of the same name is asked in its place, if there is one: one that can do all that this can, and more. */
    default boolean givesWay() {
        return false;
    }

    /**
     * Opens an extractor.
     *
     * @param weights where its weights are, if it needs any
     * @throws org.vavl.core.VavlException if its weights are missing or wrong
     */
    VisualExtractor open(WeightSources weights);
}
