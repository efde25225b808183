/**
 * A trained network as recognition sees it, whatever runs it: features in, the heads' outputs out. Start with
 * {@link org.vavl.recognition.inference.InferenceNetwork}, which
 * {@link org.vavl.recognition.inference.InferenceNetworkProvider}s load;
 * {@link org.vavl.recognition.inference.Predictor} makes calibrated
 * {@linkplain org.vavl.core.clip.Prediction predictions} of what it outputs.
 */
@NullMarked
package org.vavl.recognition.inference;

import org.jspecify.annotations.NullMarked;
