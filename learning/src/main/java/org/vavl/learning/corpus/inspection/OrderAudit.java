package org.vavl.learning.corpus.inspection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import org.vavl.core.clip.Clip;
import org.vavl.learning.corpus.Corpus;

/**
 * Guesses labels from the order of clips alone. In a corpus whose files are sorted by name, labels often take turns; a model that
 * sees other clips of its batch, or a batch that is not shuffled, then learns the order in place of the emotion.
 *
 * <p>Method: every clip gets a key (its place among its speaker's clips, this place modulo a period, or the labels of the clips
 * before and behind it); with five folds of speakers, the commonest label of each key is learnt from four folds and guessed in the
 * fifth. Where a key was never seen, the commonest label of all is guessed. The period is chosen by guessing one half of the
 * learning speakers from the other.
 */
final class OrderAudit {
    private static final int FOLDS = 5;
    private static final int LONGEST_PERIOD = 64;
    private static final int NO_NEIGHBOUR = -1;

    private final List<Clip> clips;
    private final int[] labels;
    private final int[] folds;
    private final int classes;

    private OrderAudit(List<Clip> clips, int[] labels, int classes) {
        this.clips = clips;
        this.labels = labels;
        this.classes = classes;
        this.folds = folds(clips);
    }

    /** All guesses; none if the clips with a target have fewer than two speakers. */
    static List<OrderGuess> of(Corpus corpus) {
        List<Clip> clips = corpus.clips().stream()
                .filter(clip -> TargetClasses.indexOf(corpus.task(), clip).isPresent())
                .toList();
        if (clips.stream().map(Clip::speaker).distinct().count() < 2) {
            return List.of();
        }
        List<OrderGuess> guesses = new ArrayList<>();
        List<Clip> sorted = new ArrayList<>(clips);
        sorted.sort(Comparator.comparing(Clip::id));
        Map<String, List<Clip>> orders = new TreeMap<>(Map.of("corpus", clips, "id", sorted));
        orders.forEach((order, list) -> {
            int[] labels = list.stream()
                    .map(clip -> TargetClasses.indexOf(corpus.task(), clip))
                    .mapToInt(OptionalInt::orElseThrow)
                    .toArray();
            OrderAudit audit = new OrderAudit(list, labels, TargetClasses.count(corpus.task()));
            double chance = audit.accuracy(fold -> i -> 0);
            guesses.add(new OrderGuess(order, "position", audit.byPosition(), chance, labels.length));
            guesses.add(new OrderGuess(order, "neighbours", audit.byNeighbours(), chance, labels.length));
        });
        return guesses;
    }

    /** Speakers take turns in the folds, in the order of their names. */
    private static int[] folds(List<Clip> clips) {
        List<String> speakers =
                clips.stream().map(Clip::speaker).distinct().sorted().toList();
        Map<String, Integer> foldOfSpeaker = new HashMap<>();
        for (int s = 0; s < speakers.size(); s++) {
            foldOfSpeaker.put(speakers.get(s), s % Math.min(FOLDS, speakers.size()));
        }
        return clips.stream()
                .mapToInt(clip -> foldOfSpeaker.getOrDefault(clip.speaker(), 0))
                .toArray();
    }

    private double byPosition() {
        int[] places = new int[labels.length];
        Map<String, Integer> clipsSoFar = new HashMap<>();
        for (int i = 0; i < places.length; i++) {
            places[i] = clipsSoFar.merge(clips.get(i).speaker(), 1, Integer::sum) - 1;
        }
        return accuracy(fold -> bestPeriod(fold, places));
    }

    /** Keys by the period that guesses the even ones of the learning folds best from the odd ones. */
    private IntUnaryOperator bestPeriod(int testFold, int[] places) {
        IntUnaryOperator best = i -> places[i];
        int most = -1;
        for (int period = 1; period <= LONGEST_PERIOD + 1; period++) {
            int modulus = period > LONGEST_PERIOD ? Integer.MAX_VALUE : period;
            IntUnaryOperator key = i -> places[i] % modulus;
            int right = right(
                    key,
                    i -> folds[i] != testFold && folds[i] % 2 == 1,
                    i -> folds[i] != testFold && folds[i] % 2 == 0);
            if (right > most) {
                most = right;
                best = key;
            }
        }
        return best;
    }

    private double byNeighbours() {
        int[] keys = new int[labels.length];
        for (int i = 0; i < keys.length; i++) {
            int before = i > 0 ? labels[i - 1] : NO_NEIGHBOUR;
            int behind = i + 1 < keys.length ? labels[i + 1] : NO_NEIGHBOUR;
            keys[i] = (before + 1) * (classes + 1) + behind + 1;
        }
        return accuracy(fold -> i -> keys[i]);
    }

    /** The share of clips guessed right, with a key function for each fold. */
    private double accuracy(IntFunction<IntUnaryOperator> keyOfFold) {
        int right = 0;
        for (int f = 0; f < FOLDS; f++) {
            int fold = f;
            right += right(keyOfFold.apply(fold), i -> folds[i] != fold, i -> folds[i] == fold);
        }
        return (double) right / labels.length;
    }

    private int right(IntUnaryOperator key, IntPredicate learnt, IntPredicate guessed) {
        Map<Integer, int[]> counts = new HashMap<>();
        int[] all = new int[classes];
        for (int i = 0; i < labels.length; i++) {
            if (learnt.test(i)) {
                counts.computeIfAbsent(key.applyAsInt(i), k -> new int[classes])[labels[i]]++;
                all[labels[i]]++;
            }
        }
        int right = 0;
        for (int i = 0; i < labels.length; i++) {
            if (guessed.test(i) && commonest(counts.getOrDefault(key.applyAsInt(i), all)) == labels[i]) {
                right++;
            }
        }
        return right;
    }

    private static int commonest(int[] counts) {
        int commonest = 0;
        for (int c = 1; c < counts.length; c++) {
            commonest = counts[c] > counts[commonest] ? c : commonest;
        }
        return commonest;
    }
}
