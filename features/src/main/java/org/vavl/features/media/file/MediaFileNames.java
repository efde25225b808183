package org.vavl.features.media.file;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** What the ending of a file's name promises, as far as it is a usual one of sound, video or pictures. What is inside may differ. */
public final class MediaFileNames {
    private static final Set<String> SOUND = Set.of(
            "aac", "aif", "aiff", "amr", "au", "flac", "m4a", "mka", "mp2", "mp3", "oga", "ogg", "opus", "sph", "wav",
            "wma");
    private static final Set<String> VIDEO = Set.of(
            "3gp", "avi", "flv", "m4v", "mkv", "mov", "mp4", "mpeg", "mpg", "mts", "mxf", "ogv", "ts", "vob", "webm",
            "wmv");

    private static final Set<String> PICTURE = Set.of("bmp", "jpeg", "jpg", "png", "tif", "tiff", "webp");

    private MediaFileNames() {}

    /** Whether the name ends as that of a file with sound alone does. */
    public static boolean isSound(Path file) {
        return SOUND.contains(ending(file));
    }

    /** Whether the name ends as that of a video does. */
    public static boolean isVideo(Path file) {
        return VIDEO.contains(ending(file));
    }

    /** Whether the name ends as that of a still picture does. */
    public static boolean isPicture(Path file) {
        return PICTURE.contains(ending(file));
    }

    /** Whether it ends as that of sound or a video does. */
    public static boolean isRecording(Path file) {
        return isSound(file) || isVideo(file);
    }

    /** The name without its ending. */
    public static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static String ending(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
