/**
 * Features: a clip's media as a sequence of vectors, one a frame, with a mask that says which of them can be believed.
 *
 * <p>Start with {@link org.vavl.features.FeatureSequence}.
 */
@NullMarked
package org.vavl.features;

import org.jspecify.annotations.NullMarked;
