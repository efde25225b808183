package org.vavl.learning.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vavl.learning.corpus.synthetic.SyntheticCorpus;
import org.vavl.learning.training.run.RunConfiguration;

/**
 * A training in a process of its own: {@code FOLDER EPOCHS CHECKPOINT_STEPS}. Prints {@code step N RESIDENT_KIB} after every step.
 */
final class TrainingProcess {
    private TrainingProcess() {}

    public static void main(String[] arguments) {
        RunConfiguration configuration = Runs.configuration(
                SyntheticCorpus.classification(), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        Runs.train(Path.of(arguments[0]), configuration, new TrainingListener() {
            @Override
            public void stepDone(int epoch, long stepsDone, double loss) {
                System.out.println("step " + stepsDone + " " + residentKibibytes());
                System.out.flush();
            }
        });
    }

    private static long residentKibibytes() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Starts one. The heap has its full size from the start, so that resident memory tells of native memory alone. */
    static Process start(Path folder, int epochs, int checkpointSteps) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xms256m",
                "-Xmx256m",
                "-XX:+AlwaysPreTouch",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                TrainingProcess.class.getName(),
                folder.toString(),
                Integer.toString(epochs),
                Integer.toString(checkpointSteps)));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
