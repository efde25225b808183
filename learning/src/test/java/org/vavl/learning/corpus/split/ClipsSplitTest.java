package org.vavl.learning.corpus.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.synthetic.SyntheticCorpus;
import org.vavl.learning.corpus.synthetic.SyntheticSettings;

class ClipsSplitTest {
    private static final Corpus CORPUS =
            new SyntheticCorpus(SyntheticSettings.standard(1).withSize(10, 20));

    @AfterAll
    static void close() {
        CORPUS.close();
    }

    private static Split split(SplitRule.Clips.Order order, int trial) {
        return new SplitRule.Clips(order, trial, 1).split(CORPUS, CORPUS.task());
    }

    private static Set<String> ids(Split split, Part part) {
        return split.clips(part).stream().map(Clip::id).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @EnumSource
    void everyClipIsInOnePartAndSpeakersAreInSeveral(SplitRule.Clips.Order order) {
        Split split = split(order, 1);
        assertThat(split.clips(Part.TRAIN)).hasSize(140);
        assertThat(split.clips(Part.DEVELOPMENT)).hasSize(30);
        assertThat(split.clips(Part.TEST)).hasSize(30);
        assertThat(ids(split, Part.TRAIN)).doesNotContainAnyElementsOf(ids(split, Part.TEST));
        Set<String> trained =
                split.clips(Part.TRAIN).stream().map(Clip::speaker).collect(Collectors.toSet());
        assertThat(split.clips(Part.TEST)).allMatch(clip -> trained.contains(clip.speaker()));
        assertThat(ids(split(order, 1), Part.TEST)).isEqualTo(ids(split, Part.TEST));
        assertThat(ids(split(order, 2), Part.TEST)).isNotEqualTo(ids(split, Part.TEST));
    }

    @Test
    void inTurnsEveryClipThatIsTestedHasANeighbourThatIsTrainedOn() {
        Split split = split(SplitRule.Clips.Order.TURNS, 3);
        Map<String, Part> parts = new TreeMap<>(Comparator.naturalOrder());
        for (Part part : Part.values()) {
            ids(split, part).forEach(id -> parts.put(id, part));
        }
        List<Part> inOrder = new ArrayList<>(parts.values());
        for (int i = 1; i < inOrder.size() - 1; i++) {
            if (inOrder.get(i) == Part.TEST) {
                assertThat(List.of(inOrder.get(i - 1), inOrder.get(i + 1))).contains(Part.TRAIN);
            }
        }
    }

    @Test
    void trialsBeginWithOne() {
        assertThatThrownBy(() -> new SplitRule.Clips(SplitRule.Clips.Order.RANDOM, 0, 1))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("split trial is 0");
    }
}
