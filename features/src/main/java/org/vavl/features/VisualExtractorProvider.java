package org.vavl.features;

import org.vavl.features.assets.WeightSources;

/**
 * Opens visual extractors of one name. Found by {@link java.util.ServiceLoader}, so an extractor in another jar is used by its name like
 * those that come with Vavl.
 */
public interface VisualExtractorProvider {
    /** The name of its extractors, which their {@linkplain VisualExtractor#id ids} bear, too. */
    String name();

    /** Whether it opens such weights; of several providers of one name, one that does is asked. */
    default boolean supports(WeightSources weights) {
        return true;
    }

    /**
     * Opens an extractor.
     *
     * @param weights where its weights are, if it needs any
     * @throws org.vavl.core.VavlException if its weights are missing or wrong
     */
    VisualExtractor open(WeightSources weights);
}
