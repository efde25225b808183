package org.vavl.learning.experiment.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.vavl.core.clip.Task;
import org.vavl.learning.training.run.RunConfiguration;

class SettingImportanceTest {
    private static final SearchRange RATE = new SearchRange.LogUniform(1e-4, 1);
    private static final SearchRange SIZE =
            new SearchRange.Choices(List.of(TextNode.valueOf("8"), TextNode.valueOf("16")));
    private static final RunConfiguration RUN =
            RunConfiguration.defaultsFor("corpus", new Task.Classification(List.of("happy", "sad"), false));

    private static SearchResult.Entry entry(int number, Map<String, JsonNode> values, double score) {
        return new SearchResult.Entry(
                new Candidate("VAVL", 1, number, values, RUN), List.of(score), List.of(1), Optional.empty());
    }

    /** The score follows the rate alone; the size is drawn apart from it. */
    private static SearchResult search(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<SearchResult.Entry> entries = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Map<String, JsonNode> values = Map.of("rate", RATE.draw(random), "size", SIZE.draw(random));
            entries.add(
                    entry(i + 1, values, -Math.abs(Math.log10(values.get("rate").asDouble()) + 2)));
        }
        return new SearchResult("VAVL", 1, entries);
    }

    private static SettingImportance of(String setting, SearchRange range, SearchResult... searches) {
        return SettingImportance.of(setting, range, List.of(searches)).orElseThrow();
    }

    @Test
    void whatDecidesTheScoreIsImportantEvenIfMoreIsNotAlwaysBetter() {
        SettingImportance rate = of("rate", RATE, search(1));
        SettingImportance size = of("size", SIZE, search(1));
        assertThat(rate.importance()).isGreaterThan(0.6);
        assertThat(rate.pValue()).isLessThan(0.001);
        assertThat(Math.abs(rate.correlation().orElseThrow())).isLessThan(0.5);
        assertThat(size.importance()).isLessThan(0.1);
        assertThat(size.correlation()).isEmpty();
    }

    /** Four values of rank 4, 3, 2, 1 as the setting grows, and two groups: H = 12/(4·5)·(7²/2 + 3²/2) − 15 = 2.4. */
    @Test
    void theImportanceOfTwoValuesIsTheOneWorkedByHand() {
        List<SearchResult.Entry> entries = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            entries.add(entry(i + 1, Map.of("size", TextNode.valueOf(i < 2 ? "8" : "16")), 0.9 - 0.1 * i));
        }
        SettingImportance size = of("size", SIZE, new SearchResult("VAVL", 1, entries));
        assertThat(size.importance()).isEqualTo((2.4 - 1) / 2, within(1e-12));
        assertThat(size.best()).isEqualTo("8");
        assertThat(size.candidates()).isEqualTo(4);
    }

    /** Only ranks within a search count, so that a trial whose development part is easier says nothing of its own. */
    @Test
    void searchesAreComparedByRanksWithinThem() {
        List<SearchResult.Entry> easier = search(1).entries().stream()
                .map(entry -> entry(
                        entry.candidate().number(),
                        entry.candidate().values(),
                        entry.scores().get(0) * 0.1 + 100))
                .toList();
        assertThat(of("rate", RATE, search(1), new SearchResult("VAVL", 2, easier))
                        .best())
                .isEqualTo(of("rate", RATE, search(1), search(1)).best());
        assertThat(of("rate", RATE, search(1), new SearchResult("VAVL", 2, easier))
                        .importance())
                .isEqualTo(of("rate", RATE, search(1), search(1)).importance());
    }

    @Test
    void aCandidateThatFailedCountsAsTheLast() {
        List<SearchResult.Entry> entries = new ArrayList<>(search(1).entries());
        entries.replaceAll(entry ->
                entry.candidate().values().get("size").asText().equals("8") ? entry.failed("diverged") : entry);
        SettingImportance size = of("size", SIZE, new SearchResult("VAVL", 1, entries));
        assertThat(size.importance()).isGreaterThan(0.5);
        assertThat(size.best()).isEqualTo("16");
    }

    @Test
    void tooFewCandidatesHaveNoImportance() {
        List<SearchResult.Entry> two = search(1).entries().subList(0, 2);
        assertThat(SettingImportance.of("rate", RATE, List.of(new SearchResult("VAVL", 1, two))))
                .isEmpty();
    }
}
