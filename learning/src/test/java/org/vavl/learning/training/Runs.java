package org.vavl.learning.training;

import java.nio.file.Path;
import java.util.Map;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.split.SplitRule;
import org.vavl.learning.corpus.synthetic.SyntheticCorpus;
import org.vavl.learning.corpus.synthetic.SyntheticSettings;
import org.vavl.learning.training.augmentation.ModalityAugmentation;
import org.vavl.learning.training.optimiser.DecaySettings;
import org.vavl.learning.training.optimiser.ScheduleSettings;
import org.vavl.learning.training.run.RunConfiguration;
import org.vavl.learning.training.run.RunFolder;
import org.vavl.learning.training.run.Trainer;
import org.vavl.model.vavl.VavlFamily;

/** Small runs on the synthetic corpus. */
public final class Runs {
    private Runs() {}

    static Corpus corpus(long seed) {
        return new SyntheticCorpus(SyntheticSettings.standard(seed).withSize(10, 6));
    }

    public static RunConfiguration configuration(Task task, int epochs, int checkpointSteps) {
        TrainingConfiguration training = TrainingConfiguration.defaultsFor(task).toBuilder()
                .epochs(epochs)
                .batchSize(8)
                .learningRate(3e-3)
                .schedule(new ScheduleSettings(0.1, new DecaySettings.Cosine()))
                .gradientClip(1)
                .averageDecay(0.9)
                .augmentation(augmentation())
                .mixup(0.4)
                .missing(Map.of("visual", 0.2))
                .seed(3)
                .precision("float32")
                .threads(1)
                .checkpointSteps(checkpointSteps)
                .build();
        return new RunConfiguration(
                "synthetic",
                task,
                new SplitRule.SpeakerShares(1, 1),
                new VavlFamily().presets().get("tiny"),
                training,
                RunConfiguration.FusionRule.WEIGHTED);
    }

    private static Map<String, ModalityAugmentation> augmentation() {
        ModalityAugmentation some = ModalityAugmentation.defaults().toBuilder()
                .share(0.8)
                .noise(0.1)
                .build();
        return Map.of(
                "acoustic",
                some.toBuilder()
                        .timeStretch(0.1)
                        .timeMasks(1)
                        .timeMaskShare(0.2)
                        .bandMasks(1)
                        .bandMaskWidth(3)
                        .offset(0.1)
                        .build(),
                "visual",
                some.toBuilder().valueDropout(0.1).frameDropout(0.1).build());
    }

    public static TrainingResult train(Path folder, RunConfiguration configuration, TrainingListener listener) {
        return train(folder, configuration, corpus(1), listener);
    }

    /** Trains, and closes the corpus. */
    public static TrainingResult train(
            Path folder, RunConfiguration configuration, Corpus toClose, TrainingListener listener) {
        try (Corpus corpus = toClose;
                RunFolder run = RunFolder.open(folder)) {
            return Trainer.train(configuration, corpus, run, listener);
        }
    }
}
