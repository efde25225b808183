/**
 * {@code vavl serve}: recognition over HTTP. Start with {@link org.vavl.cli.serve.ServeCommand}.
 */
@NullMarked
package org.vavl.cli.serve;

import org.jspecify.annotations.NullMarked;
