package org.vavl.recognition.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vavl.recognition.inference.ModelInformation.DataSet;

class ModelInformationTest {
    private static ModelInformation of(String licence, String... languages) {
        return new ModelInformation(licence, List.of(), List.of(languages), List.of(), List.of("hiring"), List.of());
    }

    @Test
    void aDigestIsSha256OfSaltCorpusAndSpeaker() {
        // printf 'ab\0ravdess\0actor05\0' | sha256sum
        TrainingSpeakers speakers = TrainingSpeakers.of("ab", List.of("ravdess"), List.of("actor05"));
        assertThat(speakers.digests())
                .containsExactly("33487eb420357e0aa486ce57ea4722128dbdf133c556ceb2a9d1caf3ef61eada");
        assertThat(speakers.has("ravdess", "actor05")).isTrue();
        assertThat(speakers.has("ravdess", "actor06")).isFalse();
        assertThat(speakers.has("ravdes", "sactor05")).isFalse();
        TrainingSpeakers salted = TrainingSpeakers.of("ac", List.of("ravdess"), List.of("actor05"));
        assertThat(salted.digests()).doesNotContainAnyElementsOf(speakers.digests());
        assertThat(speakers.toString()).doesNotContain("actor05");
    }

    @Test
    void speakersAreKnownByAnyNameOfTheirCorpus() {
        ModelInformation information = ModelInformation.none()
                .with(TrainingSpeakers.of("ab", List.of("a with b", "a", "b"), List.of("one", "two")));
        assertThat(information.known(List.of("a"), List.of("one", "two", "three", "one")))
                .isEqualTo(2);
        ModelInformation extractor =
                ModelInformation.none().with(TrainingSpeakers.of("cd", List.of("c"), List.of("three")));
        assertThat(information.over(extractor).known(List.of("c"), List.of("three", "one")))
                .isEqualTo(1);
        assertThat(information.known(List.of("c"), List.of("one"))).isZero();
        assertThat(ModelInformation.none().known(List.of("a"), List.of("one"))).isZero();
    }

    @Test
    void ofVeryManySpeakersTheFirstHaveDigests() {
        List<String> many = IntStream.range(0, TrainingSpeakers.MOST + 5)
                .mapToObj(i -> "s" + i)
                .toList();
        TrainingSpeakers speakers = TrainingSpeakers.of("ab", List.of("x", "y"), many);
        assertThat(speakers.count()).isEqualTo(many.size());
        assertThat(speakers.digests()).hasSize(TrainingSpeakers.MOST);
        assertThat(speakers.has("y", "s0")).isTrue();
        assertThat(speakers.has("x", many.get(many.size() - 1))).isFalse();
    }

    @Test
    void whatIsSaidGoesBeforeWhatWasSaid() {
        ModelInformation both = of("MIT", "en").under(of("", "pl", "pt-BR"));
        assertThat(both.licence()).isEqualTo("MIT");
        assertThat(both.languages()).containsExactly("pl", "pt-BR");
        assertThat(ModelInformation.none().isNone()).isTrue();
        assertThat(both.isNone()).isFalse();
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> of("", "English please")).hasMessageContaining("'English please'");
        assertThatThrownBy(() -> new DataSet(" ", "", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TrainingSpeakers("xyz", Set.of(), 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TrainingSpeakers("ab", Set.of("Actor 5"), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
