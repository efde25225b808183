/**
 * {@code vavl demo}: trains on a small corpus made from code, and recognises a clip with the built-in model. Start with
 * {@link org.vavl.cli.demo.DemoCommand}.
 */
@NullMarked
package org.vavl.cli.demo;

import org.jspecify.annotations.NullMarked;
