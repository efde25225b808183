package org.vavl.learning.training.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.vavl.core.Seeds;
import org.vavl.core.VavlException;

/**
 * Which clips share a batch, in which order, epoch by epoch. The plan of an epoch depends on the seed and the epoch's number alone, and
 * every epoch has as many batches.
 */
public final class BatchSampler {
    private final List<ClipShape> clips;
    private final SamplerSettings settings;
    private final int batchSize;
    private final long seed;
    /** The clips that may share a batch, by what they have in common; sorted, so that the order is always the same. */
    private final Map<String, List<Integer>> groups = new TreeMap<>();

    /**
     * @param clips of the training set; those without any modality are left out
     * @param settings how they are put into batches
     * @param batchSize the most clips in a batch, at least 1
     * @param seed the run's
     */
    public BatchSampler(List<ClipShape> clips, SamplerSettings settings, int batchSize, long seed) {
        this.clips = List.copyOf(clips);
        this.settings = settings;
        this.batchSize = batchSize;
        this.seed = seed;
        for (int i = 0; i < clips.size(); i++) {
            if (!clips.get(i).modalities().isEmpty()) {
                groups.computeIfAbsent(groupOf(clips.get(i)), key -> new ArrayList<>())
                        .add(i);
            }
        }
        if (groups.isEmpty()) {
            throw new VavlException("none of " + clips.size() + " clips for training has what the model needs");
        }
        requirePossible(settings.minimumShare(), modalities().size());
    }

    private static void requirePossible(double minimumShare, int modalities) {
        if (minimumShare * modalities > 1) {
            throw new VavlException("training.sampler.minimumShare is " + minimumShare + ", and must be at most 1/"
                    + modalities + " with " + modalities + " modalities");
        }
    }

    private String groupOf(ClipShape clip) {
        return settings.byModalities() ? String.join(" ", new TreeSet<>(clip.modalities())) : "all";
    }

    /**
     * The batches of one epoch, as indices into the clips.
     *
     * @param epoch from 0
     */
    public List<List<Integer>> batches(int epoch) {
        Random random = new Random(Seeds.derive(seed, "order", epoch));
        List<List<Integer>> batches = new ArrayList<>();
        groups.values().forEach(group -> batches.addAll(draw(group, random)));
        if (settings.minimumShare() > 0) {
            repeatScarce(batches, random);
        }
        Collections.shuffle(batches, random);
        return batches;
    }

    private Set<String> modalities() {
        return clips.stream()
                .flatMap(clip -> clip.modalities().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** As many clips as a group has, drawn by their weights with replacement. */
    private List<Integer> byWeight(List<Integer> group, Random random) {
        double[] sums = group.stream().mapToDouble(i -> clips.get(i).weight()).toArray();
        Arrays.parallelPrefix(sums, Double::sum);
        List<Integer> drawn = new ArrayList<>();
        for (int n = 0; n < sums.length; n++) {
            int place = Arrays.binarySearch(sums, random.nextDouble() * sums[sums.length - 1]);
            drawn.add(group.get(Math.min(place < 0 ? -place - 1 : place + 1, sums.length - 1)));
        }
        return drawn;
    }

    /** Every clip of a group once, or so many by their weights: drawn into pools, sorted by length there, and cut into batches of nearly the same size. */
    private List<List<Integer>> draw(List<Integer> group, Random random) {
        List<Integer> shuffled = settings.balanced() ? byWeight(group, random) : new ArrayList<>(group);
        Collections.shuffle(shuffled, random);
        int count = (shuffled.size() + batchSize - 1) / batchSize;
        List<List<Integer>> batches = new ArrayList<>();
        for (int first = 0; first < count; first += settings.poolBatches()) {
            int last = Math.min(first + settings.poolBatches(), count);
            int offset = start(first, count, group);
            List<Integer> pool = new ArrayList<>(shuffled.subList(offset, start(last, count, group)));
            pool.sort(Comparator.comparing(i -> clips.get(i).frames()));
            for (int b = first; b < last; b++) {
                batches.add(List.copyOf(
                        pool.subList(start(b, count, group) - offset, start(b + 1, count, group) - offset)));
            }
        }
        return batches;
    }

    /** Where batch b of {@code count} starts, so that the sizes of the batches differ by one at the most. */
    private static int start(int b, int count, List<Integer> clips) {
        return (int) ((long) b * clips.size() / count);
    }

    /** Until none is too scarce any more: more batches of one are fewer, as a share, of the others. */
    private void repeatScarce(List<List<Integer>> batches, Random random) {
        int before;
        do {
            before = batches.size();
            modalities().forEach(modality -> repeatScarce(modality, batches, random));
        } while (batches.size() > before);
    }

    /** Adds batches of the clips that have a modality, drawn anew, until it is in its share of the batches. */
    private void repeatScarce(String modality, List<List<Integer>> batches, Random random) {
        long with = batches.stream().filter(batch -> has(batch, modality)).count();
        long without = batches.size() - with;
        long wanted = (long) Math.ceil(settings.minimumShare() / (1 - settings.minimumShare()) * without);
        while (with < wanted) {
            List<List<Integer>> again = new ArrayList<>();
            groups.values().stream()
                    .filter(group -> clips.get(group.get(0)).modalities().contains(modality))
                    .forEach(group -> again.addAll(draw(group, random)));
            List<List<Integer>> needed = again.subList(0, (int) Math.min(again.size(), wanted - with));
            batches.addAll(needed);
            with += needed.size();
        }
    }

    private boolean has(List<Integer> batch, String modality) {
        return clips.get(batch.get(0)).modalities().contains(modality);
    }

    /** The share of frames that are padding, over one epoch; an upper bound where clips share a batch with others' modalities. */
    public double padding(int epoch) {
        long padded = 0;
        long real = 0;
        for (List<Integer> batch : batches(epoch)) {
            int longest =
                    batch.stream().mapToInt(i -> clips.get(i).frames()).max().orElseThrow();
            padded += (long) longest * batch.size();
            real += batch.stream().mapToLong(i -> clips.get(i).frames()).sum();
        }
        return 1 - (double) real / padded;
    }
}
