package org.vavl.learning.corpus.split;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.vavl.core.VavlException;

/**
 * Draws groups of speakers by seed. Each stratum is spread evenly over the groups; of {@value #DRAWS} such draws the one is kept
 * whose groups are best balanced, which is known as rerandomisation (Morgan and Rubin 2012).
 */
final class SpeakerDraw {
    private static final int DRAWS = 100;

    private final List<SpeakerProfile> speakers;
    private final Random random;

    SpeakerDraw(List<SpeakerProfile> speakers, long seed) {
        this.speakers = speakers;
        this.random = new Random(seed);
    }

    /**
     * Draws.
     *
     * @param shares of the speakers for each group, adding up to 1
     * @return the speakers' names of each group, none of them empty, every speaker in exactly one
     */
    List<List<String>> draw(List<Double> shares) {
        if (speakers.size() < shares.size()) {
            throw new VavlException("a split into " + shares.size() + " parts with speakers apart needs at least "
                    + shares.size() + " speakers with labels, and there are " + speakers.size());
        }
        int[] sizes = sizes(shares);
        List<List<SpeakerProfile>> best = List.of();
        double lowest = Double.POSITIVE_INFINITY;
        for (int draw = 0; draw < DRAWS; draw++) {
            List<List<SpeakerProfile>> groups = cut(interleave(), sizes);
            double imbalance = imbalance(groups);
            if (imbalance < lowest) {
                lowest = imbalance;
                best = groups;
            }
        }
        return best.stream()
                .map(group -> group.stream().map(SpeakerProfile::name).toList())
                .toList();
    }

    /** How many speakers each group gets: at least one, the rest by largest remainder. */
    private int[] sizes(List<Double> shares) {
        int groups = shares.size();
        int[] sizes = new int[groups];
        double[] remainders = new double[groups];
        int left = speakers.size();
        for (int g = 0; g < groups; g++) {
            double exact = shares.get(g) * speakers.size();
            sizes[g] = Math.max(1, (int) Math.floor(exact + 1e-9));
            remainders[g] = exact - sizes[g];
            left -= sizes[g];
        }
        for (; left > 0; left--) {
            change(sizes, remainders, largest(remainders), 1);
        }
        for (; left < 0; left++) {
            change(sizes, remainders, largest(groupsThatCanGive(sizes)), -1);
        }
        return sizes;
    }

    private static void change(int[] sizes, double[] remainders, int group, int by) {
        sizes[group] += by;
        remainders[group] -= by;
    }

    private static double[] groupsThatCanGive(int[] sizes) {
        double[] worth = new double[sizes.length];
        for (int g = 0; g < sizes.length; g++) {
            worth[g] = sizes[g];
        }
        return worth;
    }

    private static int largest(double[] values) {
        int largest = 0;
        for (int i = 1; i < values.length; i++) {
            largest = values[i] > values[largest] + 1e-9 ? i : largest;
        }
        return largest;
    }

    /** All speakers in an order drawn anew, in which every stretch has about the same share of each stratum. */
    private List<SpeakerProfile> interleave() {
        Map<String, List<SpeakerProfile>> strata = new LinkedHashMap<>();
        for (SpeakerProfile speaker : speakers) {
            strata.computeIfAbsent(speaker.stratum(), key -> new ArrayList<>()).add(speaker);
        }
        Map<SpeakerProfile, Double> position = new LinkedHashMap<>();
        for (List<SpeakerProfile> stratum : strata.values()) {
            Collections.shuffle(stratum, random);
            double shift = random.nextDouble();
            for (int i = 0; i < stratum.size(); i++) {
                position.put(stratum.get(i), (i + shift) / stratum.size());
            }
        }
        List<SpeakerProfile> order = new ArrayList<>(position.keySet());
        order.sort(Comparator.comparing(position::get));
        return order;
    }

    private static List<List<SpeakerProfile>> cut(List<SpeakerProfile> order, int[] sizes) {
        List<List<SpeakerProfile>> groups = new ArrayList<>();
        int start = 0;
        for (int size : sizes) {
            groups.add(order.subList(start, start + size));
            start += size;
        }
        return groups;
    }

    /** The sum over groups and amounts of the squared relative difference from the group's fair share. */
    private double imbalance(List<List<SpeakerProfile>> groups) {
        double[] totals = totals(speakers);
        double imbalance = 0;
        for (List<SpeakerProfile> group : groups) {
            double share = (double) group.size() / speakers.size();
            double[] amounts = totals(group);
            for (int i = 0; i < totals.length; i++) {
                if (totals[i] > 0) {
                    double relative = amounts[i] / (totals[i] * share) - 1;
                    imbalance += relative * relative;
                }
            }
        }
        return imbalance;
    }

    private static double[] totals(List<SpeakerProfile> speakers) {
        double[] totals = new double[speakers.get(0).kinds()];
        for (SpeakerProfile speaker : speakers) {
            for (int kind = 0; kind < totals.length; kind++) {
                totals[kind] += speaker.amount(kind);
            }
        }
        return totals;
    }
}
