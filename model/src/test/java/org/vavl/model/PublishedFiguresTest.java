package org.vavl.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.nn.ParameterStore;

class PublishedFiguresTest {
    private static final Task TASK = new Task.Classification(List.of("happy", "sad"), false);

    private static List<Long> counted(String family, String first, String second) {
        ModelFamily of = ModelConfigurations.family(family);
        List<Modality> modalities = List.of(new Modality(first, 24), new Modality(second, 16));
        try (EmotionModel network =
                ModelConfigurations.preset(of, "tiny").build(modalities, TASK, ParameterStore.shapesOnly())) {
            return PublishedFigures.of(of).orElseThrow().parameters().stream()
                    .map(figure -> figure.countIn(network))
                    .toList();
        }
    }

    /** They were counted as parts that there are not, and so as 0. */
    @Test
    void partsAreCountedWhateverTheModalitiesAreCalled() {
        for (String family : List.of("vavl", "uavm", "auxformer", "sfav", "tlstm", "mult")) {
            assertThat(counted(family, "speech", "face"))
                    .as(family)
                    .isEqualTo(counted(family, "acoustic", "visual"))
                    .allMatch(count -> count > 0);
        }
    }
}
