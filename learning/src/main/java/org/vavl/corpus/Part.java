package org.vavl.corpus;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

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

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
