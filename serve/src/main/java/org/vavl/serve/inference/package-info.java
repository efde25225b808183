/**
 * {@code /v2}: features in, a model's outputs out, by the Open Inference Protocol, so that clients of KServe and Triton work. Start with {@link
 * org.vavl.serve.inference.InferenceRoutes}.
 */
@NullMarked
package org.vavl.serve.inference;

import org.jspecify.annotations.NullMarked;
