package org.vavl.learning.corpus;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.vavl.core.VavlException;

/** What a part of a corpus is for. */
public enum Part {
    /** Parameters are fitted to it. */
    @JsonProperty("train")
    TRAIN,
    /** The best epoch is chosen on it. */
    @JsonProperty("development")
    DEVELOPMENT,
    /** Results are reported on it. */
    @JsonProperty("test")
    TEST;

    /**
     * The part that a word of the field's corpora means: {@code train}, {@code dev}, {@code valid}, {@code test} and the like, in
     * either case.
     *
     * @throws VavlException if it is none of them
     */
    public static Part parse(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "train", "training" -> TRAIN;
            case "development", "dev", "validation", "valid", "val" -> DEVELOPMENT;
            case "test", "testing" -> TEST;
            default -> throw new VavlException("part '" + word + "' must be train, development or test");
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
