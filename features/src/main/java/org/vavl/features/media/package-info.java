/**
 * Media: any file that FFmpeg reads, decoded as a stream.
 *
 * <p>Start with {@link org.vavl.features.media.VideoReader}, which gives a file's video frames one by one, and
 * {@link org.vavl.features.media.AudioReader}, which gives its sound as 16 kHz mono samples in pieces; both in constant
 * memory, and in the same time; a {@link org.vavl.features.media.MediaStream} is a file that comes while it is made. Files are not trusted: {@link org.vavl.features.media.MediaLimits} bound what they may
 * cost, a playlist cannot make the process open other files, and what is damaged is skipped and counted.
 */
@NullMarked
package org.vavl.features.media;

import org.jspecify.annotations.NullMarked;
