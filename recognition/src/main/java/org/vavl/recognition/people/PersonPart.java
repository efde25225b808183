package org.vavl.recognition.people;

import java.util.List;
import org.vavl.features.vision.FollowedFace;

/**
 * What a part of a recording knows of one person.
 *
 * @param face in the part; without spans if it is only before or behind it. Where neighbouring parts know it, its places are more than one a second, at the
 *     same times in both
 * @param frames how many valid frames those windows have that the person speaks in
 * @param answers what the model says of the face alone, window by window, a value for each of the task's outputs
 */
public record PersonPart(FollowedFace face, int frames, List<List<Double>> answers) {
    /** Copies the answers. */
    public PersonPart {
        answers = answers.stream().map(List::copyOf).toList();
    }
}
