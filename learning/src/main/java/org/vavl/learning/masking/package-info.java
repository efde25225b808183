/** Frames that are taken away from clips, to see how a network fares without them. Start with {@link org.vavl.learning.masking.FrameMasking}. */
@NullMarked
package org.vavl.learning.masking;

import org.jspecify.annotations.NullMarked;
