package org.vavl.recognition.people;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Prediction;
import org.vavl.features.vision.FollowedFace;

/** Collects over a recording's windows of whom they are, and what the model says of each person's face. */
public final class PeopleCollector {
    private final Map<Integer, Integer> frames = new LinkedHashMap<>();
    private final Map<Integer, List<List<Double>>> said = new LinkedHashMap<>();

    /** Asks the network about a face alone. */
    @FunctionalInterface
    public interface FaceNetwork {
        /** What it says; empty if it has no head for a face alone. */
        Optional<Prediction> predict(FeatureSequence face);
    }

    /**
     * The next window, or several.
     *
     * @param face the number of the face that they are of
     * @param validFrames in which it is
     * @param answers what the model says of the face alone
     */
    public void add(int face, int validFrames, List<List<Double>> answers) {
        if (validFrames > 0) {
            frames.merge(face, validFrames, Integer::sum);
        }
        answers.forEach(outputs -> add(face, outputs));
    }

    /**
     * The other faces of a window.
     *
     * @param others their features, by their numbers
     */
    public void addOthers(Map<Integer, FeatureSequence> others, FaceNetwork network) {
        others.forEach((face, features) -> network.predict(features).ifPresent(answer -> add(face, answer.outputs())));
    }

    private void add(int face, List<Double> outputs) {
        said.computeIfAbsent(face, none -> new ArrayList<>()).add(outputs);
    }

    /**
     * The people.
     *
     * @param faces all that were followed, the most prominent first
     */
    public List<Person> people(List<FollowedFace> faces) {
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

    /**
     * What is known of people, if the windows were those of a part of the recording.
     *
     * @param faces all that were followed
     */
    public List<PersonPart> parts(List<FollowedFace> faces) {
        return faces.stream()
                .map(face -> new PersonPart(
                        face, frames.getOrDefault(face.number(), 0), said.getOrDefault(face.number(), List.of())))
                .toList();
    }

    private static List<Double> mean(List<List<Double>> values) {
        return IntStream.range(0, values.get(0).size())
                .mapToObj(c ->
                        values.stream().mapToDouble(one -> one.get(c)).average().orElseThrow())
                .toList();
    }
}
