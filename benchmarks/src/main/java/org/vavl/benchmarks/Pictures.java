package org.vavl.benchmarks;

import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.vavl.features.Image;
import org.vavl.features.media.MediaLimits;
import org.vavl.features.media.VideoReader;

/** The pictures that are worked on, decoded beforehand. */
public final class Pictures {
    private static final String PORTRAIT = "/org/vavl/cli/demo/talking-face.mp4";

    private Pictures() {}

    /** The clip that is named; the talking portrait of {@code vavl demo} if the name is blank. */
    public static Path clip(String name) {
        if (!name.isBlank()) {
            return Path.of(name);
        }
        try {
            return Path.of(
                    Objects.requireNonNull(Pictures.class.getResource(PORTRAIT)).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All pictures of a clip. */
    public static List<Image> of(Path clip) {
        List<Image> pictures = new ArrayList<>();
        try (VideoReader reader = VideoReader.open(clip, MediaLimits.defaults()).orElseThrow()) {
            while (reader.next()) {
                pictures.add(copy(reader.image()));
            }
        }
        return pictures;
    }

    private static Image copy(Image image) {
        ByteBuffer pixels = ByteBuffer.allocateDirect(image.pixels().remaining());
        return new Image(
                image.width(),
                image.height(),
                image.channels(),
                pixels.put(image.pixels()).flip());
    }
}
