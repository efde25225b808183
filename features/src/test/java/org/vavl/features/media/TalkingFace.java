package org.vavl.features.media;

import java.nio.file.Path;

/**
 * The clip that tests run the whole path with, and that {@code vavl demo} shows, made by tools/fixtures/talking_face.py: 75 pictures in
 * 3 s, of which the first 60 show a face that moves and the last 15 a wall, and speech.
 */
public final class TalkingFace {
    /** Where it is, from a module's folder. */
    public static final Path CLIP = Path.of("../cli/src/main/resources/org/vavl/cli/demo/talking-face.mp4");

    private TalkingFace() {}
}
