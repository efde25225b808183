package org.vavl.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.vavl.cli.demo.DemonstrationClip;

/**
 * A usual start, whose classes the launcher keeps in an archive: the built-in model answers for the clip of the demonstration. The process ends as {@code vavl predict}
 * does.
 */
final class StartRehearsal {
    private StartRehearsal() {}

    /** Runs it; there are no arguments. */
    public static void main(String[] arguments) throws IOException {
        Path clip = Files.createTempFile("vavl-rehearsal", ".mp4");
        clip.toFile().deleteOnExit(); // Main ends the process
        DemonstrationClip.copyTo(clip);
        Main.main(new String[] {"predict", clip.toString()});
    }
}
