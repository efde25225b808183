package org.vavl.cli.corpus;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vavl.cli.option.AcousticOptions;
import org.vavl.cli.option.ExtractionDevice;
import org.vavl.cli.option.StoreOptions;
import org.vavl.cli.option.UnusedOptions;
import org.vavl.cli.option.VisualOptions;
import org.vavl.cli.option.WrongUse;
import org.vavl.cli.output.Closing;
import org.vavl.core.clip.Modality;
import org.vavl.core.compute.Device;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.Extractors;
import org.vavl.features.vision.VisualFrontEnd;
import org.vavl.learning.corpus.folder.ExtractorInformation;
import org.vavl.learning.corpus.importer.source.AcousticMediaExtractor;
import org.vavl.learning.corpus.importer.source.FeatureSources;
import org.vavl.learning.corpus.importer.source.ImportPlan;
import org.vavl.learning.corpus.importer.source.MediaExtractor;
import org.vavl.learning.corpus.importer.source.VisualMediaExtractor;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How an import makes features of recordings and pictures. */
final class ImportExtraction {
    private static final int MOST_COPIES = 100;
    private static final int MOST_FRAMES = 1000;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Mixin
    private StoreOptions store;

    @Mixin
    private ExtractionDevice device;

    @Mixin
    private AcousticOptions acoustic;

    @Mixin
    private VisualOptions visual;

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
    ImportExtraction() {}

    /**
     * What an import is made with.
     *
     * @param plan which clips, and their features as far as the corpus has them itself
     * @param sources opens what is said of the others
     * @param features where they come from, by modality
     */
    record Extraction(ImportPlan plan, FeatureSources sources, Map<String, String> features) {}

    /**
     * Checks all that can be checked before the corpus is read.
     *
     * @throws ParameterException if an option is not as it must be
     */
    void check() {
        if (copies < 0 || copies > MOST_COPIES || tracks < 1 || tracks > MOST_FRAMES) {
            throw new ParameterException(
                    command.commandLine(),
                    "--copies is " + copies + " and --tracks " + tracks + ": must be from 0 to " + MOST_COPIES
                            + ", and from 1 to " + MOST_FRAMES);
        }
        device.check();
        visual.check();
    }

    /** The plan with distorted copies of its recordings, if any are asked for. */
    ImportPlan withCopies(ImportPlan plan) {
        return WrongUse.unless(command.commandLine(), () -> plan.withCopies(copies));
    }

    /**
     * Opens the extractors that a plan needs.
     *
     * @param closing closes them
     * @throws ParameterException if options are for extractors that it does not need
     */
    Extraction open(ImportPlan plan, ImportModalities asked, Closing closing) {
        Extractors available = device.on(store.extractors());
        List<MediaExtractor> extractors = new ArrayList<>();
        List<Device> devices = new ArrayList<>();
        openAcoustic(plan, asked, available, closing).ifPresent(sound -> {
            extractors.add(new AcousticMediaExtractor(sound));
            devices.add(sound.device());
        });
        Map<String, String> features = new LinkedHashMap<>(asked.features());
        ImportPlan described = plan;
        if (visual.isRequested() && plan.sources().containsKey(Modality.VISUAL) && !asked.isSaid(Modality.VISUAL)) {
            VisualFrontEnd face = openVisual(available, closing);
            devices.add(face.device());
            described = plan.describing(face, tracks);
        } else {
            UnusedOptions.refuse(
                    command.commandLine(),
                    List.of("--tracks"),
                    "is for corpora that have face images, which --visual NAME describes");
            boolean isOfOtherNames = areVideosOfOtherNames(plan, asked);
            if (isOfOtherNames || asked.isExtracted(plan, Modality.VISUAL)) {
                VisualFrontEnd face = openVisual(available, closing);
                devices.add(face.device());
                extractors.add(new VisualMediaExtractor(face));
                if (isOfOtherNames) {
                    features.put(Modality.VISUAL, ImportModalities.MEDIA);
                }
                sayWhatMakes(plan, face);
            } else if (visual.isRequested()) {
                throw unused("--visual", Modality.VISUAL);
            } else {
                visual.open(available); // refuses what would be for nothing
            }
        }
        device.requireUsed(devices);
        return new Extraction(described, new FeatureSources(extractors), features);
    }

    private Optional<AcousticExtractor> openAcoustic(
            ImportPlan plan, ImportModalities asked, Extractors available, Closing closing) {
        if (asked.isExtracted(plan, Modality.ACOUSTIC)) {
            AcousticExtractor sound = acoustic.extractor(available);
            closing.add(sound::close);
            return Optional.of(sound);
        }
        if (acoustic.isRequested()) {
            throw unused("--acoustic", Modality.ACOUSTIC);
        }
        return Optional.empty();
    }

    private VisualFrontEnd openVisual(Extractors available, Closing closing) {
        VisualFrontEnd face = visual.openAnyway(available);
        closing.add(face::close);
        return face;
    }

    /** Whether visual features are asked for, of recordings that may not be called as the corpus calls its videos. */
    private boolean areVideosOfOtherNames(ImportPlan plan, ImportModalities asked) {
        return visual.isRequested()
                && !asked.isSaid(Modality.VISUAL)
                && asked.isWanted(plan, Modality.VISUAL)
                && plan.clips().stream().anyMatch(clip -> !clip.media().isEmpty());
    }

    private ParameterException unused(String option, String modality) {
        return new ParameterException(
                command.commandLine(),
                option + " is for recordings, and there are none of which " + modality + " features are made");
    }

    private void sayWhatMakes(ImportPlan plan, VisualFrontEnd face) {
        if (!visual.isRequested()) {
            command.commandLine()
                    .getErr()
                    .printf(
                            Locale.ROOT,
                            "visual features are made by %s (--visual NAME names another, --modality acoustic leaves them out)%n",
                            face.id().name());
            command.commandLine().getErr().flush();
        }
        if (copies > 0 && plan.promising(Modality.VISUAL) > 0) {
            throw new ParameterException(
                    command.commandLine(), "--copies is for sound alone: --modality acoustic leaves the pictures out");
        }
    }

    /** Keeps in a corpus what extractors that were named with their files say of whom they were trained on. */
    void keepInformation(Path folder) {
        Map.of(Modality.ACOUSTIC, acoustic.source(), Modality.VISUAL, visual.source())
                .forEach((modality, source) -> source.flatMap(ExtractorInformation::of)
                        .ifPresent(information -> ExtractorInformation.writeToCorpus(folder, modality, information)));
    }
}
