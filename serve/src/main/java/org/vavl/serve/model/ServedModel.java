package org.vavl.serve.model;

import java.util.regex.Pattern;
import org.vavl.core.VavlException;
import org.vavl.recognition.Recognizer;

/**
 * A model that is served.
 *
 * @param name by which requests name it
 * @param recognizer closed with the server
 */
public record ServedModel(String name, Recognizer recognizer) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** Checks the name. */
    public ServedModel {
        requireName(name);
    }

    /**
     * Checks that a name can stand in an address.
     *
     * @throws VavlException if it cannot
     */
    public static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new VavlException(
                    "the model's name is '" + name
                            + "', and must have 1 to 64 letters, digits, dots, hyphens and underscores, the first a letter or digit");
        }
        return name;
    }
}
