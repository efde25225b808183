package org.vavl.learning.experiment.tuning;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.vavl.learning.metrics.RankComparison;

/**
 * How much a setting decided how good candidates were, whatever the others were: its main effect. What is compared are all candidates at the end of the first
 * rung, where all have had the same training, by their ranks within their search, so that one that diverged counts as the last and no scale matters. Values of a
 * setting make up to {@value #MOST_GROUPS} groups: each value where they are few, else as many next to each other in each group. The importance is the share of
 * the ranks' variance that the group explains beyond chance ({@link RankComparison#share}).
 *
 * @param setting its path
 * @param candidates how many were compared
 * @param importance from 0 to 1
 * @param pValue of the test that the groups do not differ
 * @param correlation Spearman's, of the value and the score, above 0 where more is better; empty for choices
 * @param best the group with the best mean rank: a value, or the least and the greatest of it
 */
record SettingImportance(
        String setting, int candidates, double importance, double pValue, OptionalDouble correlation, String best) {
    private static final int MOST_GROUPS = 4;

    /** Candidates that a group of numbers should have. */
    private static final int USUAL_SIZE = 5;

    /** A candidate's value of the setting and its rank. */
    private record Point(JsonNode value, double rank) {
        double number() {
            return value.asDouble();
        }
    }

    /**
     * The importance of a setting.
     *
     * @param range what it was drawn from
     * @param searches of one network
     * @return empty if there are too few candidates, or all have one value
     */
    static Optional<SettingImportance> of(String setting, SearchRange range, List<SearchResult> searches) {
        List<Point> points = new ArrayList<>();
        searches.forEach(search -> points.addAll(points(setting, search)));
        Map<String, List<Point>> groups = range.isNumeric() ? byNumber(points) : byValue(points);
        if (groups.size() < 2 || points.size() <= groups.size()) {
            return Optional.empty();
        }
        RankComparison comparison = RankComparison.of(
                groups.values().stream().map(SettingImportance::ranks).toList());
        OptionalDouble correlation = range.isNumeric()
                ? OptionalDouble.of(RankComparison.correlation(
                        points.stream().mapToDouble(Point::number).toArray(), ranks(points)))
                : OptionalDouble.empty();
        return Optional.of(new SettingImportance(
                setting, points.size(), comparison.share(), comparison.pValue(), correlation, best(groups)));
    }

    private static List<Point> points(String setting, SearchResult search) {
        double[] merits = search.entries().stream()
                .mapToDouble(entry -> entry.merit(0))
                .map(merit -> Double.isNaN(merit) ? Double.NEGATIVE_INFINITY : merit)
                .toArray();
        double[] ranks = RankComparison.ranks(merits);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < ranks.length; i++) {
            JsonNode value = search.entries().get(i).candidate().value(setting);
            points.add(new Point(value, ranks[i]));
        }
        return points;
    }

    private static double[] ranks(List<Point> points) {
        return points.stream().mapToDouble(Point::rank).toArray();
    }

    private static Map<String, List<Point>> byValue(List<Point> points) {
        Map<String, List<Point>> groups = new TreeMap<>();
        points.forEach(point -> groups.computeIfAbsent(Candidate.text(point.value()), key -> new ArrayList<>())
                .add(point));
        return groups;
    }

    private static Map<String, List<Point>> byNumber(List<Point> points) {
        Map<String, List<Point>> single = byValue(points);
        if (single.size() <= MOST_GROUPS) {
            return single;
        }
        int number = Math.max(2, Math.min(MOST_GROUPS, points.size() / USUAL_SIZE));
        double[] places =
                RankComparison.ranks(points.stream().mapToDouble(Point::number).toArray());
        Map<Integer, List<Point>> groups = new TreeMap<>();
        for (int i = 0; i < places.length; i++) {
            int group = (int) ((places[i] - 0.5) / places.length * number);
            groups.computeIfAbsent(group, key -> new ArrayList<>()).add(points.get(i));
        }
        Map<String, List<Point>> named = new TreeMap<>();
        groups.values().forEach(group -> named.put(name(group), group));
        return named;
    }

    private static String name(List<Point> group) {
        List<Point> sorted =
                group.stream().sorted(Comparator.comparingDouble(Point::number)).toList();
        return Candidate.text(sorted.get(0).value()) + " to "
                + Candidate.text(sorted.get(sorted.size() - 1).value());
    }

    private static String best(Map<String, List<Point>> groups) {
        return groups.entrySet().stream()
                .max(Map.Entry.comparingByValue((one, other) -> Double.compare(mean(one), mean(other))))
                .orElseThrow()
                .getKey();
    }

    private static double mean(List<Point> group) {
        return Arrays.stream(ranks(group)).average().orElseThrow();
    }
}
