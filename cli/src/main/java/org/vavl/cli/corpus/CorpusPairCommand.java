package org.vavl.cli.corpus;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.vavl.cli.option.WrongUse;
import org.vavl.core.Counted;
import org.vavl.core.configuration.ConfigurationReader;
import org.vavl.learning.corpus.pairing.LabelPairing;
import org.vavl.learning.corpus.pairing.PairingSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vavl corpus pair}. */
@Command(
        name = "pair",
        mixinStandardHelpOptions = true,
        description =
                "Makes an audio-visual corpus of one of speech and one of faces, whose clips are put together by their labels.",
        footer = {
            "",
            "CONFIG.yaml:",
            "  acoustic: {corpus: corpora/speech, split: {type: folds, folds: 5, fold: 1}}",
            "  visual: {corpus: corpora/faces, split: {type: partition, name: published}}",
            "  alone: 1     # training faces that stay alone, for each that gets speech",
            "  seed: 1",
            "The new corpus has the partition 'paired'. With 'partitions: [fold-1, fold-2]', which both corpora must have, the splits do not count,",
            "and the new corpus has these."
        })
final class CorpusPairCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CONFIG.yaml", description = "Which corpora, and how they are split.")
    private Path configuration;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Changes a setting, such as seed=2; may be repeated.")
    private List<String> assignments = new ArrayList<>();

    @Mixin
    private NewCorpusOptions newCorpus;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    CorpusPairCommand() {}

    @Override
    public Integer call() {
        WrongUse.unlessSettings(spec.commandLine(), assignments);
        WrongUse.unlessFolder(spec.commandLine(), "--out", newCorpus.folder());
        PairingSettings settings = WrongUse.unlessAssigned(spec.commandLine(), () -> ConfigurationReader.standard()
                .read(configuration, assignments, PairingSettings.defaults()));
        int clips = LabelPairing.write(settings, newCorpus.folder(), newCorpus.storage());
        List<String> partitions = settings.partitions();
        spec.commandLine()
                .getOut()
                .println(newCorpus.folder() + ": " + Counted.of(clips, "clip") + ", "
                        + (partitions.size() > 1 ? "partitions " : "partition ")
                        + (partitions.isEmpty() ? LabelPairing.PARTITION : String.join(", ", partitions)));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
