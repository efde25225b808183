package org.vavl.cli.evaluate;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vavl.cli.option.WrongUse;
import org.vavl.cli.output.MediaFiles;
import org.vavl.cli.output.ResultOutput;
import org.vavl.core.file.AtomicFile;
import org.vavl.learning.agreement.Agreement;
import org.vavl.learning.agreement.AgreementAnalysis;
import org.vavl.learning.agreement.AgreementText;
import org.vavl.learning.agreement.DifferenceTable;
import org.vavl.learning.agreement.RatingSources;
import org.vavl.learning.agreement.Ratings;
import org.vavl.learning.metrics.Bootstrap;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vavl agreement}. */
@Command(
        name = "agreement",
        mixinStandardHelpOptions = true,
        description =
                "Measures how far annotators, or annotators and a model, say the same: percent, Cohen's and Fleiss' kappa, Krippendorff's alpha,"
                        + " or of values of an attribute ICC and CCC; which classes are confused, and where they differ.")
public final class AgreementCommand implements Callable<Integer> {
    private static final int MOST_RESAMPLES = 1_000_000;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "[NAME=]FILE|DIR",
            description = {
                "What each annotator or model said: a table of clips (clip and label, or predictions.csv of vavl evaluate),",
                "or annotations over time (.eaf, .TextGrid, a table with start, end and label, or one of vavl predict --format csv);",
                "of a folder all files, by their names. One alone has a column annotator, or a tier for each annotator."
            })
    private List<String> sources = new ArrayList<>();

    @Option(
            names = "--tier",
            paramLabel = "NAME",
            description =
                    "Take this tier of annotations over time; may be repeated. Default: all that have annotations.")
    private List<String> tiers = new ArrayList<>();

    @Option(
            names = "--attribute",
            paramLabel = "NAME",
            description = "Compare values of this attribute, such as arousal, in place of classes.")
    private String attribute = "";

    @Option(
            names = "--step",
            paramLabel = "SECONDS",
            description =
                    "Annotations that do not have the same segments are compared in stretches of this length; default: ${DEFAULT-VALUE}.")
    private double step = RatingSources.USUAL_STEP;

    @Option(
            names = "--resamples",
            paramLabel = "DRAWS",
            description =
                    "How often speakers, recordings or, of one recording, runs without a change are drawn for 95 %% intervals, 0 for no intervals;"
                            + " default: ${DEFAULT-VALUE}.")
    private int resamples = Bootstrap.defaults().resamples();

    @Option(
            names = "--differences",
            paramLabel = "FILE.csv",
            description = "Write where they differ as a table, with a column for each.")
    private @Nullable Path differences;

    @Mixin
    private ResultOutput output;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    AgreementCommand() {}

    private Optional<Path> differences() {
        return Optional.ofNullable(differences);
    }

    @Override
    public Integer call() {
        if (resamples != 0 && (resamples < Bootstrap.FEWEST || resamples > MOST_RESAMPLES)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--resamples is " + resamples + ", and must be 0 or from " + Bootstrap.FEWEST + " to "
                            + MOST_RESAMPLES);
        }
        RatingSources reader =
                WrongUse.unless(spec.commandLine(), () -> new RatingSources(tiers, attribute.strip(), step));
        Ratings ratings = reader.read(named());
        Bootstrap bootstrap =
                resamples == 0 ? Bootstrap.defaults() : Bootstrap.defaults().withResamples(resamples);
        AgreementAnalysis analysis =
                resamples == 0 ? AgreementAnalysis.withoutIntervals() : AgreementAnalysis.withIntervals(bootstrap);
        Agreement agreement = attribute.isBlank() ? analysis.ofClasses(ratings) : analysis.ofValues(ratings);
        differences().ifPresent(file -> AtomicFile.write(file, DifferenceTable.of(agreement)));
        output.print(AgreementJson.of(agreement), out -> out.print(AgreementText.of(agreement, bootstrap.level())));
        return ExitCode.OK;
    }

    /** By the name before the equals sign, or else the file's. */
    private Map<String, Path> named() {
        Map<String, Path> named = new LinkedHashMap<>();
        for (String source : sources) {
            int equals = source.indexOf('=');
            Path path = path(source.substring(equals + 1));
            String name = equals > 0
                    ? source.substring(0, equals)
                    : String.valueOf(MediaFiles.withoutEnding(path.getFileName()));
            if (named.put(name, path) != null) {
                throw new ParameterException(
                        spec.commandLine(),
                        "two annotators are called " + name + ": NAME=FILE gives them names of their own");
            }
        }
        return named;
    }

    private Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new ParameterException(spec.commandLine(), "'" + text + "' is not a path", e);
        }
    }
}
