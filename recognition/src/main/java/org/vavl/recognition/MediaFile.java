package org.vavl.recognition;

import java.nio.file.Path;

/**
 * A media file that is called otherwise than its path.
 *
 * @param name what errors and the recognition call it
 * @param file any file that FFmpeg reads
 */
public record MediaFile(String name, Path file) {}
