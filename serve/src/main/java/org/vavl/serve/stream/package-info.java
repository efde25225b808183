/**
 * {@code /v1/stream}: sound and pictures in as they come, recognitions out. Start with {@link org.vavl.serve.stream.StreamRoutes}; docs/serve.md has the messages.
 */
@NullMarked
package org.vavl.serve.stream;

import org.jspecify.annotations.NullMarked;
