package org.vavl.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Labels;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.learning.training.loss.LossSettings;
import org.vavl.learning.training.optimiser.Adam;
import org.vavl.learning.training.optimiser.AdamSettings;
import org.vavl.learning.training.optimiser.Optimiser;
import org.vavl.learning.training.parallel.Ranks;
import org.vavl.learning.training.parallel.SharedLoss;
import org.vavl.model.Batch;
import org.vavl.model.EmotionModel;
import org.vavl.model.PredictionLoss;
import org.vavl.model.Update;
import org.vavl.model.inference.BatchAssembler;
import org.vavl.model.inference.FrameTransform;
import org.vavl.model.vavl.RandomClips;
import org.vavl.model.vavl.VavlFamily;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterStore;

class UpdateStepTest {
    private static Map<String, Tensor> copies(Map<String, Tensor> tensors) {
        Map<String, Tensor> copies = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> copies.put(name, tensor.detach().clone()));
        return copies;
    }

    @Test
    void anUpdateChangesItsOwnParametersAndTheirStateAndNothingElse() {
        try (PointerScope scope = new PointerScope();
                EmotionModel model = tinyModel();
                Adam adam = new Adam(AdamSettings.defaults(), model.parameters().parameters())) {
            Batch batch = batch(new RandomClips(5).mixed(9, RandomClips.BOTH));
            for (UpdateStep step : steps(model, adam)) {
                Update update = step.update();
                Set<String> changed =
                        model.parameters().learnable(update.changedGroups()).keySet();
                assertThat(changed).isNotEmpty();
                Map<String, Tensor> parameters = copies(model.parameters().parameters());
                Map<String, Tensor> states = copies(adam.tensors());
                step.make(batch, ForwardMode.training(Precision.FLOAT32), 1e-3);
                model.parameters().parameters().forEach((name, parameter) -> {
                    boolean unchanged = parameter.equal(parameters.get(name));
                    assertThat(unchanged).as("%s after %s", name, update.name()).isNotEqualTo(changed.contains(name));
                    boolean sameState = adam.tensors().get("mean." + name).equal(states.get("mean." + name));
                    assertThat(sameState).as("state of %s", name).isNotEqualTo(changed.contains(name));
                });
            }
        }
    }

    private static EmotionModel tinyModel() {
        return new VavlFamily()
                .presets()
                .get("tiny")
                .build(RandomClips.BOTH, RandomClips.CLASSES, ParameterStore.initialised(Device.CPU, 5));
    }

    private static Batch batch(List<Clip> clips) {
        return new BatchAssembler(RandomClips.CLASSES, RandomClips.unitStatistics(RandomClips.BOTH), Device.CPU)
                .assemble(clips, FrameTransform.NONE);
    }

    private static List<UpdateStep> steps(EmotionModel model, Optimiser optimiser) {
        return UpdateStep.all(model, optimiser, loss(), 0, new SharedLoss(Ranks.alone()));
    }

    private static PredictionLoss loss() {
        return LossSettings.defaultsFor(RandomClips.CLASSES).forTask(RandomClips.CLASSES);
    }

    @Test
    void updatesApplyOnlyToBatchesThatHaveWhatTheyNeed() {
        try (PointerScope scope = new PointerScope();
                EmotionModel model = tinyModel()) {
            Batch acoustic = batch(new RandomClips(1).complete(3, List.of(RandomClips.ACOUSTIC)));
            assertThat(model.updates().stream()
                            .filter(update -> update.appliesTo(acoustic))
                            .map(Update::name))
                    .containsExactly("acoustic");
        }
    }

    @Test
    void theJointHeadsLossIsThatOfTheClipsThatHaveEverythingAlone() {
        try (PointerScope scope = new PointerScope();
                EmotionModel model = tinyModel()) {
            List<Clip> mixed = new RandomClips(8).mixed(9, RandomClips.BOTH);
            List<Clip> complete = mixed.stream()
                    .filter(clip -> clip.features().size() == RandomClips.BOTH.size())
                    .toList();
            assertThat(complete).hasSize(3);
            assertThat(jointLoss(model, batch(mixed))).isCloseTo(jointLoss(model, batch(complete)), within(1e-6));
        }
    }

    /** A face that was put to speech of another class teaches its own head its own class, and nothing else is different. */
    @Test
    void theHeadOfAModalityLearnsTheLabelThatIsTheModalitysOwn() {
        try (PointerScope scope = new PointerScope();
                EmotionModel model = tinyModel()) {
            List<Clip> happy = labelled(Labels.ofClass("happy"));
            List<Clip> sad = labelled(Labels.ofClass("sad"));
            List<Clip> sadFaces =
                    labelled(new Labels(Map.of("happy", 1.0), Map.of(), Map.of("visual", Labels.ofClass("sad"))));
            for (Update update : model.updates()) {
                List<Clip> same = update.name().equals("visual") ? sad : happy;
                assertThat(loss(update, batch(sadFaces))).as(update.name()).isEqualTo(loss(update, batch(same)));
            }
        }
    }

    private static List<Clip> labelled(Labels labels) {
        return new RandomClips(3)
                .complete(4, RandomClips.BOTH).stream()
                        .map(clip -> new Clip(clip.id(), clip.speaker(), labels, clip.features()))
                        .toList();
    }

    private static double jointLoss(EmotionModel model, Batch batch) {
        Update joint = model.updates().get(model.updates().size() - 1);
        return loss(joint, batch);
    }

    private static double loss(Update update, Batch batch) {
        return update.loss(batch, loss(), ForwardMode.inference(Precision.FLOAT32))
                .item_double();
    }
}
