package org.vavl.recognition.people;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vavl.features.vision.FollowedFace;
import org.vavl.features.vision.FollowedFace.Place;
import org.vavl.features.vision.image.Box;

/**
 * One person in a video, who is there as a face that is followed.
 *
 * @param number from 1 on, the most prominent person first: whose face is the largest for the longest
 * @param main whether the recognition is of this person
 * @param face when and where the face is
 * @param outputs what the model says of the face alone, a value for each of the task's outputs, in a long recording the mean over its windows; empty if it
 *     was not asked, or has no head for the face alone
 */
public record Person(int number, boolean main, FollowedFace face, Optional<List<Double>> outputs) {
    /** Copies the outputs. */
    public Person {
        outputs = outputs.map(List::copyOf);
    }

    /** Where in the picture the face is most of the time, for people to know who is meant. */
    public String position() {
        List<Double> middles = face.places().stream()
                .map(Place::box)
                .map(Person::middle)
                .sorted(Comparator.naturalOrder())
                .toList();
        double share = middles.get(middles.size() / 2) / face.width();
        return share < 0.4 ? "at the left" : share > 0.6 ? "at the right" : "in the middle";
    }

    private static double middle(Box box) {
        return box.x() + box.width() / 2;
    }
}
