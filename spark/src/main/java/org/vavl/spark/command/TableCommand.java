package org.vavl.spark.command;

import org.vavl.learning.experiment.table.TableExperiment;
import org.vavl.learning.experiment.trial.Experiment;
import org.vavl.learning.experiment.trial.Study;
import picocli.CommandLine.Command;

/** {@code experiment table}. */
@Command(
        name = "table",
        mixinStandardHelpOptions = true,
        description = "Compares networks, each trained several times, as Tables 1 and 2 of the paper do.")
final class TableCommand extends TrialsCommand {
    @Override
    Experiment experiment(Study study) {
        return new TableExperiment(study);
    }
}
