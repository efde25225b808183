package org.vavl.model.sfav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.vavl.model.vavl.RandomClips.BOTH;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.model.Batch;
import org.vavl.model.EmotionModel;
import org.vavl.model.HeadOutput;
import org.vavl.model.ModalityBatch;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.LibTorch;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.layers.ValidFrames;

/** Clips that are shorter than what SFAV's convolutions take from them. */
class SfavShortClipsTest {
    private static final Task CLASSES = new Task.Classification(List.of("a", "b", "c"), false);

    @BeforeAll
    static void load() {
        LibTorch.load();
    }

    private static ModalityBatch part(Modality modality, int clip, long frames, long padded) {
        Tensor featuresNTD =
                torch.full(new long[] {1, padded, modality.width()}, new org.bytedeco.pytorch.Scalar(0.3 * (clip + 1)));
        Tensor validNT = ValidFrames.within(torch.tensor(new long[] {frames}), padded);
        return new ModalityBatch(List.of(0), ValidFrames.zeroInvalid(featuresNTD, validNT), validNT);
    }

    private static Map<Head, HeadOutput> answer(EmotionModel model, Map<Modality, ModalityBatch> parts) {
        return model.forward(new Batch(1, parts, torch.zeros(1, 3)), ForwardMode.inference(Precision.FLOAT32));
    }

    private static List<Double> values(HeadOutput output) {
        List<Double> values = new ArrayList<>();
        for (long c = 0; c < 3; c++) {
            values.add(output.outputsNC().select(1, c).item_double());
        }
        return values;
    }

    @Test
    void oneFrameOfEitherIsAnsweredForByWhatItShows() {
        Modality acoustic = BOTH.get(0);
        Modality visual = BOTH.get(1);
        try (PointerScope scope = new PointerScope();
                EmotionModel model =
                        new SfavConfiguration(8).build(BOTH, CLASSES, ParameterStore.initialised(Device.CPU, 5))) {
            for (Modality modality : BOTH) {
                Head head = Head.of(modality);
                List<Double> one = values(
                        answer(model, Map.of(modality, part(modality, 0, 1, 1))).get(head));
                List<Double> padded = values(answer(model, Map.of(modality, part(modality, 0, 1, 20)))
                        .get(head));
                List<Double> other = values(
                        answer(model, Map.of(modality, part(modality, 3, 1, 1))).get(head));
                for (int c = 0; c < 3; c++) {
                    assertThat(one.get(c)).isFinite().isCloseTo(padded.get(c), within(1e-5));
                }
                assertThat(other).isNotEqualTo(one);
            }
            Map<Head, HeadOutput> both =
                    answer(model, Map.of(acoustic, part(acoustic, 0, 1, 1), visual, part(visual, 0, 1, 1)));
            assertThat(values(both.get(Head.joining(BOTH))))
                    .allSatisfy(value -> assertThat(value).isFinite());
        }
    }
}
