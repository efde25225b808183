/**
 * Files that appear whole or not at all ({@link org.vavl.core.file.AtomicFile}), and files from outside
 * ({@link org.vavl.core.file.InputFile}).
 */
@NullMarked
package org.vavl.core.file;

import org.jspecify.annotations.NullMarked;
