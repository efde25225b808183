package org.vavl.learning.training;

import java.nio.file.Path;
import java.util.Map;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.split.SplitRule;
import org.vavl.learning.corpus.synthetic.SyntheticCorpus;
import org.vavl.learning.corpus.synthetic.SyntheticSettings;
import org.vavl.learning.training.augmentation.ImageAugmentationSettings;
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
        TrainingConfiguration paper = TrainingConfiguration.defaultsFor(task);
        TrainingConfiguration training = new TrainingConfiguration(
                epochs,
                8,
                3e-3,
                Map.of(),
                paper.optimiser(),
                new ScheduleSettings(0.1, new DecaySettings.Cosine()),
                1,
                0.9,
                paper.loss(),
                paper.selection(),
                paper.sampler(),
                Map.of(
                        "acoustic",
                        new ModalityAugmentation(
                                0.8,
                                0.1,
                                1,
                                0.2,
                                0,
                                1,
                                3,
                                0,
                                0,
                                0,
                                0.1,
                                0.1,
                                0,
                                0,
                                0,
                                ImageAugmentationSettings.defaults()),
                        "visual",
                        new ModalityAugmentation(
                                0.8,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0.1,
                                0.1,
                                0.1,
                                0,
                                ImageAugmentationSettings.defaults())),
                0.4,
                1,
                Map.of("visual", 0.2),
                paper.presentation(),
                3,
                "float32",
                "cpu",
                1,
                checkpointSteps);
        return new RunConfiguration(
                "synthetic",
                task,
                new SplitRule.SpeakerShares(1, 1),
                new VavlFamily().presets().get("tiny"),
                training);
    }

    /** The same training, but for which epoch is kept. */
    public static TrainingConfiguration withSelection(TrainingConfiguration of, SelectionSettings selection) {
        return new TrainingConfiguration(
                of.epochs(),
                of.batchSize(),
                of.learningRate(),
                of.learningRates(),
                of.optimiser(),
                of.schedule(),
                of.gradientClip(),
                of.averageDecay(),
                of.loss(),
                selection,
                of.sampler(),
                of.augmentation(),
                of.mixup(),
                of.mixupShare(),
                of.missing(),
                of.presentation(),
                of.seed(),
                of.precision(),
                of.device(),
                of.threads(),
                of.checkpointSteps());
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
