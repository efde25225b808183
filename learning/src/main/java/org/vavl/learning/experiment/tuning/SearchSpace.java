package org.vavl.learning.experiment.tuning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.vavl.core.Seeds;
import org.vavl.core.VavlException;
import org.vavl.core.configuration.ConfigurationException;
import org.vavl.core.configuration.ConfigurationReader;
import org.vavl.core.configuration.ConfigurationWriter;
import org.vavl.core.configuration.Problem;
import org.vavl.core.configuration.ValueFormat;

/**
 * What settings are drawn from, by the paths that {@code --set} of {@code vavl train} uses.
 *
 * @param ranges by path, such as {@code training.learningRate}, in their order
 */
public record SearchSpace(Map<String, SearchRange> ranges) {
    private static final String TYPE = "type";
    private static final int DEEPEST = 16;

    /** What must not be tuned, and why. */
    private static final Map<String, String> FIXED = Map.of(
            "training.epochs", "the epochs of a search are tuning.epochs, and its rungs are parts of them",
            "training.seed", "a seed is no setting: the luck of one is not that of the next",
            "training.device", "it does not decide what is learnt",
            "training.threads", "it does not decide what is learnt",
            "training.checkpointSteps", "it does not decide what is learnt",
            "training.selection", "scores by different measures cannot be compared",
            "model.name", "another family of networks is an entry of its own in 'models', with the same budget");

    /** Copies the ranges and checks their paths. */
    public SearchSpace {
        ranges = Collections.unmodifiableMap(new LinkedHashMap<>(ranges));
        ranges.keySet().forEach(SearchSpace::requirePath);
    }

    private static void requirePath(String path) {
        if (!path.startsWith("model.") && !path.startsWith("training.")) {
            throw new VavlException(
                    "a range for '" + path
                            + "': what is tuned is a setting of the network or its training, such as model.dropout or training.learningRate");
        }
        FIXED.forEach((fixed, reason) -> {
            if (path.equals(fixed) || path.startsWith(fixed + ".")) {
                throw new VavlException("a range for '" + path + "': " + reason);
            }
        });
    }

    /** The space without any setting. */
    public static SearchSpace empty() {
        return new SearchSpace(Map.of());
    }

    /** These ranges with others in addition, which go before those for the same path. */
    public SearchSpace with(SearchSpace others) {
        Map<String, SearchRange> all = new LinkedHashMap<>(ranges);
        all.putAll(others.ranges);
        return new SearchSpace(all);
    }

    /**
     * Draws a value for every setting. A setting's value follows from the seed, its path and the candidate's number alone: with a range more or less, the
     * others' values stay, and networks with a range in common have the same values there.
     *
     * @param seed of the search
     * @param number of the candidate, from 1
     */
    public Map<String, JsonNode> draw(long seed, int number) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        ranges.forEach(
                (path, range) -> values.put(path, range.draw(new SplittableRandom(Seeds.derive(seed, path, number)))));
        return values;
    }

    /** Corners of the space: everything at the first of its extreme values but one setting, which is at each of its own. */
    List<Map<String, JsonNode>> corners() {
        Map<String, JsonNode> first = new LinkedHashMap<>();
        ranges.forEach((path, range) -> first.put(path, range.extremes().get(0)));
        List<Map<String, JsonNode>> corners = new ArrayList<>(List.of(first));
        ranges.forEach((path, range) -> range.extremes().stream().skip(1).forEach(value -> {
            Map<String, JsonNode> corner = new LinkedHashMap<>(first);
            corner.put(path, value);
            corners.add(corner);
        }));
        return corners;
    }

    /** Makes sections within sections of paths with dots, so that single ranges can be laid over them. */
    static void nest(JsonNode ranges) {
        if (!(ranges instanceof ObjectNode tree)) {
            return;
        }
        for (Map.Entry<String, JsonNode> entry : List.copyOf(tree.properties())) {
            List<String> keys = List.of(entry.getKey().split("\\.", -1));
            if (keys.size() > 1 && keys.stream().noneMatch(String::isBlank)) {
                tree.remove(entry.getKey());
                place(tree, keys, entry);
            }
        }
    }

    private static void place(ObjectNode tree, List<String> keys, Map.Entry<String, JsonNode> range) {
        ObjectNode section = tree;
        for (String key : keys.subList(0, keys.size() - 1)) {
            JsonNode below = section.has(key) ? section.get(key) : section.putObject(key);
            if (!(below instanceof ObjectNode next)) {
                throw new VavlException(
                        "a range for '" + range.getKey() + "': " + key + " is " + below + ", and no section");
            }
            section = next;
        }
        if (section.has(keys.get(keys.size() - 1))) {
            throw new VavlException("a range for '" + range.getKey() + "': there are two, and must be one");
        }
        section.set(keys.get(keys.size() - 1), range.getValue());
    }

    /** How a configuration has it: paths with dots, or sections within sections, whichever is at hand. */
    static ValueFormat<SearchSpace> format() {
        return new Format();
    }

    private static final class Format implements ValueFormat<SearchSpace> {
        private record One(SearchRange range) {}

        @Override
        public SearchSpace read(JsonNode tree) {
            if (!tree.isObject()) {
                throw problem("", "is " + tree + ", and must be a section of paths and ranges");
            }
            Map<String, SearchRange> ranges = new LinkedHashMap<>();
            collect("", tree, 0, ranges);
            return new SearchSpace(ranges);
        }

        @Override
        public SearchSpace overlay(JsonNode tree, SearchSpace defaults) {
            return read(tree);
        }

        @Override
        public JsonNode write(SearchSpace space) {
            ObjectNode tree = JsonNodeFactory.instance.objectNode();
            space.ranges.forEach((path, range) -> tree.set(
                    path, ConfigurationWriter.standard().toTree(new One(range)).get("range")));
            return tree;
        }

        private static void collect(String path, JsonNode tree, int depth, Map<String, SearchRange> ranges) {
            for (Map.Entry<String, JsonNode> entry : tree.properties()) {
                String here = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
                JsonNode below = entry.getValue();
                if (!below.isObject() || depth >= DEEPEST) {
                    throw problem(
                            here,
                            "is " + below + ", and must be a range, such as {type: log-uniform, from: 1e-5, to: 1e-2}");
                }
                if (below.path(TYPE).isTextual() || isRange(below)) {
                    requireNew(here, ranges.keySet());
                    ranges.put(here, range(here, below));
                } else {
                    collect(here, below, depth + 1, ranges);
                }
            }
        }

        /** What has a range's keys but lacks its type is told so. */
        private static boolean isRange(JsonNode section) {
            return section.has("values") || section.has("from") || section.isEmpty();
        }

        private static void requireNew(String path, Set<String> known) {
            if (known.contains(path)) {
                throw problem(path, "has two ranges, and must have one");
            }
        }

        private static SearchRange range(String path, JsonNode section) {
            try {
                return ConfigurationReader.standard()
                        .read(JsonNodeFactory.instance.objectNode().set("range", section), One.class)
                        .range();
            } catch (ConfigurationException e) {
                throw new ConfigurationException(e.problems().stream()
                        .map(problem -> new Problem(
                                path + problem.path().substring("range".length()), problem.kind(), problem.text()))
                        .toList());
            }
        }

        private static ConfigurationException problem(String path, String text) {
            return new ConfigurationException(List.of(new Problem(path, Problem.Kind.VALUE, text)));
        }
    }
}
