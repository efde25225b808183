package org.vavl.learning.corpus.importer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.vavl.core.VavlException;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Modality;
import org.vavl.learning.corpus.folder.CorpusWriter;
import org.vavl.learning.corpus.folder.FeatureStorage;
import org.vavl.learning.corpus.importer.ImportReport.Failure;
import org.vavl.learning.corpus.importer.source.FeatureSource;
import org.vavl.learning.corpus.importer.source.FittingSource;
import org.vavl.learning.corpus.importer.source.ImportPlan;
import org.vavl.learning.corpus.importer.source.PlannedClip;
import org.vavl.learning.corpus.inspection.SimilarClasses;

/**
 * Carries out an {@link ImportPlan}: gets every clip's features from their sources and writes the corpus. Features of some clips
 * are got at the same time, on all cores, and written in the plan's order. What is wrong with one clip stops nothing: it is named
 * in the report. A clip lacks a modality if its source does not know it, or if none of its frames is valid.
 */
public final class CorpusImport implements AutoCloseable {
    private static final int CLIPS_AT_ONCE = 32;

    private final ImportPlan plan;
    private final Map<String, FeatureSource> sources = new LinkedHashMap<>();
    private final List<Failure> failures = new ArrayList<>();
    private final List<String> withoutFeatures = new ArrayList<>();
    private final Map<String, Integer> clipsByModality = new TreeMap<>();

    /**
     * An import.
     *
     * @param plan of an importer
     * @param sources by modality; they come before the plan's own, and are closed with the import
     * @throws VavlException if there is no source at all
     */
    public CorpusImport(ImportPlan plan, Map<String, FeatureSource> sources) {
        this.plan = plan;
        Map<String, FeatureSource> all = new LinkedHashMap<>(plan.sources());
        all.putAll(sources);
        for (String modality : conventionalOrder(all.keySet())) {
            FeatureSource source = all.get(modality);
            if (source != null) {
                this.sources.put(modality, new FittingSource(modality, source));
            }
        }
        if (this.sources.isEmpty()) {
            throw new VavlException("importing " + plan.description().name()
                    + " needs features: name where those of a modality are, such as acoustic=npy:FOLDER,frameRate=50");
        }
    }

    /** The acoustic modality before the visual one, as the field speaks of them, and then the others. */
    private static List<String> conventionalOrder(Set<String> modalities) {
        return Stream.concat(
                        Stream.of(Modality.ACOUSTIC, Modality.VISUAL).filter(modalities::contains), modalities.stream())
                .distinct()
                .toList();
    }

    /**
     * Writes the corpus.
     *
     * @param target where it will be: nothing may be there, or an empty folder
     * @param storage how features lie on disk
     * @param listener is told how far it has come
     * @throws VavlException if no clip could be imported, the corpus cannot be written, or this thread is interrupted
     */
    public ImportReport run(Path target, FeatureStorage storage, ImportListener listener) {
        List<PlannedClip> clips = plan.clips();
        try (CorpusWriter writer =
                CorpusWriter.create(target, plan.description(), List.copyOf(sources.keySet()), storage)) {
            for (int begin = 0; begin < clips.size(); begin += CLIPS_AT_ONCE) {
                int end = Math.min(clips.size(), begin + CLIPS_AT_ONCE);
                prepare(clips.subList(begin, end));
                clips.subList(begin, end).parallelStream()
                        .map(this::get)
                        .toList()
                        .forEach(clip -> write(clip, writer));
                listener.progress(end, clips.size());
                if (Thread.currentThread().isInterrupted()) {
                    throw new VavlException("the import was interrupted after " + end + " of " + clips.size()
                            + " clips; nothing of it is left");
                }
            }
            requireSome(writer);
            plan.attachments().forEach(writer::attach);
            writer.commit();
            return new ImportReport(
                    plan.description().name(), writer.clips(), clipsByModality, withoutFeatures, failures, warnings());
        }
    }

    private void prepare(List<PlannedClip> next) {
        sources.values().forEach(source -> source.prepare(next));
    }

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>(plan.warnings());
        List<Labels> labels =
                plan.clips().stream().map(clip -> clip.entry().labels()).toList();
        SimilarClasses.warning(plan.description().task(), labels).ifPresent(warnings::add);
        sources.keySet().stream()
                .filter(modality -> !clipsByModality.containsKey(modality))
                .forEach(modality -> warnings.add(
                        "no clip has " + modality + " features: nothing that they could be made" + " of was found"));
        return warnings;
    }

    private void requireSome(CorpusWriter writer) {
        if (writer.clips() == 0) {
            throw new VavlException("no clip of " + plan.clips().size() + " could be imported: "
                    + (failures.isEmpty()
                            ? "no features were found under names such as "
                                    + String.join(
                                            ", ",
                                            plan.clips().isEmpty()
                                                    ? List.of()
                                                    : plan.clips().get(0).keys())
                            : failures.get(0).message()));
        }
    }

    /** A clip with what was found of it. */
    private record Found(PlannedClip clip, Map<String, FeatureSequence> features, List<String> problems) {}

    private Found get(PlannedClip clip) {
        Map<String, FeatureSequence> features = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        sources.forEach((modality, source) -> {
            try {
                Optional<FeatureSequence> found = source.features(clip);
                if (found.isPresent() && found.get().validFrames() == 0) {
                    problems.add("clip " + clip.id() + ": none of "
                            + found.get().frames() + " frames of " + modality + " features is valid");
                } else {
                    found.ifPresent(sequence -> features.put(modality, sequence));
                }
            } catch (VavlException e) {
                problems.add("clip " + clip.id() + ": " + modality + " features: " + e.getMessage());
            }
        });
        return new Found(clip, features, problems);
    }

    private void write(Found found, CorpusWriter writer) {
        String id = found.clip().id();
        found.problems().forEach(problem -> failures.add(new Failure(id, problem)));
        if (found.features().isEmpty()) {
            if (found.problems().isEmpty()) {
                leftOut(found.clip());
            }
            return;
        }
        try {
            writer.add(found.clip().entry(), found.features());
            found.features().keySet().forEach(modality -> clipsByModality.merge(modality, 1, Integer::sum));
        } catch (VavlException e) {
            failures.add(new Failure(id, String.valueOf(e.getMessage())));
        }
    }

    /** Recordings in which there is nothing are worse than none. */
    private void leftOut(PlannedClip clip) {
        if (sources.keySet().stream()
                .allMatch(modality -> clip.media().of(modality).isEmpty())) {
            withoutFeatures.add(clip.id());
        } else {
            String files = String.join(
                    " and ", clip.media().all().stream().map(Path::toString).toList());
            failures.add(new Failure(
                    clip.id(),
                    "clip " + clip.id() + ": nothing of which " + String.join(" or ", sources.keySet())
                            + " features could be made was found, nor in " + files));
        }
    }

    /** Closes the sources. */
    @Override
    public void close() {
        sources.values().forEach(FeatureSource::close);
    }
}
