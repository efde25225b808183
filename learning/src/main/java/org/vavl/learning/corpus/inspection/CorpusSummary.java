package org.vavl.learning.corpus.inspection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.Part;

/**
 * What is in a corpus.
 *
 * @param name the corpus's
 * @param digest over labels, partitions and features
 * @param clips how many
 * @param speakers how many
 * @param clipsPerSpeaker how many clips speakers have
 * @param withoutTarget how many clips have no labels for the corpus's task
 * @param classes for classification, how many clips have each class as the one with the most votes
 * @param attributes for every attribute that clips are rated for
 * @param traits for every trait, how many clips have each of its values, unless there are more than {@value #MOST_TRAIT_VALUES}
 * @param modalities each modality
 * @param combinations how many clips have exactly these modalities, by their names joined with {@code +}
 * @param partitions each partition that comes with the corpus, its parts by name
 */
public record CorpusSummary(
        String name,
        String digest,
        int clips,
        int speakers,
        Distribution clipsPerSpeaker,
        int withoutTarget,
        Map<String, Integer> classes,
        Map<String, AttributeSummary> attributes,
        Map<String, Map<String, Integer>> traits,
        List<ModalitySummary> modalities,
        Map<String, Integer> combinations,
        Map<String, Map<String, PartSummary>> partitions) {
    static final int MOST_TRAIT_VALUES = 50;
    private static final int BINS = 10;
    private static final double SECONDS_PER_HOUR = 3600;

    /**
     * The ratings of an attribute.
     *
     * @param values how they are spread
     * @param histogram how many there are in each tenth of the range from smallest to largest
     */
    public record AttributeSummary(Distribution values, List<Integer> histogram) {}

    /**
     * A modality.
     *
     * @param name its name
     * @param width D
     * @param extractor what made its features
     * @param clips how many clips have it
     * @param hours how long they are together: frames divided by frame rate
     * @param frames how many frames clips have
     * @param frameRates frames per second
     * @param invalidFrames the share of frames that are not valid
     */
    public record ModalitySummary(
            String name,
            int width,
            String extractor,
            int clips,
            double hours,
            Optional<Distribution> frames,
            Optional<Distribution> frameRates,
            double invalidFrames) {}

    /**
     * A part of a partition.
     *
     * @param clips how many
     * @param speakers how many
     */
    public record PartSummary(int clips, int speakers) {}

    /**
     * Looks at a corpus; reads all of it.
     *
     * @throws org.vavl.core.VavlException if features cannot be read
     */
    public static CorpusSummary of(Corpus corpus) {
        Map<String, Integer> perSpeaker = new TreeMap<>();
        Map<String, Integer> combinations = new TreeMap<>();
        Map<String, Map<String, Integer>> traits = new TreeMap<>();
        Map<String, List<Double>> ratings = new TreeMap<>();
        for (Clip clip : corpus.clips()) {
            perSpeaker.merge(clip.speaker(), 1, Integer::sum);
            combinations.merge(combination(corpus, clip), 1, Integer::sum);
            clip.traits().forEach((trait, value) -> traits.computeIfAbsent(trait, key -> new TreeMap<>())
                    .merge(value, 1, Integer::sum));
            clip.labels().attributes().forEach((attribute, value) -> ratings.computeIfAbsent(
                            attribute, key -> new ArrayList<>())
                    .add(value));
        }
        traits.values().removeIf(values -> values.size() > MOST_TRAIT_VALUES);
        Map<String, AttributeSummary> attributes = new TreeMap<>();
        ratings.forEach((attribute, values) -> attributes.put(attribute, attribute(values)));
        return new CorpusSummary(
                corpus.name(),
                corpus.digest(),
                corpus.clips().size(),
                perSpeaker.size(),
                Distribution.of(
                        perSpeaker.values().stream().map(Integer::doubleValue).toList()),
                withoutTarget(corpus),
                classes(corpus),
                attributes,
                traits,
                corpus.modalities().stream()
                        .map(modality -> modality(corpus, modality))
                        .toList(),
                combinations,
                partitions(corpus));
    }

    private static String combination(Corpus corpus, Clip clip) {
        List<String> names = corpus.modalities().stream()
                .map(Modality::name)
                .filter(clip.modalities()::contains)
                .toList();
        return names.isEmpty() ? "none" : String.join("+", names);
    }

    private static int withoutTarget(Corpus corpus) {
        return (int) corpus.clips().stream()
                .filter(clip -> corpus.task().target(clip.labels()).isEmpty())
                .count();
    }

    private static Map<String, Integer> classes(Corpus corpus) {
        Map<String, Integer> classes = new LinkedHashMap<>();
        if (corpus.task() instanceof Task.Classification task) {
            task.labels().forEach(name -> classes.put(name, 0));
            for (Clip clip : corpus.clips()) {
                TargetClasses.mostVoted(task, clip).ifPresent(name -> classes.merge(name, 1, Integer::sum));
            }
        }
        return classes;
    }

    private static AttributeSummary attribute(List<Double> values) {
        Distribution spread = Distribution.of(values);
        int[] counts = new int[BINS];
        double width = Math.max(spread.maximum() - spread.minimum(), Double.MIN_NORMAL);
        for (double value : values) {
            counts[(int) Math.min(BINS - 1, BINS * ((value - spread.minimum()) / width))]++;
        }
        return new AttributeSummary(spread, Arrays.stream(counts).boxed().toList());
    }

    private static ModalitySummary modality(Corpus corpus, Modality modality) {
        List<Double> frames = new ArrayList<>();
        List<Double> rates = new ArrayList<>();
        double seconds = 0;
        long all = 0;
        long valid = 0;
        for (Clip clip : corpus.clips()) {
            Optional<FeatureSequence> sequence = clip.features(modality);
            if (sequence.isPresent()) {
                frames.add((double) sequence.get().frames());
                rates.add(sequence.get().frameRate());
                seconds += sequence.get().frames() / sequence.get().frameRate();
                all += sequence.get().frames();
                valid += sequence.get().validFrames();
            }
        }
        return new ModalitySummary(
                modality.name(),
                modality.width(),
                String.valueOf(corpus.extractors().get(modality.name())),
                frames.size(),
                seconds / SECONDS_PER_HOUR,
                frames.isEmpty() ? Optional.empty() : Optional.of(Distribution.of(frames)),
                rates.isEmpty() ? Optional.empty() : Optional.of(Distribution.of(rates)),
                all == 0 ? 0 : 1 - (double) valid / all);
    }

    private static Map<String, Map<String, PartSummary>> partitions(Corpus corpus) {
        Map<String, Map<String, PartSummary>> partitions = new LinkedHashMap<>();
        corpus.partitions().forEach((name, parts) -> {
            Map<String, PartSummary> summaries = new LinkedHashMap<>();
            for (Part part : Part.values()) {
                List<Clip> clips = corpus.clips().stream()
                        .filter(clip -> parts.get(clip.id()) == part)
                        .toList();
                Set<String> speakers = new HashSet<>();
                clips.forEach(clip -> speakers.add(clip.speaker()));
                summaries.put(part.toString(), new PartSummary(clips.size(), speakers.size()));
            }
            partitions.put(name, summaries);
        });
        return partitions;
    }

    /** The summary for people to read. */
    public String text() {
        return SummaryText.of(this);
    }
}
