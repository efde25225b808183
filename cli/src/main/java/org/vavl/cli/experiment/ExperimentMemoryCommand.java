package org.vavl.cli.experiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.vavl.core.VavlException;
import org.vavl.learning.corpus.folder.CorpusFolder;
import org.vavl.learning.experiment.complexity.ComplexityExperiment;
import org.vavl.learning.experiment.complexity.PeakMemory;
import org.vavl.learning.experiment.trial.Trial;
import org.vavl.learning.experiment.trial.TrialMessage;
import org.vavl.nn.LibTorch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The other side of {@code vavl experiment complexity}: reads a trial and prints what memory its network takes, or an empty line. */
@Command(
        name = "memory",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = "Measures a network's memory for 'experiment complexity'; not for people.")
final class ExperimentMemoryCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    ExperimentMemoryCommand() {}

    @Override
    public Integer call() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line = in.readLine();
        if (line == null) {
            throw new VavlException("no trial came in");
        }
        Trial trial = TrialMessage.parse(line).trial();
        LibTorch.load();
        try (CorpusFolder corpus = CorpusFolder.open(Path.of(trial.run().corpus()))) {
            spec.commandLine()
                    .getOut()
                    .println(ComplexityExperiment.memoryHere(trial, corpus)
                            .map(PeakMemory::text)
                            .orElse(""));
            spec.commandLine().getOut().flush();
        }
        return ExitCode.OK;
    }
}
