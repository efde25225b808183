package org.vavl.recognition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Prediction;
import org.vavl.features.vision.FollowedFace;

/** Collects over a recording's windows of whom they are, and what the model says of each person's face. */
final class PeopleCollector {
    private final Map<Integer, Integer> frames = new LinkedHashMap<>();
    private final Map<Integer, List<List<Double>>> said = new LinkedHashMap<>();

    /** Asks the network about a face alone. */
    @FunctionalInterface
    interface FaceNetwork {
        Optional<Prediction> predict(FeatureSequence face);
    }

    /**
     * The next window.
     *
     * @param prediction of the person whom the window is of
     */
    void add(ModalitySegment segment, Optional<Prediction> prediction, FaceNetwork network) {
        segment.speaker().ifPresent(speaker -> {
            frames.merge(speaker, segment.presence().validFrames(), Integer::sum);
            prediction
                    .flatMap(one -> Optional.ofNullable(one.heads().get(Modality.VISUAL)))
                    .ifPresent(outputs -> add(speaker, outputs));
        });
        segment.others().forEach((face, features) -> network.predict(features)
                .ifPresent(answer -> add(face, answer.outputs())));
    }

    private void add(int face, List<Double> outputs) {
        said.computeIfAbsent(face, none -> new ArrayList<>()).add(outputs);
    }

    /**
     * The people.
     *
     * @param faces all that were followed, the most prominent first
     */
    List<Person> people(List<FollowedFace> faces) {
        int main = frames.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(0);
        List<Person> people = new ArrayList<>();
        for (FollowedFace face : faces) {
            people.add(new Person(
                    people.size() + 1,
                    face.number() == main,
                    face,
                    Optional.ofNullable(said.get(face.number())).map(PeopleCollector::mean)));
        }
        return List.copyOf(people);
    }

    private static List<Double> mean(List<List<Double>> values) {
        return IntStream.range(0, values.get(0).size())
                .mapToObj(c ->
                        values.stream().mapToDouble(one -> one.get(c)).average().orElseThrow())
                .toList();
    }
}
