package org.vavl.features;

import java.util.List;
import org.vavl.core.clip.ExtractorId;
import org.vavl.features.assets.WeightSources;

/**
 * Opens acoustic extractors of one name. Found by {@link java.util.ServiceLoader}, so an extractor in another jar is used by its name like
 * those that come with Vavl.
 */
public interface AcousticExtractorProvider {
    /** The name of its extractors, which their {@linkplain AcousticExtractor#id ids} bear, too. */
    String name();

    /** Whether another provider of the same name is asked in its place, if there is one: one that can do all that this can, and more. */
    default boolean givesWay() {
        return false;
    }

    /**
     * Opens an extractor.
     *
     * @param settings laid over its defaults, or over its file's: {@code key=value}
     * @param weights where its weights are, if it needs any
     * @throws org.vavl.core.VavlException if a setting is not as it must be, or its weights are missing or wrong
     */
    AcousticExtractor open(List<String> settings, WeightSources weights);

    /**
     * Opens the extractor that made features, with the settings that its version tells. Whoever calls this compares the versions.
     *
     * @param id whose name is {@link #name}
     * @throws org.vavl.core.VavlException if the version is of another form, or the weights are missing or wrong
     */
    default AcousticExtractor reopen(ExtractorId id, WeightSources weights) {
        return open(List.of(), weights);
    }
}
