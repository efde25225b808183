package org.vavl.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.vavl.cli.corpus.CorpusCommand;
import org.vavl.cli.corpus.InitCommand;
import org.vavl.cli.demo.DemoCommand;
import org.vavl.cli.doctor.DoctorCommand;
import org.vavl.cli.evaluate.AgreementCommand;
import org.vavl.cli.evaluate.CalibrateCommand;
import org.vavl.cli.evaluate.EvaluateCommand;
import org.vavl.cli.experiment.ExperimentCommand;
import org.vavl.cli.experiment.TuneCommand;
import org.vavl.cli.extract.ExtractCommand;
import org.vavl.cli.models.CardCommand;
import org.vavl.cli.models.ExportCommand;
import org.vavl.cli.models.InfoCommand;
import org.vavl.cli.models.ModelsCommand;
import org.vavl.cli.predict.PredictCommand;
import org.vavl.cli.serve.ServeCommand;
import org.vavl.cli.train.FineTuneCommand;
import org.vavl.cli.train.TrainCommand;

/** The commands under {@code vavl}, in the order in which help lists them. Those that nobody asks for are not made, which takes time. */
enum Subcommand {
    DEMO("demo", DemoCommand.class),
    INIT("init", InitCommand.class),
    CORPUS("corpus", CorpusCommand.class),
    PREDICT("predict", PredictCommand.class),
    SERVE("serve", ServeCommand.class),
    EXTRACT("extract", ExtractCommand.class),
    MODELS("models", ModelsCommand.class),
    TRAIN("train", TrainCommand.class),
    FINETUNE("finetune", FineTuneCommand.class),
    EVALUATE("evaluate", EvaluateCommand.class),
    AGREEMENT("agreement", AgreementCommand.class),
    CALIBRATE("calibrate", CalibrateCommand.class),
    CARD("card", CardCommand.class),
    EXPORT("export", ExportCommand.class),
    TUNE("tune", TuneCommand.class),
    EXPERIMENT("experiment", ExperimentCommand.class),
    INFO("info", InfoCommand.class),
    DOCTOR("doctor", DoctorCommand.class),
    COMPLETION("completion", CompletionCommand.class);

    private final String name;
    private final Class<?> type;

    Subcommand(String name, Class<?> type) {
        this.name = name;
        this.type = type;
    }

    /** As it is typed, and as its own annotation has it. */
    String commandName() {
        return name;
    }

    /** What picocli makes it of. */
    Class<?> type() {
        return type;
    }

    /** Whether it begins with what recognises recordings. */
    boolean recognises() {
        return this == PREDICT || this == SERVE;
    }

    /** Those that a command line may be about: the one that it begins with, or all, of which {@code completion} needs to know. */
    static List<Subcommand> of(String... arguments) {
        Optional<Subcommand> first = arguments.length == 0
                ? Optional.empty()
                : Arrays.stream(values())
                        .filter(one -> one.name.equals(arguments[0]) && one != COMPLETION)
                        .findFirst();
        return first.map(List::of).orElseGet(() -> List.of(values()));
    }
}
