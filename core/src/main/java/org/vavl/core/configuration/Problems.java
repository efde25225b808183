package org.vavl.core.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The problems that one reading of a configuration met. What has a problem has no value: hence the empty answers. */
final class Problems {
    private static final int LONGEST_SHOWN = 60;

    private final List<Problem> found = new ArrayList<>();

    Optional<Object> add(Problem problem) {
        found.add(problem);
        return Optional.empty();
    }

    /** Adds that the node is no value of the kind that must be there. */
    Optional<Object> mustBe(JsonNode node, String path, String what) {
        String is = node.isNull() ? "has no value" : "is " + shorten(node);
        return add(Problem.value(path, is + ", and must be " + what));
    }

    private static String shorten(JsonNode node) {
        String text = node.isTextual() ? "'" + node.textValue() + "'" : node.toString();
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN - 3) + "...";
    }

    int count() {
        return found.size();
    }

    List<Problem> all() {
        return List.copyOf(found);
    }
}
