package org.vavl.learning.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.vavl.learning.metrics.ClassificationMetrics;
import org.vavl.learning.metrics.ConfusionMatrix;
import org.vavl.learning.metrics.TaskMetrics;

/**
 * Several evaluations of the same kind taken together: the folds of a cross-validation, or trials with different seeds.
 *
 * @param list the evaluations, at least one, of the same model, corpus, part and task
 */
public record EvaluationSummary(List<Evaluation> list) {
    /** Copies the list and checks that the evaluations can be taken together. */
    public EvaluationSummary {
        list = List.copyOf(list);
        if (list.isEmpty()) {
            throw new IllegalArgumentException("there are no evaluations to summarise");
        }
        Evaluation first = list.get(0);
        for (Evaluation other : list) {
            if (!kind(other).equals(kind(first))) {
                throw new IllegalArgumentException(
                        "evaluations differ in kind: " + kind(first) + " and " + kind(other));
            }
        }
    }

    /**
     * One head over the evaluations.
     *
     * @param name the head's, or {@link Evaluation#ANSWER}
     * @param values by the measure's name, in the order of {@link TaskMetrics#values}
     */
    public record Head(String name, Map<String, Spread> values) {
        /** Copies the values, whose order is kept. */
        public Head {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        /** In how many evaluations the head applied to any clip. */
        public int evaluations() {
            return values.values().iterator().next().values().size();
        }

        /** One measure. */
        public Spread spread(String name) {
            Spread spread = values.get(name);
            if (spread == null) {
                throw new IllegalArgumentException("no '" + name + "' among " + values.keySet());
            }
            return spread;
        }
    }

    /**
     * One measure over the evaluations.
     *
     * @param values one for each evaluation in which the head applied to any clip, in the evaluations' order
     */
    public record Spread(List<Double> values) {
        /** Copies the values and checks that there are some. */
        public Spread {
            values = List.copyOf(values);
            if (values.isEmpty()) {
                throw new IllegalArgumentException("there are no values");
            }
        }

        /** The arithmetic mean. */
        public double mean() {
            return Mean.of(array()).getAsDouble();
        }

        /** The sample standard deviation, with the number of values less one below the line; empty for one value. */
        public OptionalDouble standardDeviation() {
            return values.size() < 2
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(StandardDeviation.of(array()).getAsDouble());
        }

        private double[] array() {
            return values.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    /** The model's name. */
    public String model() {
        return list.get(0).subject().model();
    }

    /** The corpus's name. */
    public String corpus() {
        return list.get(0).subject().corpus();
    }

    /** The part's name. */
    public String part() {
        return list.get(0).subject().part();
    }

    /** How many evaluations there are. */
    public int evaluations() {
        return list.size();
    }

    /** The heads in their order, then the answer. */
    public List<Head> heads() {
        Map<String, List<TaskMetrics>> metricsByHead = new LinkedHashMap<>();
        list.forEach(evaluation -> evaluation.heads().forEach(head -> metricsByHead
                .computeIfAbsent(head.head(), name -> new ArrayList<>())
                .add(head.metrics())));
        metricsByHead.put(
                Evaluation.ANSWER, list.stream().map(Evaluation::answer).toList());
        return metricsByHead.entrySet().stream()
                .map(entry -> head(entry.getKey(), entry.getValue()))
                .toList();
    }

    /**
     * The answers' confusion matrix over all clips of all evaluations.
     *
     * @throws IllegalStateException if the task is not a classification
     */
    public ConfusionMatrix pooledConfusion() {
        return list.stream()
                .map(evaluation -> {
                    if (evaluation.answer() instanceof ClassificationMetrics classification) {
                        return classification.confusion();
                    }
                    throw new IllegalStateException("only a classification has a confusion matrix");
                })
                .reduce(ConfusionMatrix::plus)
                .orElseThrow();
    }

    TaskMetrics example() {
        return list.get(0).answer();
    }

    private static Head head(String name, List<TaskMetrics> metrics) {
        Map<String, Spread> spreads = new LinkedHashMap<>();
        for (String value : metrics.get(0).values().keySet()) {
            spreads.put(
                    value,
                    new Spread(metrics.stream().map(each -> each.value(value)).toList()));
        }
        return new Head(name, spreads);
    }

    private static List<Object> kind(Evaluation evaluation) {
        return List.of(
                evaluation.subject().model(),
                evaluation.subject().corpus(),
                evaluation.subject().part(),
                evaluation.answer().values().keySet());
    }
}
