package org.vavl.features.media;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Loader;

/** FFmpeg's own command, which comes with its libraries: makes files for tests, and is what they are compared with. */
public final class FFmpegProgram {
    private FFmpegProgram() {}

    /** Runs it with the target as its last argument, and gives the target. */
    public static Path make(Path target, Object... arguments) throws IOException {
        List<Object> all = new ArrayList<>(List.of(arguments));
        all.add(target);
        run(all.toArray());
        return target;
    }

    /** Runs it; each argument is one, none is split. */
    public static void run(Object... arguments) throws IOException {
        Answer answer = execute(arguments);
        if (answer.status() != 0) {
            throw new IllegalStateException(List.of(arguments) + ": " + answer.said());
        }
    }

    /** Runs it, and gives what it says is wrong, be it a failure. */
    public static String output(Object... arguments) throws IOException {
        return execute(arguments).said();
    }

    private record Answer(int status, String said) {}

    private static Answer execute(Object... arguments) throws IOException {
        String program = Loader.load(org.bytedeco.ffmpeg.ffmpeg.class);
        List<String> command = new ArrayList<>(List.of(program, "-nostdin", "-loglevel", "error", "-y", "-bitexact"));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // Its libraries lie beside it, and do not look for each other there.
        builder.environment()
                .put("LD_LIBRARY_PATH", String.valueOf(Path.of(program).getParent()));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return new Answer(process.waitFor(), said);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A still image whose four quarters are red, green, blue and grey, and that is not symmetric in any way. */
    static Path quarters(Path png, int width, int height) throws IOException {
        run(
                "-f",
                "lavfi",
                "-i",
                "color=c=red:s=" + width + "x" + height + ",format=rgb24"
                        + ",drawbox=x=iw/2:y=0:w=iw/2:h=ih/2:c=0x00c000:t=fill"
                        + ",drawbox=x=0:y=ih/2:w=iw/2:h=ih/2:c=0x0000ff:t=fill"
                        + ",drawbox=x=iw/2:y=ih/2:w=iw/2:h=ih/2:c=0x909090:t=fill",
                "-frames:v",
                1,
                png);
        return png;
    }
}
