package org.vavl.learning.corpus.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.core.configuration.ConfigurationReader;
import org.vavl.core.configuration.YamlTree;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.CorpusDigest;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.TestCorpus;
import org.vavl.learning.corpus.split.SplitRule.Partition;
import org.vavl.learning.corpus.split.SplitRule.SpeakerFolds;
import org.vavl.learning.corpus.split.SplitRule.SpeakerShares;

class SplitRuleTest {
    @Test
    void everySpeakerIsInExactlyOnePartForAnyCorpus() {
        for (long seed = 1; seed <= 60; seed++) {
            Random random = new Random(seed);
            MemoryCorpus corpus = MemoryCorpus.draw(random, 3 + random.nextInt(40));
            List<SplitRule> rules = new ArrayList<>(List.of(new SpeakerShares(1 + random.nextInt(5), seed)));
            int folds = 2 + random.nextInt(3);
            if (corpus.speakers() >= folds + 2) {
                rules.add(new SpeakerFolds(folds, 1 + random.nextInt(folds), 0.2, seed));
            }
            for (SplitRule rule : rules) {
                Split split = rule.split(corpus, TestCorpus.TASK);
                assertThat(split.sharedSpeakers()).as("seed %d, %s", seed, rule).isEmpty();
                assertThat(split.clips().size() + split.withoutTarget())
                        .as("seed %d, %s", seed, rule)
                        .isEqualTo(corpus.clips().size());
                assertThat(new HashSet<>(split.clips())).hasSameSizeAs(split.clips());
            }
        }
    }

    @Test
    void sameSeedGivesTheSameSplitInAnyOrderAndAnotherTrialAnother() {
        MemoryCorpus corpus = MemoryCorpus.draw(new Random(1), 30);
        List<Clip> shuffled = new ArrayList<>(corpus.clips());
        Collections.shuffle(shuffled, new Random(2));
        SplitRule rule = new SpeakerShares(1, 7);
        Split split = rule.split(corpus, TestCorpus.TASK);
        assertThat(rule.split(new MemoryCorpus(shuffled, Map.of()), TestCorpus.TASK))
                .isEqualTo(split);
        assertThat(new SpeakerShares(2, 7).split(corpus, TestCorpus.TASK).parts())
                .isNotEqualTo(split.parts());
        assertThat(new SpeakerShares(1, 8).split(corpus, TestCorpus.TASK).parts())
                .isNotEqualTo(split.parts());
    }

    @Test
    void sharesAreMetAndGenderIsBalanced() {
        MemoryCorpus corpus = MemoryCorpus.draw(new Random(3), 40);
        Split split = new SpeakerShares(1, 1).split(corpus, TestCorpus.TASK);
        assertThat(split.speakers(Part.TRAIN)).hasSize(28);
        assertThat(split.speakers(Part.DEVELOPMENT)).hasSize(6);
        assertThat(split.speakers(Part.TEST)).hasSize(6);
        for (Part part : Part.values()) {
            long women =
                    split.speakers(part).stream().filter(MemoryCorpus::isFemale).count();
            assertThat(2 * women - split.speakers(part).size())
                    .as(part + " women")
                    .isBetween(-2L, 2L);
        }
    }

    @Test
    void partsAreBalancedBetterThanAnyDraw() {
        MemoryCorpus corpus = MemoryCorpus.draw(new Random(4), 40);
        double all = shareOfHappy(corpus.clips());
        for (int trial = 1; trial <= 5; trial++) {
            Split split = new SpeakerShares(trial, 1).split(corpus, TestCorpus.TASK);
            assertThat(shareOfHappy(split.clips(Part.TEST))).isCloseTo(all, within(0.15));
        }
    }

    private static double shareOfHappy(List<Clip> clips) {
        return clips.stream()
                        .filter(clip -> clip.labels().classes().containsKey("happy"))
                        .count()
                / (double) clips.stream()
                        .filter(clip -> !clip.labels().classes().isEmpty())
                        .count();
    }

    @Test
    void foldsTestEverySpeakerOnce() {
        MemoryCorpus corpus = MemoryCorpus.draw(new Random(5), 18);
        Set<String> tested = new HashSet<>();
        for (int fold = 1; fold <= 5; fold++) {
            Split split = new SpeakerFolds(5, fold, 0.15, 1).split(corpus, TestCorpus.TASK);
            assertThat(split.speakers(Part.TEST)).hasSizeBetween(3, 4).noneMatch(tested::contains);
            tested.addAll(split.speakers(Part.TEST));
            assertThat(split.speakers(Part.DEVELOPMENT)).hasSize(2);
        }
        assertThat(tested).hasSize(18);
    }

    @Test
    void takesGivenPartitionsAsTheyAre() {
        MemoryCorpus drawn = MemoryCorpus.draw(new Random(6), 3);
        Map<String, Part> given = Map.of(
                drawn.clips().get(0).id(), Part.TRAIN,
                drawn.clips().get(1).id(), Part.DEVELOPMENT,
                drawn.clips().get(2).id(), Part.TEST);
        MemoryCorpus corpus = new MemoryCorpus(drawn.clips(), Map.of("1", given));
        Split split = new Partition("1").split(corpus, TestCorpus.TASK);
        assertThat(split.clips(Part.TEST)).containsExactly(drawn.clips().get(2));
        assertThat(split.clips().size() + split.withoutTarget() + split.withoutPart())
                .isEqualTo(corpus.clips().size());
        assertThatThrownBy(() -> new Partition("2").split(corpus, TestCorpus.TASK))
                .isInstanceOf(VavlException.class)
                .hasMessage("corpus memory has no partition '2'; it has 1");
    }

    @Test
    void distortedCopiesAreInTrainingAloneAndLeaveTheDrawAsItIs() {
        MemoryCorpus plain = MemoryCorpus.draw(new Random(9), 20);
        List<Clip> clips = new ArrayList<>(plain.clips());
        Map<String, Part> given = new HashMap<>();
        for (Clip clip : plain.clips()) {
            int speaker = Integer.parseInt(clip.speaker().substring(1));
            Part part = speaker < 18 ? Part.TRAIN : speaker < 19 ? Part.DEVELOPMENT : Part.TEST;
            given.put(clip.id(), part);
            for (int copy = 1; copy <= 1 + speaker % 3; copy++) {
                String id = clip.id() + "~" + copy;
                Map<String, String> traits = new HashMap<>(clip.traits());
                traits.put(Clip.COPY, Integer.toString(copy));
                clips.add(new Clip(id, clip.speaker(), clip.labels(), traits, Map.of()));
                given.put(id, part);
            }
        }
        MemoryCorpus without = new MemoryCorpus(plain.clips(), Map.of("p", given));
        MemoryCorpus with = new MemoryCorpus(clips, Map.of("p", given));
        for (SplitRule rule : List.of(new SpeakerShares(1, 1), new SpeakerFolds(5, 2, 0.2, 1), new Partition("p"))) {
            Split expected = rule.split(without, TestCorpus.TASK);
            Split split = rule.split(with, TestCorpus.TASK);
            assertThat(split.clips(Part.DEVELOPMENT)).as("%s", rule).isEqualTo(expected.clips(Part.DEVELOPMENT));
            assertThat(split.clips(Part.TEST)).as("%s", rule).isEqualTo(expected.clips(Part.TEST));
            assertThat(split.clips(Part.TRAIN).stream().filter(clip -> !clip.isCopy()))
                    .as("%s", rule)
                    .isEqualTo(expected.clips(Part.TRAIN));
            assertThat(split.clips(Part.TRAIN)).as("%s", rule).anyMatch(Clip::isCopy);
            assertThat(split.copiesLeftOut()).as("%s", rule).isPositive();
            assertThat(split.clips().size() + split.withoutTarget() + split.withoutPart() + split.copiesLeftOut())
                    .as("%s", rule)
                    .isEqualTo(clips.size());
        }
    }

    @Test
    void refusesEmptyPartsAndTooFewSpeakers() {
        MemoryCorpus corpus = MemoryCorpus.draw(new Random(7), 2);
        assertThatThrownBy(() -> new SpeakerShares(1, 1).split(corpus, TestCorpus.TASK))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("at least 3 speakers");
        MemoryCorpus given = new MemoryCorpus(
                corpus.clips(), Map.of("1", Map.of(corpus.clips().get(0).id(), Part.TRAIN)));
        assertThatThrownBy(() -> new Partition("1").split(given, TestCorpus.TASK))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("no clips in its development part");
    }

    @Test
    void namesTheClipWhoseLabelDoesNotFit() {
        MemoryCorpus corpus = MemoryCorpus.draw(new Random(8), 5);
        Task other = new Task.Classification(List.of("sad", "calm"), false);
        assertThatThrownBy(() -> new SpeakerShares(1, 1).split(corpus, other))
                .isInstanceOf(VavlException.class)
                .hasMessageStartingWith("clip s0-")
                .hasMessageContaining("is not one of the task's: sad, calm");
    }

    @Test
    void isReadFromConfiguration() throws Exception {
        assertThat(read("{type: partition, name: 3}")).isEqualTo(new Partition("3"));
        assertThat(read("{type: shares, trial: 2}")).isEqualTo(new SpeakerShares(0.70, 0.15, 0.15, 2, 1));
        SplitRule folds = new SpeakerFolds(10, 3, 0.2, 4);
        assertThat(read("{type: folds, folds: 10, fold: 3, development: 0.2, seed: 4}"))
                .isEqualTo(folds);
        ObjectMapper mapper = new ObjectMapper();
        assertThat(mapper.readValue(mapper.writeValueAsString(folds), SplitRule.class))
                .isEqualTo(folds);
        assertThatThrownBy(() -> read("{type: folds, fold: 6}")).hasMessageContaining("must be from 1 to 5");
        assertThatThrownBy(() -> new SpeakerFolds(5, 6, 0.1, 1)).hasMessage("split fold is 6, and must be from 1 to 5");
        assertThatThrownBy(() -> new SpeakerShares(0.7, 0.2, 0.2, 1, 1))
                .hasMessageContaining("together they must be 1");
    }

    private record Configuration(SplitRule split) {}

    private static SplitRule read(String yaml) {
        return ConfigurationReader.standard()
                .read(YamlTree.parse("split: " + yaml, "test"), Configuration.class)
                .split();
    }

    /** A corpus of labels alone. */
    private record MemoryCorpus(List<Clip> clips, Map<String, Map<String, Part>> partitions) implements Corpus {
        static MemoryCorpus draw(Random random, int speakers) {
            List<Clip> clips = new ArrayList<>();
            for (int speaker = 0; speaker < speakers; speaker++) {
                double happiness = random.nextDouble();
                int count = 2 + random.nextInt(10);
                for (int i = 0; i < count; i++) {
                    Labels labels = i > 1 && random.nextInt(10) == 0
                            ? new Labels(Map.of(), Map.of())
                            : Labels.ofClass(random.nextDouble() < happiness ? "happy" : "angry");
                    String gender = isFemale("s" + speaker) ? "female" : "male";
                    clips.add(new Clip(
                            "s" + speaker + "-" + i, "s" + speaker, labels, Map.of(Clip.GENDER, gender), Map.of()));
                }
            }
            return new MemoryCorpus(clips, Map.of());
        }

        static boolean isFemale(String speaker) {
            return Integer.parseInt(speaker.substring(1)) % 2 == 0;
        }

        int speakers() {
            return (int) clips.stream().map(Clip::speaker).distinct().count();
        }

        @Override
        public String name() {
            return "memory";
        }

        @Override
        public List<Modality> modalities() {
            return List.of();
        }

        @Override
        public Map<String, ExtractorId> extractors() {
            return Map.of();
        }

        @Override
        public Task task() {
            return TestCorpus.TASK;
        }

        @Override
        public String digest() {
            return CorpusDigest.of(this);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
