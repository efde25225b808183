/** {@code /v1}: recordings in, recognitions out, at once or as a job. Start with {@link org.vavl.serve.recognition.RecognitionRoutes}. */
@NullMarked
package org.vavl.serve.recognition;

import org.jspecify.annotations.NullMarked;
