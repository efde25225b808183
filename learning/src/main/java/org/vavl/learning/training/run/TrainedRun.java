package org.vavl.learning.training.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.core.configuration.ConfigurationException;
import org.vavl.core.configuration.ConfigurationReader;
import org.vavl.core.configuration.YamlTree;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.split.SplitRule;
import org.vavl.recognition.inference.ModelDescription;

/** What a model remembers of the run that made it, and which clips it may therefore be evaluated on. */
public final class TrainedRun {
    private static final String CONFIGURATION = "configuration";
    private static final String SPLIT = "split";
    private static final String DIGEST = "corpus.digest";
    private static final String SOURCE = "the configuration that the model was trained with";

    /** The split alone. */
    private record SplitOnly(SplitRule split) {}

    private final ModelDescription model;

    /** @param model what the model says of itself */
    public TrainedRun(ModelDescription model) {
        this.model = model;
    }

    /**
     * The model file that a user names, be it by its run's folder.
     *
     * @throws VavlException if the folder has no model
     */
    public static Path modelFile(Path runOrModel) {
        if (!Files.isDirectory(runOrModel)) {
            return runOrModel;
        }
        Path file = RunFolder.modelIn(runOrModel);
        if (!Files.exists(file)) {
            throw new VavlException(runOrModel + " has no " + file.getFileName()
                    + ": it is no run's folder, or its first epoch is not done");
        }
        return file;
    }

    /**
     * How the run's corpus was split. What the model says is read as it stands: a setting that it lacks is not guessed, since its default may
     * have changed, and the rest of the configuration does not matter.
     *
     * @return empty if the model does not say
     * @throws VavlException if it says something that cannot be read
     */
    public Optional<SplitRule> split() {
        return Optional.ofNullable(model.provenance().facts().get(CONFIGURATION))
                .map(yaml -> {
                    try {
                        ObjectNode tree = YamlTree.parse(yaml, SOURCE);
                        return ConfigurationReader.whole()
                                .read(tree.retain(SPLIT), SplitOnly.class)
                                .split();
                    } catch (ConfigurationException e) {
                        throw e.in(SOURCE);
                    }
                });
    }

    /**
     * The clips of a part of the split with which the model was trained.
     *
     * @param corpus that it was trained on
     * @throws VavlException if it is another corpus or the model does not say how it was split
     */
    public List<Clip> clips(Corpus corpus, Part part) {
        requireExtractors(corpus);
        SplitRule split = split().orElseThrow(() ->
                new VavlException("the model does not say how its corpus was split: evaluate it on all clips"));
        if (!corpus.digest().equals(model.provenance().facts().get(DIGEST))) {
            throw new VavlException("corpus " + corpus.name()
                    + " is not the one that the model was trained on, so no part of it is the " + part
                    + " part: evaluate it on all clips");
        }
        return split.split(corpus, model.task()).clips(part);
    }

    /**
     * All clips of a corpus that have a label for the model's task. Distorted copies, which are for training, and clips of classes that the
     * model lacks are left out; what some raters said of such classes is left out of the other clips' votes. {@link #lackingClasses} counts
     * the clips of such classes.
     *
     * @throws VavlException if there is none
     */
    public List<Clip> allClips(Corpus corpus) {
        requireExtractors(corpus);
        Task task = model.task();
        List<Clip> labelled = corpus.clips().stream()
                .filter(clip -> !clip.isCopy())
                .flatMap(clip -> KnownClasses.of(task, clip).stream())
                .filter(clip -> task.target(clip.labels()).isPresent())
                .toList();
        if (labelled.isEmpty()) {
            Map<String, Integer> lacking = lackingClasses(corpus);
            throw new VavlException("corpus " + corpus.name() + " has no labels for the model's task, "
                    + String.join(", ", task.outputNames())
                    + (lacking.isEmpty() ? "" : "; it has the classes " + String.join(", ", lacking.keySet())));
        }
        return labelled;
    }

    /** How many clips of a corpus {@link #allClips} leaves out since the model lacks their class, by class. */
    public Map<String, Integer> lackingClasses(Corpus corpus) {
        return KnownClasses.lacking(
                model.task(),
                corpus.clips().stream().filter(clip -> !clip.isCopy()).toList());
    }

    /** How many speakers of some clips of a corpus the model was trained on, as far as it says. */
    public int knownSpeakers(Corpus corpus, List<Clip> clips) {
        return model.provenance()
                .information()
                .known(
                        names(corpus),
                        clips.stream().map(Clip::speaker).distinct().toList());
    }

    /** The names under which a corpus's speakers may be known: its own, and those of the corpora that it was put together from. */
    static Set<String> names(Corpus corpus) {
        Set<String> names = new TreeSet<>(Set.of(corpus.name()));
        corpus.dataSets().forEach(dataSet -> names.add(dataSet.name()));
        return names;
    }

    private void requireExtractors(Corpus corpus) {
        for (Modality modality : model.modalities()) {
            ExtractorId expected = model.extractors().get(modality.name());
            ExtractorId found = corpus.extractors().get(modality.name());
            if (found != null && !found.equals(expected)) {
                throw new VavlException("the " + modality.name() + " features of corpus " + corpus.name() + " are of "
                        + found + ", and the model was trained on those of " + expected);
            }
        }
    }
}
