/**
 * Recognition over HTTP and WebSocket, and a page for the browser. Start with {@link org.vavl.serve.Server}, which {@link
 * org.vavl.serve.ServeSettings} say how to run.
 */
@NullMarked
package org.vavl.serve;

import org.jspecify.annotations.NullMarked;
