/**
 * How the final prediction is best made of the heads' outputs: {@link org.vavl.recognition.inference.Fusion.Weighted} found on clips that the
 * network was not trained on, with frames of theirs hidden. Start with {@link org.vavl.learning.fusion.FusionFit}.
 */
@NullMarked
package org.vavl.learning.fusion;

import org.jspecify.annotations.NullMarked;
