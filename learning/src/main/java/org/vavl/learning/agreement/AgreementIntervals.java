package org.vavl.learning.agreement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.vavl.learning.metrics.Bootstrap;
import org.vavl.learning.metrics.ConfidenceInterval;

/**
 * Percentile bootstrap intervals of agreement: clusters of units are drawn again, with replacement, as many as there are. A measure that does not exist
 * for more than half of the draws has no interval.
 */
final class AgreementIntervals {
    private static final double LEAST_SHARE = 0.5;

    private final Bootstrap bootstrap;
    private final AgreementMeasures measures;

    AgreementIntervals(Bootstrap bootstrap, AgreementMeasures measures) {
        this.bootstrap = bootstrap;
        this.measures = measures;
    }

    /** By the measure's name; none where there is but one cluster. */
    Map<String, ConfidenceInterval> of(List<RatedUnit> units, int annotators) {
        Map<String, List<RatedUnit>> byCluster = new LinkedHashMap<>();
        units.forEach(unit -> byCluster
                .computeIfAbsent(unit.cluster(), cluster -> new ArrayList<>())
                .add(unit));
        List<List<RatedUnit>> clusters = List.copyOf(byCluster.values());
        if (clusters.size() < 2) {
            return Map.of();
        }
        SplittableRandom seeds = new SplittableRandom(bootstrap.seed());
        long[] ofDraws = IntStream.range(0, bootstrap.resamples())
                .mapToLong(draw -> seeds.nextLong())
                .toArray();
        List<Map<String, Double>> draws = IntStream.range(0, ofDraws.length)
                .parallel()
                .mapToObj(draw -> measures.of(draw(clusters, new SplittableRandom(ofDraws[draw])), annotators))
                .toList();
        Map<String, ConfidenceInterval> intervals = new LinkedHashMap<>();
        measures.of(units, annotators).forEach((name, estimate) -> {
            double[] values = draws.stream()
                    .filter(draw -> draw.containsKey(name))
                    .mapToDouble(draw -> draw.getOrDefault(name, 0.0))
                    .toArray();
            if (values.length > LEAST_SHARE * draws.size()) {
                intervals.put(name, bootstrap.interval(estimate, values));
            }
        });
        return intervals;
    }

    private static List<RatedUnit> draw(List<List<RatedUnit>> clusters, SplittableRandom random) {
        List<RatedUnit> drawn = new ArrayList<>();
        for (int i = 0; i < clusters.size(); i++) {
            drawn.addAll(clusters.get(random.nextInt(clusters.size())));
        }
        return drawn;
    }
}
