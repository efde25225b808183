package org.vavl.cli.corpus;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vavl.cli.option.WrongUse;
import org.vavl.cli.output.Closing;
import org.vavl.cli.output.Errors;
import org.vavl.cli.output.Failures;
import org.vavl.cli.output.Progress;
import org.vavl.cli.output.ResultOutput;
import org.vavl.core.configuration.NearestName;
import org.vavl.learning.corpus.importer.CorpusImport;
import org.vavl.learning.corpus.importer.CorpusImporter;
import org.vavl.learning.corpus.importer.ImportOptions;
import org.vavl.learning.corpus.importer.ImportReport;
import org.vavl.learning.corpus.importer.Importers;
import org.vavl.learning.corpus.importer.source.ImportPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vavl corpus import}. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Makes a corpus of labels and features as they are published, or of your own.",
        footer = {"", "`vavl corpus importers` lists the corpora and their options."})
final class CorpusImportCommand implements Callable<Integer> {
    private static final int MOST_NAMED = 20;

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "NAME",
            description = "Which corpus it is, such as ravdess, or csv for any other.")
    private String name;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "SOURCE",
            description = "The file or folder that it comes in; none for what is made from code (synthetic).")
    private @Nullable Path source;

    @Mixin
    private NewCorpusOptions newCorpus;

    @Option(
            names = "--features",
            paramLabel = "MODALITY=SOURCE",
            description = {
                "Where a modality's features come from; may be repeated for other modalities. SOURCE is one of",
                "  media or media:FOLDER (extracted here)",
                "  npy:FOLDER,frameRate=N (NAME.npy for each clip)",
                "  table:FILE (a row for each clip or frame; also what OpenFace, py-feat, iMotions and openSMILE write)",
                "  table:FOLDER (a table of these for each clip)",
                "  csd:FILE (CMU's computational sequences)",
                "  corpus:FOLDER (another corpus; with ,centre=speaker each speaker's mean is taken away)",
                "  parquet:FOLDER (what vavl-spark extract writes; docs/scale.md)",
                "npy, table, csd and parquet take ,transform=sqrt for the square roots of their values."
            })
    private Map<String, String> features = new LinkedHashMap<>();

    @Option(
            names = "--modality",
            paramLabel = "NAME",
            description =
                    "Take this modality alone, such as acoustic; may be repeated. Unless given, sound becomes acoustic features and the"
                            + " pictures of videos visual ones.")
    private List<String> modalities = new ArrayList<>();

    @Option(names = "--option", paramLabel = "NAME=VALUE", description = "An option of the corpus; may be repeated.")
    private Map<String, String> options = new LinkedHashMap<>();

    @Mixin
    private ImportExtraction extraction;

    @Mixin
    private ResultOutput output;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    CorpusImportCommand() {}

    @Override
    public Integer call() {
        CorpusImporter importer = importer();
        ImportModalities asked = new ImportModalities(spec.commandLine(), modalities, features);
        asked.requireKnown(importer);
        extraction.check();
        WrongUse.unlessFolder(spec.commandLine(), "--out", newCorpus.folder());
        ImportPlan labels = importer.plan(
                source(importer), WrongUse.unless(spec.commandLine(), () -> ImportOptions.of(importer, options)));
        ImportPlan plan = asked.restricted(extraction.withCopies(labels));
        asked.requireThere(plan);
        try (Closing closing = new Closing()) {
            return run(extraction.open(plan, asked, closing));
        }
    }

    /** What stands for a source where there is none does not matter. */
    private Path source(CorpusImporter importer) {
        Optional<Path> given = Optional.ofNullable(source);
        if (importer.hasSource() && given.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'SOURCE'");
        }
        if (!importer.hasSource() && given.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), name + " is made from code, and SOURCE is " + given.get() + ": leave it out");
        }
        return given.orElse(Path.of(""));
    }

    private int run(ImportExtraction.Extraction opened) {
        ImportPlan plan = opened.plan();
        try (CorpusImport work = new CorpusImport(plan, opened.sources().openAll(plan, opened.features()));
                Progress progress = Progress.begin(
                        spec.commandLine().getErr(), "import", 0, plan.clips().size())) {
            ImportReport report =
                    work.run(newCorpus.folder(), newCorpus.storage(), (done, of) -> progress.stepTo(done, ""));
            progress.close();
            extraction.keepInformation(newCorpus.folder());
            output.print(
                    report, stream -> stream.println(report.withoutFailures().text()));
            report.warnings().forEach(warning -> Errors.warn(spec.commandLine(), warning));
            Failures failures = new Failures();
            report.failures().forEach(failure -> failures.add(failure.clip(), failure.message()));
            return failures.report(spec.commandLine(), plan.clips().size(), MOST_NAMED, "--format json lists all");
        }
    }

    private CorpusImporter importer() {
        List<String> names = Importers.all().stream().map(CorpusImporter::name).toList();
        if (!names.contains(name)) {
            throw new ParameterException(
                    spec.commandLine(), "corpus '" + name + "' is not known: " + NearestName.hint(name, names));
        }
        return Importers.named(name);
    }
}
