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
    /** Of a batch. */
    private static final double ROUNDING = 1e-6;

    private final List<ClipShape> clips;
    private final SamplerSettings settings;
    private final int batchSize;
    private final long seed;
    /** Those that may share batches; sorted by what they have in common, so that the order is always the same. */
    private final List<Group> groups;

    /**
     * Clips that may share a batch.
     *
     * @param clips as indices
     * @param drawn how many are drawn an epoch, before anything is repeated
     * @param batches into which they are put
     * @param more batches that are needed besides, on the average of the epochs
     */
    private record Group(List<Integer> clips, int drawn, int batches, double more) {}

    /** How often each clip is drawn, where they are balanced; else empty. */
    private final double[] weights;

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
        Map<String, List<Integer>> byModalities = new TreeMap<>();
        for (int i = 0; i < clips.size(); i++) {
            if (!clips.get(i).modalities().isEmpty()) {
                byModalities
                        .computeIfAbsent(groupOf(clips.get(i)), key -> new ArrayList<>())
                        .add(i);
            }
        }
        if (byModalities.isEmpty()) {
            throw new VavlException("none of " + clips.size() + " clips for training has what the model needs");
        }
        requirePossible(settings.minimumShare(), modalities().size());
        List<List<Integer>> members = List.copyOf(byModalities.values());
        ModalityShares shares = new ModalityShares(
                members.stream().map(this::modalities).toList(), modalities(), settings.minimumShare());
        weights = settings.balanced()
                ? new ClassWeights(this.clips, members, shares, batchSize).weights()
                : new double[0];
        groups = groups(members, shares);
    }

    private List<Group> groups(List<List<Integer>> members, ModalityShares shares) {
        int[] drawn = members.stream().mapToInt(this::drawn).toArray();
        int[] batches = Arrays.stream(drawn)
                .map(number -> (number + batchSize - 1) / batchSize)
                .toArray();
        double[] more = shares.more(Arrays.stream(batches).asDoubleStream().toArray());
        double sum = Arrays.stream(more).sum();
        double whole = Math.ceil(sum - ROUNDING);
        List<Group> made = new ArrayList<>();
        for (int g = 0; g < drawn.length; g++) {
            made.add(new Group(members.get(g), drawn[g], batches[g], sum > 0 ? more[g] * whole / sum : 0));
        }
        return List.copyOf(made);
    }

    private int drawn(List<Integer> group) {
        return settings.balanced()
                ? (int) Math.max(
                        1,
                        Math.round(group.stream().mapToDouble(i -> weights[i]).sum()))
                : group.size();
    }

    private Set<String> modalities(List<Integer> group) {
        return clips.get(group.get(0)).modalities();
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
        groups.forEach(group -> batches.addAll(draw(group, group.batches(), random)));
        batches.addAll(repeated(random));
        Collections.shuffle(batches, random);
        return batches;
    }

    private Set<String> modalities() {
        return clips.stream()
                .flatMap(clip -> clip.modalities().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The batches by which scarce modalities come again, as many in every epoch. Where a group needs a fraction of a batch, that is how often it has
     * one.
     */
    private List<List<Integer>> repeated(Random random) {
        List<List<Integer>> batches = new ArrayList<>();
        double shift = groups.stream().anyMatch(group -> group.more() > 0) ? random.nextDouble() : 0;
        double sum = 0;
        for (Group group : groups) {
            long before = (long) Math.floor(sum + shift + ROUNDING);
            sum += group.more();
            int more = (int) ((long) Math.floor(sum + shift + ROUNDING) - before);
            for (; more >= group.batches(); more -= group.batches()) {
                batches.addAll(draw(group, group.batches(), random));
            }
            if (more > 0) {
                batches.addAll(draw(group, more, random));
            }
        }
        return batches;
    }

    /**
     * Batches of a group's clips, as many or fewer than hold all of them once: first clips are drawn, whatever their length, then they are put into
     * pools, sorted by length there, and cut into batches of nearly the same size.
     */
    private List<List<Integer>> draw(Group group, int count, Random random) {
        int number = start(count, group.batches(), group.drawn());
        List<Integer> shuffled =
                settings.balanced() ? byWeight(group.clips(), number, random) : new ArrayList<>(group.clips());
        Collections.shuffle(shuffled, random);
        List<Integer> drawn = shuffled.subList(0, number);
        List<List<Integer>> batches = new ArrayList<>();
        for (int first = 0; first < count; first += settings.poolBatches()) {
            int last = Math.min(first + settings.poolBatches(), count);
            int offset = start(first, count, number);
            List<Integer> pool = new ArrayList<>(drawn.subList(offset, start(last, count, number)));
            pool.sort(Comparator.comparing(i -> clips.get(i).frames()));
            for (int b = first; b < last; b++) {
                batches.add(List.copyOf(
                        pool.subList(start(b, count, number) - offset, start(b + 1, count, number) - offset)));
            }
        }
        return batches;
    }

    /** So many clips of a group, drawn by their weights with replacement. */
    private List<Integer> byWeight(List<Integer> group, int number, Random random) {
        double[] sums = group.stream().mapToDouble(i -> weights[i]).toArray();
        Arrays.parallelPrefix(sums, Double::sum);
        List<Integer> drawn = new ArrayList<>();
        for (int n = 0; n < number; n++) {
            int place = Arrays.binarySearch(sums, random.nextDouble() * sums[sums.length - 1]);
            drawn.add(group.get(Math.min(place < 0 ? -place - 1 : place + 1, sums.length - 1)));
        }
        return drawn;
    }

    /** Where batch b of {@code count} starts, so that the sizes of the batches differ by one at the most. */
    private static int start(int b, int count, int clips) {
        return (int) ((long) b * clips / count);
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
