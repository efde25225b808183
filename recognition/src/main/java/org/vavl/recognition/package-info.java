/**
 * The main use: a model file and a recording in, a recognition out.
 *
 * <p>Start with {@link org.vavl.recognition.Recognizer}, which gives a {@link org.vavl.recognition.Recognition}: the
 * prediction, the timeline of windows, and which modalities were available. {@link org.vavl.recognition.WindowSettings}
 * say how a recording is gone through.
 */
@NullMarked
package org.vavl.recognition;

import org.jspecify.annotations.NullMarked;
