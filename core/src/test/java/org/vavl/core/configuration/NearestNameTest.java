package org.vavl.core.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    private static final List<String> KNOWN = List.of("epochs", "batchSize", "learningRate", "seed");

    @Test
    void aSlipOfTheKeyboardIsUnderstood() {
        assertThat(NearestName.of("epoch", KNOWN)).contains("epochs");
        assertThat(NearestName.of("learnign_rate", KNOWN)).contains("learningRate");
        assertThat(NearestName.of("batch-size", KNOWN)).contains("batchSize");
        assertThat(NearestName.of("SEED", KNOWN)).contains("seed");
    }

    @Test
    void somethingElseIsNotGuessed() {
        assertThat(NearestName.of("dropout", KNOWN)).isEmpty();
        assertThat(NearestName.hint("dropout", KNOWN)).isEqualTo("known are epochs, batchSize, learningRate, seed");
        assertThat(NearestName.hint("dropout", List.of())).isEqualTo("there are none");
    }
}
