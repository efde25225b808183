/**
 * Features: what media files become, and what everything after them works on.
 *
 * <p>Start with {@link org.vavl.core.clip.FeatureSequence}, T frames of D values with a mask that says which frames are valid, and with
 * {@link org.vavl.features.storage.NpyFile}, its form on disk that other programs read. Extractors are {@link
 * org.vavl.features.AcousticExtractor}s, which read sound, and {@link org.vavl.features.VisualExtractor}s, which describe face images.
 */
@NullMarked
package org.vavl.features;

import org.jspecify.annotations.NullMarked;
