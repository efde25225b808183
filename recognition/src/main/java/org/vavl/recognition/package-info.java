/**
 * The one-line use: a model file and a clip in, an answer out. Start with {@link org.vavl.recognition.Recognizer}.
 */
@NullMarked
package org.vavl.recognition;

import org.jspecify.annotations.NullMarked;
