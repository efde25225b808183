package org.vavl.learning.corpus.split;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.vavl.core.Seeds;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.Part;

/** How a corpus is split into a training, a development and a test set. The same rule and corpus give the same split. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SplitRule.Partition.class, name = "partition"),
    @JsonSubTypes.Type(value = SplitRule.SpeakerShares.class, name = "shares"),
    @JsonSubTypes.Type(value = SplitRule.SpeakerFolds.class, name = "folds"),
    @JsonSubTypes.Type(value = SplitRule.Clips.class, name = "clips")
})
public sealed interface SplitRule {
    /** The seed of rules that name none. */
    long DEFAULT_SEED = 1;

    /**
     * Splits a corpus. Clips without a target for the task are left out and counted.
     *
     * @throws VavlException if a part would be empty, or a clip's labels do not fit the task
     */
    Split split(Corpus corpus, Task task);

    /**
     * The partition that comes with the corpus, as it is; {@code corpus audit} says whether it keeps speakers apart.
     *
     * @param name the partition's
     */
    record Partition(String name) implements SplitRule {
        @Override
        public Split split(Corpus corpus, Task task) {
            Map<String, Part> partition = corpus.partitions().get(name);
            if (partition == null) {
                throw new VavlException("corpus " + corpus.name() + " has no partition '" + name + "'; it has "
                        + (corpus.partitions().isEmpty()
                                ? "none"
                                : String.join(
                                        ", ",
                                        corpus.partitions().keySet().stream()
                                                .sorted()
                                                .toList())));
            }
            return new SplitAssembly(corpus, task).byClip("partition " + name, partition);
        }
    }

    /**
     * Shares of the speakers, each speaker in one part (70/15/15 in section 4.1 of the paper). Balanced by gender where the
     * corpus knows it, by clips and by labels.
     *
     * @param train the training set's share, above 0
     * @param development the development set's
     * @param test the test set's; the three add up to 1
     * @param trial from 1; every trial of a seed is another draw
     * @param seed of the draws
     */
    record SpeakerShares(double train, double development, double test, int trial, long seed) implements SplitRule {
        /** Checks the shares and the trial. */
        public SpeakerShares {
            if (!(train > 0 && development > 0 && test > 0) || Math.abs(train + development + test - 1) > 1e-6) {
                throw new VavlException("split shares are " + train + ", " + development + " and " + test
                        + ": each must be above 0, and together they must be 1");
            }
            if (trial < 1) {
                throw new VavlException("split trial is " + trial + ", and must be 1 or more");
            }
        }

        /** 70 % for training, 15 % for development, 15 % for test. */
        public SpeakerShares(int trial, long seed) {
            this(0.70, 0.15, 0.15, trial, seed);
        }

        /** The first trial of 70/15/15. */
        public static SpeakerShares defaults() {
            return new SpeakerShares(1, DEFAULT_SEED);
        }

        @Override
        public Split split(Corpus corpus, Task task) {
            SplitAssembly assembly = new SplitAssembly(corpus, task);
            List<List<String>> drawn = new SpeakerDraw(assembly.speakers(), Seeds.derive(seed, "split", trial))
                    .draw(List.of(train, development, test));
            return assembly.bySpeaker(
                    "speakers " + percent(train) + "/" + percent(development) + "/" + percent(test) + ", trial " + trial
                            + ", seed " + seed,
                    Map.of(Part.TRAIN, drawn.get(0), Part.DEVELOPMENT, drawn.get(1), Part.TEST, drawn.get(2)));
        }

        private static long percent(double share) {
            return Math.round(100 * share);
        }
    }

    /**
     * One of k folds is the test set, each speaker in one fold; of the other folds' speakers a share is the development set.
     *
     * @param folds k, at least 2
     * @param fold which of them is tested on, from 1
     * @param development share of the speakers who are not tested on, above 0 and below 1
     * @param seed of the draws; all folds of a seed belong together
     */
    record SpeakerFolds(int folds, int fold, double development, long seed) implements SplitRule {
        /** Checks the fold and the share. */
        public SpeakerFolds {
            if (folds < 2) {
                throw new VavlException("split has " + folds + " folds, and must have 2 or more");
            }
            if (fold < 1 || fold > folds) {
                throw new VavlException("split fold is " + fold + ", and must be from 1 to " + folds);
            }
            if (!(development > 0 && development < 1)) {
                throw new VavlException(
                        "split's development share is " + development + ", and must be between 0 and 1");
            }
        }

        /** The first of five folds, with 15 % of the other speakers for development. */
        public static SpeakerFolds defaults() {
            return new SpeakerFolds(5, 1, 0.15, DEFAULT_SEED);
        }

        @Override
        public Split split(Corpus corpus, Task task) {
            SplitAssembly assembly = new SplitAssembly(corpus, task);
            List<List<String>> drawn = new SpeakerDraw(assembly.speakers(), Seeds.derive(seed, "folds", folds))
                    .draw(Collections.nCopies(folds, 1.0 / folds));
            List<String> tested = drawn.get(fold - 1);
            List<SpeakerProfile> others = assembly.speakers().stream()
                    .filter(speaker -> !tested.contains(speaker.name()))
                    .toList();
            List<List<String>> rest = new SpeakerDraw(others, Seeds.derive(seed, "development", fold))
                    .draw(List.of(1 - development, development));
            return assembly.bySpeaker(
                    "fold " + fold + " of " + folds + ", seed " + seed,
                    Map.of(Part.TRAIN, rest.get(0), Part.DEVELOPMENT, rest.get(1), Part.TEST, new ArrayList<>(tested)));
        }
    }

    /**
     * Clips, whoever speaks: 70 % for training, 15 % for development, 15 % for test. Speakers are in several parts, so that results are not those for new
     * speakers; it is there to show how much it flatters.
     *
     * @param order how clips are divided
     * @param trial from 1; every trial of a seed is another draw, or begins with another clip
     * @param seed of the draws
     */
    record Clips(Order order, int trial, long seed) implements SplitRule {
        private static final int CYCLE = 20;
        private static final int TRAINED_OF_CYCLE = 14;
        private static final int DEVELOPED_OF_CYCLE = 17;

        /** Of twenty neighbours, which part each goes to: those that are not trained on are spread. */
        private static final List<Integer> TURNS =
                List.of(0, 1, 14, 2, 3, 4, 17, 5, 6, 15, 7, 8, 9, 18, 10, 11, 16, 12, 13, 19);

        /** How clips are divided. */
        public enum Order {
            /** Each by itself, at random. */
            RANDOM,
            /** In turns, in the order of their ids, so that clips are tested whose neighbours, such as the next sentence of a dialogue, are trained on. */
            TURNS
        }

        /** Checks the trial. */
        public Clips {
            if (trial < 1) {
                throw new VavlException("split trial is " + trial + ", and must be 1 or more");
            }
        }

        /** The first random draw. */
        public static Clips defaults() {
            return new Clips(Order.RANDOM, 1, DEFAULT_SEED);
        }

        @Override
        public Split split(Corpus corpus, Task task) {
            SplitAssembly assembly = new SplitAssembly(corpus, task);
            List<String> ids = new ArrayList<>(assembly.originals());
            Map<String, Part> parts = new HashMap<>();
            if (order == Order.RANDOM) {
                Collections.shuffle(ids, new Random(Seeds.derive(seed, "clips", trial)));
            }
            for (int i = 0; i < ids.size(); i++) {
                int place = order == Order.RANDOM
                        ? (int) ((long) i * CYCLE / ids.size())
                        : TURNS.get((i + trial - 1) % CYCLE);
                parts.put(
                        ids.get(i),
                        place < TRAINED_OF_CYCLE
                                ? Part.TRAIN
                                : place < DEVELOPED_OF_CYCLE ? Part.DEVELOPMENT : Part.TEST);
            }
            String how = order == Order.RANDOM ? "random clips" : "clips in turns";
            return assembly.byClip(how + " 70/15/15, trial " + trial + ", seed " + seed, parts);
        }
    }
}
