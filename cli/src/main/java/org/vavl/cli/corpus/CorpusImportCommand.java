package org.vavl.cli.corpus;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vavl.cli.option.AcousticOptions;
import org.vavl.cli.option.StoreOptions;
import org.vavl.cli.option.UnusedOptions;
import org.vavl.cli.option.VisualOptions;
import org.vavl.cli.option.WrongUse;
import org.vavl.cli.output.Closing;
import org.vavl.cli.output.Errors;
import org.vavl.cli.output.Failures;
import org.vavl.cli.output.Progress;
import org.vavl.cli.output.ResultOutput;
import org.vavl.core.clip.Modality;
import org.vavl.core.configuration.NearestName;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.Extractors;
import org.vavl.features.vision.VisualFrontEnd;
import org.vavl.learning.corpus.folder.ExtractorInformation;
import org.vavl.learning.corpus.importer.CorpusImport;
import org.vavl.learning.corpus.importer.CorpusImporter;
import org.vavl.learning.corpus.importer.ImportOptions;
import org.vavl.learning.corpus.importer.ImportReport;
import org.vavl.learning.corpus.importer.Importers;
import org.vavl.learning.corpus.importer.source.AcousticMediaExtractor;
import org.vavl.learning.corpus.importer.source.FeatureSources;
import org.vavl.learning.corpus.importer.source.ImportPlan;
import org.vavl.learning.corpus.importer.source.MediaExtractor;
import org.vavl.learning.corpus.importer.source.VisualMediaExtractor;
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
    private static final int MOST_COPIES = 100;
    private static final int MOST_FRAMES = 1000;
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
    private StoreOptions store;

    @Mixin
    private AcousticOptions acoustic;

    @Mixin
    private VisualOptions visual;

    @Mixin
    private ResultOutput output;

    @Option(
            names = "--copies",
            paramLabel = "N",
            description =
                    "Also take N augmented copies of each recording, for training: other voices, rooms, noise, microphones"
                            + " and levels. Default: ${DEFAULT-VALUE}.")
    private int copies;

    @Option(
            names = "--tracks",
            paramLabel = "FRAMES",
            description =
                    "Where the corpus has face images, --visual describes short tracks of up to so many frames, as if"
                            + " a video had shown each face; 1 for the pictures as they are. Default: ${DEFAULT-VALUE}.")
    private int tracks = 1;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    CorpusImportCommand() {}

    @Override
    public Integer call() {
        CorpusImporter importer = importer();
        requireCounts();
        ImportModalities asked = new ImportModalities(spec.commandLine(), modalities, features);
        asked.requireKnown(importer);
        visual.check();
        WrongUse.unlessFolder(spec.commandLine(), "--out", newCorpus.folder());
        ImportPlan labels = importer.plan(
                source(importer), WrongUse.unless(spec.commandLine(), () -> ImportOptions.of(importer, options)));
        ImportPlan plan = restricted(WrongUse.unless(spec.commandLine(), () -> labels.withCopies(copies)));
        asked.requireThere(plan);
        Extractors available = store.extractors();
        try (Closing closing = new Closing()) {
            List<MediaExtractor> extractors = new ArrayList<>();
            if (isExtracted(plan, Modality.ACOUSTIC)) {
                AcousticExtractor sound = acoustic.extractor(available);
                closing.add(sound::close);
                extractors.add(new AcousticMediaExtractor(sound));
            } else if (acoustic.isRequested()) {
                throw unused("--acoustic", Modality.ACOUSTIC);
            }
            if (visual.isRequested() && isGiven(plan, Modality.VISUAL) && !features.containsKey(Modality.VISUAL)) {
                VisualFrontEnd face = visual.openAnyway(available);
                closing.add(face::close);
                return run(plan.describing(face, tracks), new FeatureSources(extractors));
            }
            UnusedOptions.refuse(
                    spec.commandLine(),
                    List.of("--tracks"),
                    "is for corpora that have face images, which --visual NAME describes");
            if (isExtracted(plan, Modality.VISUAL)) {
                VisualFrontEnd face = visual.openAnyway(available);
                closing.add(face::close);
                extractors.add(new VisualMediaExtractor(face));
                sayWhatMakes(plan, face);
            } else if (visual.isRequested()) {
                throw unused("--visual", Modality.VISUAL);
            } else {
                visual.open(available); // refuses what would be for nothing
            }
            return run(plan, new FeatureSources(extractors));
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

    private boolean isGiven(ImportPlan plan, String modality) {
        return plan.sources().containsKey(modality);
    }

    /** Whether a modality's features are made here: as the user says, or else where there are media for it. */
    private boolean isExtracted(ImportPlan plan, String modality) {
        String specification = features.get(modality);
        if (specification != null) {
            return specification.matches("(?s)media([:,].*)?");
        }
        boolean isWanted = modalities.isEmpty() || modalities.contains(modality);
        boolean isVideoWithOtherName = modality.equals(Modality.VISUAL)
                && visual.isRequested()
                && plan.clips().stream().anyMatch(clip -> !clip.media().isEmpty());
        if (isWanted && !isGiven(plan, modality) && isVideoWithOtherName) {
            features.put(modality, "media");
        }
        return isWanted && !isGiven(plan, modality) && (isVideoWithOtherName || plan.promising(modality) > 0);
    }

    private ParameterException unused(String option, String modality) {
        return new ParameterException(
                spec.commandLine(),
                option + " is for recordings, and there are none of which " + modality + " features are made");
    }

    private void sayWhatMakes(ImportPlan plan, VisualFrontEnd face) {
        if (!visual.isRequested()) {
            spec.commandLine()
                    .getErr()
                    .printf(
                            Locale.ROOT,
                            "visual features are made by %s (--visual NAME names another, --modality acoustic leaves them out)%n",
                            face.id().name());
            spec.commandLine().getErr().flush();
        }
        if (copies > 0 && plan.promising(Modality.VISUAL) > 0) {
            throw new ParameterException(
                    spec.commandLine(), "--copies is for sound alone: --modality acoustic leaves the pictures out");
        }
    }

    private ImportPlan restricted(ImportPlan plan) {
        return modalities.isEmpty() ? plan : plan.only(Set.copyOf(modalities));
    }

    private int run(ImportPlan plan, FeatureSources sources) {
        try (CorpusImport work = new CorpusImport(plan, sources.openAll(plan, features));
                Progress progress = Progress.begin(
                        spec.commandLine().getErr(), "import", 0, plan.clips().size())) {
            ImportReport report =
                    work.run(newCorpus.folder(), newCorpus.storage(), (done, of) -> progress.stepTo(done, ""));
            progress.close();
            keepInformation();
            output.print(
                    report, stream -> stream.println(report.withoutFailures().text()));
            report.warnings().forEach(warning -> Errors.warn(spec.commandLine(), warning));
            Failures failures = new Failures();
            report.failures().forEach(failure -> failures.add(failure.clip(), failure.message()));
            return failures.report(spec.commandLine(), plan.clips().size(), MOST_NAMED, "--format json lists all");
        }
    }

    /** What extractors that were named with their files say of whom they were trained on. */
    private void keepInformation() {
        Map.of(Modality.ACOUSTIC, acoustic.source(), Modality.VISUAL, visual.source())
                .forEach((modality, source) -> source.flatMap(ExtractorInformation::of)
                        .ifPresent(information ->
                                ExtractorInformation.writeToCorpus(newCorpus.folder(), modality, information)));
    }

    private void requireCounts() {
        if (copies < 0 || copies > MOST_COPIES || tracks < 1 || tracks > MOST_FRAMES) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--copies is " + copies + " and --tracks " + tracks + ": must be from 0 to " + MOST_COPIES
                            + ", and from 1 to " + MOST_FRAMES);
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
