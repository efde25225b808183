/**
 * Media files before they are opened: what their headers promise ({@link org.vavl.features.media.file.StatedDuration}), what only stands for
 * a file ({@link org.vavl.features.media.file.GitLfsPointer}), what names tell, and files that are there for a while.
 */
@NullMarked
package org.vavl.features.media.file;

import org.jspecify.annotations.NullMarked;
