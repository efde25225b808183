package org.vavl.learning.corpus.importer.toolkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One face of several in a clip: where frames say which face they are of, the one that is believed the most over all frames; else in each frame the one that
 * is believed the most.
 */
final class MainFace {
    private MainFace() {}

    /** The frames of one face, in their order. */
    static List<ToolkitFrame> of(List<ToolkitFrame> frames) {
        Map<String, Double> belief = new LinkedHashMap<>();
        frames.forEach(frame -> belief.merge(frame.face(), frame.valid() ? frame.confidence() : 0, Double::sum));
        String main = belief.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
        boolean areSeveral = belief.size() > 1;
        List<ToolkitFrame> chosen = new ArrayList<>();
        Map<Double, Integer> places = new HashMap<>();
        for (ToolkitFrame frame : frames) {
            ToolkitFrame one = areSeveral && !frame.face().equals(main) ? withoutFace(frame) : frame;
            Integer place = Double.isNaN(one.frame()) ? null : places.get(one.frame());
            if (place == null) {
                places.put(one.frame(), chosen.size());
                chosen.add(one);
            } else if (isMoreBelieved(one, chosen.get(place))) {
                chosen.set(place, one);
            }
        }
        return chosen;
    }

    /** The frame is there, and the face is not in it. */
    private static ToolkitFrame withoutFace(ToolkitFrame frame) {
        return new ToolkitFrame(frame.frame(), frame.seconds(), "", -1, false, frame.values());
    }

    private static boolean isMoreBelieved(ToolkitFrame one, ToolkitFrame other) {
        return one.valid() == other.valid() ? one.confidence() > other.confidence() : one.valid();
    }
}
