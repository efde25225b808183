/**
 * What flows between the parts. Start with {@link org.vavl.core.clip.Clip}: a speaker, labels and, for each
 * {@link org.vavl.core.clip.Modality}, a {@link org.vavl.core.clip.FeatureSequence} of frames with a mask that tells
 * which are valid. A {@link org.vavl.core.clip.Task} says what is learnt of the labels, a
 * {@link org.vavl.core.clip.Prediction} what a model predicts for a clip.
 */
@NullMarked
package org.vavl.core.clip;

import org.jspecify.annotations.NullMarked;
