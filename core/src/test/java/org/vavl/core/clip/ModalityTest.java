package org.vavl.core.clip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ModalityTest {
    private static final Modality SPEECH = new Modality("speech", 3);
    private static final Modality FACE = new Modality("face", 2);
    private static final Modality ACOUSTIC = new Modality("acoustic", 3);

    @Test
    void theUsualNamesStandForTheFirstAndTheSecondWhereNoneIsCalledSo() {
        List<Modality> two = List.of(SPEECH, FACE);
        assertThat(Modality.meant(two, "face")).contains(FACE);
        assertThat(Modality.meant(two, "acoustic")).contains(SPEECH);
        assertThat(Modality.meant(two, "visual")).contains(FACE);
        assertThat(Modality.meant(two, "lexical")).isEmpty();
        assertThat(Modality.meant(List.of(SPEECH), "visual")).isEmpty();
    }

    @Test
    void aUsualNameIsNothingElseWhereOneIsThere() {
        List<Modality> one = List.of(FACE, ACOUSTIC);
        assertThat(Modality.meant(one, "acoustic")).contains(ACOUSTIC);
        assertThat(Modality.meant(one, "visual")).isEmpty();
    }
}
