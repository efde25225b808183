package org.vavl.learning.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Labels;
import org.vavl.recognition.inference.Calibration;
import org.vavl.recognition.inference.Evidence;

/** Holds what a modality's head says against the label that is the modality's own, which is what the head has learnt. */
public final class OwnLabels {
    private OwnLabels() {}

    /**
     * Predictions where such heads stand in rows of their own, behind their clip's. A head that is judged together with others stays in the clip's
     * row, and so does one that alone answers for the clip.
     *
     * @param predictions of the clips, one row each, in their order
     * @param heads of the model
     * @param selections of several heads that are judged together ({@link Calibration#selection})
     */
    public static Predictions apart(
            Predictions predictions, List<Clip> clips, List<Head> heads, Collection<String> selections) {
        Set<String> together = selections.stream()
                .flatMap(selection -> Calibration.heads(selection).stream())
                .collect(Collectors.toSet());
        List<PredictionRow> rows = new ArrayList<>();
        for (int i = 0; i < clips.size(); i++) {
            PredictionRow row = predictions.rows().get(i);
            Map<String, float[]> left = new LinkedHashMap<>(row.heads());
            List<PredictionRow> own = new ArrayList<>();
            for (Head head : heads) {
                Optional<float[]> target = target(predictions, clips.get(i), head);
                float[] said = left.get(head.name());
                boolean stays =
                        together.contains(head.name()) || row.selectedHeads().equals(List.of(head.name()));
                if (target.isPresent() && said != null && !stays) {
                    left.remove(head.name());
                    own.add(row(row, head, target.get(), said));
                }
            }
            rows.add(with(row, left));
            rows.addAll(own);
        }
        return new Predictions(predictions.task(), predictions.heads(), rows);
    }

    private static Optional<float[]> target(Predictions predictions, Clip clip, Head head) {
        if (head.modalities().size() != 1) {
            return Optional.empty();
        }
        Labels own = clip.labels().modalities().get(head.modalities().get(0).name());
        return Optional.ofNullable(own).flatMap(predictions.task()::target);
    }

    private static PredictionRow row(PredictionRow of, Head head, float[] target, float[] said) {
        String modality = head.modalities().get(0).name();
        return new PredictionRow(
                of.clip() + ", " + head.name(),
                of.speaker(),
                new Evidence(Map.of(
                        modality,
                        Objects.requireNonNull(of.evidence().validShares().get(modality), modality))),
                target,
                Map.of(head.name(), said),
                List.of(head.name()),
                said,
                of.unsure());
    }

    private static PredictionRow with(PredictionRow row, Map<String, float[]> heads) {
        return new PredictionRow(
                row.clip(),
                row.speaker(),
                row.evidence(),
                row.target(),
                heads,
                row.selectedHeads().stream().filter(heads::containsKey).toList(),
                row.answer(),
                row.unsure());
    }
}
