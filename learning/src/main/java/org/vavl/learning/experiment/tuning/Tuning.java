package org.vavl.learning.experiment.tuning;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.vavl.core.Seeds;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Task;
import org.vavl.core.configuration.ConfigurationException;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.split.SplitRule;
import org.vavl.learning.experiment.report.ReportFiles;
import org.vavl.learning.experiment.trial.ModelEntry;
import org.vavl.learning.experiment.trial.Study;
import org.vavl.learning.experiment.trial.Trial;
import org.vavl.nn.ParameterStore;

/**
 * Finds settings: for each network a random search with successive halving ({@link Halving}), all with the same budget, each on the training and development
 * part of a trial. No search reads a test part: what it says cannot be what the settings were chosen by.
 */
public final class Tuning {
    private final TuningConfiguration configuration;
    private final Corpus corpus;
    private final Path folder;
    private final List<ModelEntry> networks;
    private final Map<Place, List<Candidate>> searches = new LinkedHashMap<>();

    /** Which search. */
    private record Place(String network, int trial) {}

    /**
     * A tuning about to be made.
     *
     * @param configuration what is searched
     * @param corpus open as long as this is used
     * @param folder where runs, the report and what was chosen go
     * @throws VavlException if a path or a range is wrong, a network does not fit the corpus, or a part for development is empty: all of it before anything
     *     is trained
     */
    public Tuning(TuningConfiguration configuration, Corpus corpus, Path folder) {
        this.configuration = configuration;
        this.corpus = corpus;
        this.folder = folder;
        networks = new Study(configuration.experiment(), corpus, folder).models();
        configuration.requireRanges(networks);
        requireDevelopment();
        networks.forEach(this::requireCorners);
        for (int trial = 1; trial <= trials(); trial++) {
            for (ModelEntry network : networks) {
                searches.put(new Place(network.label(), trial), candidates(network, trial));
            }
        }
    }

    /** How many searches each network has: one where trials differ in nothing but their seeds. */
    int trials() {
        return configuration.tuning().nested() && configuration.experiment().sharesClips()
                ? configuration.experiment().trialCount()
                : 1;
    }

    TuningConfiguration configuration() {
        return configuration;
    }

    Corpus corpus() {
        return corpus;
    }

    Path folder() {
        return folder;
    }

    List<ModelEntry> networks() {
        return networks;
    }

    /** One candidate of every search, for what depends on the size of networks. */
    public List<Candidate> examples() {
        return searches.values().stream().map(all -> all.get(0)).toList();
    }

    private void requireDevelopment() {
        Task task = configuration.experiment().task().orElseGet(corpus::task);
        for (int trial = 1; trial <= trials(); trial++) {
            SplitRule split = configuration.experiment().splitOf(trial);
            for (Part part : List.of(Part.TRAIN, Part.DEVELOPMENT)) {
                if (split.split(corpus, task).clips(part).isEmpty()) {
                    throw new VavlException("corpus " + corpus.name() + ", trial " + trial + ": no clip is for " + part
                            + ", and settings are chosen on development clips");
                }
            }
        }
    }

    /** Ranges whose ends no network takes are refused, whatever is drawn. */
    private void requireCorners(ModelEntry network) {
        SearchSpace space = configuration.tuning().spaceOf(network.label());
        space.corners().forEach(corner -> requireFits(network, corner, 1));
    }

    private List<Candidate> candidates(ModelEntry network, int trial) {
        SearchSpace space = configuration.tuning().spaceOf(network.label());
        long seed = Seeds.derive(configuration.tuning().seed(), "search", trial);
        return IntStream.rangeClosed(1, configuration.tuning().candidates())
                .mapToObj(number -> {
                    Map<String, JsonNode> values = space.draw(seed, number);
                    Trial drawn = requireFits(network, values, trial);
                    return new Candidate(network.label(), trial, number, values, drawn.run());
                })
                .toList();
    }

    private Trial requireFits(ModelEntry network, Map<String, JsonNode> values, int number) {
        try {
            Trial trial = Trial.of(
                    configuration.experiment(),
                    corpus,
                    Candidate.lay(values, network, configuration.tuning().epochs()),
                    number);
            trial.run()
                    .model()
                    .build(corpus.modalities(), trial.run().task(), ParameterStore.shapesOnly())
                    .close();
            return trial;
        } catch (ConfigurationException e) {
            throw new VavlException(
                    "of the ranges for " + network.label() + " come "
                            + Candidate.text(values) + ", which cannot be: "
                            + e.problems().get(0),
                    e);
        } catch (VavlException | IllegalArgumentException e) {
            throw new VavlException(
                    "of the ranges for " + network.label() + " come " + Candidate.text(values) + ", which cannot be: "
                            + e.getMessage(),
                    e);
        }
    }

    /** How many trainings there are, over all rungs of all searches. */
    public long trainings() {
        return searches.size()
                * configuration.tuning().halving().all().stream()
                        .mapToLong(Halving.Rung::candidates)
                        .sum();
    }

    /**
     * Makes the searches that are not done, writes the report, and writes what was chosen: a configuration for {@code vavl train} for each search, and one for
     * {@code vavl experiment} with all of them.
     *
     * @throws org.vavl.learning.training.TrainingInterruptedException if this thread is interrupted; what is done stays done
     * @throws VavlException if no candidate of a search could be trained to the end
     */
    public TuningResults run(TuningExecution execution, TuningListener listener) {
        TuningResults all = search(execution, listener);
        ChosenFiles.write(this, all);
        ReportFiles.write(reportFolder(), new TuningReport(this, all).report());
        return all;
    }

    /** Makes the searches that are not done, each of which chooses something. */
    TuningResults search(TuningExecution execution, TuningListener listener) {
        listener.planned(trainings());
        CandidateRunner runner = new CandidateRunner(corpus, folder);
        Halving halving = configuration.tuning().halving();
        List<SearchResult> results = new ArrayList<>();
        searches.values()
                .forEach(candidates -> results.add(new Search(candidates, halving, runner, execution, listener).run()));
        TuningResults all = new TuningResults(results, halving);
        all.searches().forEach(all::chosen);
        return all;
    }

    /** Where the report goes. */
    Path reportFolder() {
        return folder.resolve("tuning");
    }

    /** The report as a page. */
    public Path report() {
        return reportFolder().resolve("report.html");
    }

    /** The file with what a search chose, for {@code vavl train}. */
    public Path chosenFile(SearchResult search) {
        String slug = networks.stream()
                .filter(network -> network.label().equals(search.network()))
                .findFirst()
                .orElseThrow()
                .slug();
        String trial = trials() == 1 ? "" : "-trial-" + search.trial();
        return folder.resolve("chosen").resolve(slug + trial + ".yaml");
    }

    /** The file with all that was chosen, for {@code vavl experiment}. */
    public Path experimentFile() {
        return folder.resolve("experiment.yaml");
    }
}
