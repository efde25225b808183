package org.vavl.learning.experiment.tuning;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.Part;

/** A corpus with the partition {@code given}, whose test clips may have the labels of the next class and features that cannot be read. */
final class PartitionedCorpus implements Corpus {
    private final Corpus whole;
    private final boolean otherTest;

    PartitionedCorpus(Corpus whole, boolean otherTest) {
        this.whole = whole;
        this.otherTest = otherTest;
    }

    private Part part(Clip clip) {
        int speaker =
                whole.clips().stream().map(Clip::speaker).distinct().toList().indexOf(clip.speaker());
        return speaker < 2 ? Part.TEST : speaker < 4 ? Part.DEVELOPMENT : Part.TRAIN;
    }

    private Clip changed(Clip clip) {
        Task.Classification task = (Task.Classification) whole.task();
        Map<String, Double> classes = new HashMap<>();
        clip.labels()
                .classes()
                .forEach((name, votes) -> classes.put(
                        task.labels()
                                .get((task.labels().indexOf(name) + 1)
                                        % task.labels().size()),
                        votes));
        Labels labels = new Labels(classes, clip.labels().attributes());
        Map<String, Supplier<FeatureSequence>> features = new HashMap<>();
        clip.features()
                .keySet()
                .forEach(name -> features.put(name, () -> {
                    throw new AssertionError("a test clip's features are read");
                }));
        return new Clip(clip.id(), clip.speaker(), labels, clip.traits(), features);
    }

    @Override
    public List<Clip> clips() {
        return whole.clips().stream()
                .map(clip -> otherTest && part(clip) == Part.TEST ? changed(clip) : clip)
                .toList();
    }

    @Override
    public Map<String, Map<String, Part>> partitions() {
        Map<String, Part> parts = new HashMap<>();
        whole.clips().forEach(clip -> parts.put(clip.id(), part(clip)));
        return Map.of("given", parts);
    }

    @Override
    public String digest() {
        return whole.digest() + otherTest;
    }

    @Override
    public String name() {
        return whole.name();
    }

    @Override
    public List<Modality> modalities() {
        return whole.modalities();
    }

    @Override
    public Map<String, ExtractorId> extractors() {
        return whole.extractors();
    }

    @Override
    public Task task() {
        return whole.task();
    }

    @Override
    public void close() {
        whole.close();
    }
}
