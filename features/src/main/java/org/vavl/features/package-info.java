/**
 * Features: what media files become, and what everything after them works on.
 *
 * <p>Start with the extractors: an {@link org.vavl.features.AcousticExtractor} reads sound, a
 * {@link org.vavl.features.VisualExtractor} describes face crops, and {@link org.vavl.features.Extractors} finds them
 * by name. What they make is a {@link org.vavl.core.clip.FeatureSequence}, T frames of D values with a mask that says
 * which frames are valid. {@link org.vavl.features.storage.NpyFile} is its form on disk that other programs read.
 */
@NullMarked
package org.vavl.features;

import org.jspecify.annotations.NullMarked;
