package org.vavl.cli.doctor;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * What {@code doctor} found about one thing.
 *
 * @param name the thing
 * @param status how it stands
 * @param found what is there
 * @param remedy what to do about it; empty if nothing has to be done
 */
record Check(String name, Status status, String found, Optional<String> remedy) {
    /** How a thing stands. */
    enum Status {
        /** As it should be. */
        @JsonProperty("ok")
        OK,
        /** Vavl works, but not everything, or not as well as it could. */
        @JsonProperty("warning")
        WARNING,
        /** Vavl needs it and does not have it. */
        @JsonProperty("missing")
        MISSING
    }

    static Check ok(String name, String found) {
        return new Check(name, Status.OK, found, Optional.empty());
    }

    static Check warning(String name, String found, String remedy) {
        return new Check(name, Status.WARNING, found, Optional.of(remedy));
    }

    static Check missing(String name, String found, String remedy) {
        return new Check(name, Status.MISSING, found, Optional.of(remedy));
    }
}
