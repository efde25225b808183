/**
 * Media: any file that FFmpeg reads, decoded as a stream.
 *
 * <p>Start with {@link org.vavl.media.AudioReader}, which gives a file's sound as 16 kHz mono samples in pieces, in constant
 * memory. Files are not trusted: {@link org.vavl.media.MediaLimits} bound what they may cost, a playlist cannot make the process
 * open other files, and what is damaged is skipped and counted.
 */
@NullMarked
package org.vavl.media;

import org.jspecify.annotations.NullMarked;
