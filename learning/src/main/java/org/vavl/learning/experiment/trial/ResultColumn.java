package org.vavl.learning.experiment.trial;

import java.util.ArrayList;
import java.util.List;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.metrics.Metric;
import org.vavl.learning.metrics.TaskMetrics;

/**
 * A column of a table of results.
 *
 * @param head which head is measured
 * @param metric on what
 */
public record ResultColumn(String head, String metric) {
    /**
     * The columns of an experiment: every metric with all modalities, then with each set of several ({@link Head#sets}), then with each alone.
     *
     * @throws org.vavl.core.VavlException if the experiment asks for a metric that its task does not have
     */
    public static List<ResultColumn> of(ExperimentConfiguration experiment, Corpus corpus) {
        List<String> heads = new ArrayList<>();
        List<List<Modality>> sets = Head.sets(corpus.modalities());
        heads.add(Head.joining(corpus.modalities()).name());
        sets.stream()
                .filter(set ->
                        set.size() > 1 && set.size() < corpus.modalities().size())
                .forEach(set -> heads.add(Head.joining(set).name()));
        if (corpus.modalities().size() > 1) {
            corpus.modalities().forEach(modality -> heads.add(modality.name()));
        }
        Task task = experiment.task().orElseGet(corpus::task);
        List<String> metrics = experiment.metrics().isEmpty() ? ofThePaper(task) : experiment.metrics();
        metrics.forEach(metric -> TaskMetrics.require(task, metric));
        return heads.stream()
                .flatMap(head -> metrics.stream().map(metric -> new ResultColumn(head, metric)))
                .toList();
    }

    /** F1 for classes, CCC for several attributes, the mean absolute error for one (paper, section 4.4). */
    private static List<String> ofThePaper(Task task) {
        if (task instanceof Task.Classification) {
            return List.of(Metric.F1_MACRO.key(), Metric.F1_MICRO.key());
        }
        return task.outputs() == 1
                ? List.of(Metric.MAE.key())
                : task.outputNames().stream().map(Metric.CCC::of).toList();
    }

    /** Whether more is better. */
    public boolean higherIsBetter() {
        return Metric.named(metric).higherIsBetter();
    }

    /** What the column is headed with, such as {@code audio-visual F1 macro}. */
    public String title() {
        return head + " " + metricTitle(metric);
    }

    /** What a metric is called, such as {@code F1 macro} or {@code CCC arousal}. */
    public static String metricTitle(String metric) {
        int dot = metric.indexOf('.');
        return Metric.named(metric).title() + (dot < 0 ? "" : " " + metric.substring(dot + 1));
    }
}
