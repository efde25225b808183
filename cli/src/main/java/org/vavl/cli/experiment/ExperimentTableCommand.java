package org.vavl.cli.experiment;

import org.vavl.learning.experiment.table.TableExperiment;
import org.vavl.learning.experiment.trial.Experiment;
import org.vavl.learning.experiment.trial.Study;
import picocli.CommandLine.Command;

/** {@code vavl experiment table}. */
@Command(
        name = "table",
        mixinStandardHelpOptions = true,
        description =
                "Compares networks as Tables 1 and 2 of the paper do: each is trained several times; mean, standard deviation and"
                        + " t-tests, the paper's figures beside where the corpus is one of its three. A trial that fails is named, and the"
                        + " rest goes on.")
final class ExperimentTableCommand extends TrialsCommand {
    @Override
    Experiment experiment(Study study) {
        return new TableExperiment(study);
    }
}
