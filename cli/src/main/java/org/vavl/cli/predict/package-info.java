/**
 * {@code vavl predict}: recordings in, recognitions out. Start with {@link org.vavl.cli.predict.PredictCommand}.
 */
@NullMarked
package org.vavl.cli.predict;

import org.jspecify.annotations.NullMarked;
