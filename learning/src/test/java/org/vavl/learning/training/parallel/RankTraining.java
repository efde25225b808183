package org.vavl.learning.training.parallel;

import java.util.List;
import java.util.Map;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.synthetic.SyntheticCorpus;
import org.vavl.learning.corpus.synthetic.SyntheticSettings;
import org.vavl.learning.training.Runs;
import org.vavl.learning.training.TrainingConfiguration;
import org.vavl.learning.training.augmentation.ModalityDropoutSettings;
import org.vavl.learning.training.loss.LossSettings;
import org.vavl.learning.training.optimiser.SgdSettings;
import org.vavl.learning.training.run.RunConfiguration;
import org.vavl.model.CrossmodalTransformerSettings;
import org.vavl.model.ModelConfiguration;
import org.vavl.model.ModelConfigurations;
import org.vavl.model.auxformer.AuxFormerConfiguration;
import org.vavl.model.vavl.VavlConfiguration;

/** What ranks are to train in tests: small networks on the synthetic corpus. */
final class RankTraining {
    /** Of runs that are not killed. */
    private static final int SELDOM = 1000;

    private static final int BATCH_SIZE = 4;
    /** The paper's. */
    private static final double LEARNING_RATE = 5e-5;

    private static final ModelConfiguration WITHOUT_DROPOUT =
            new VavlConfiguration(12, 3, 2, 1, 20, 5, 6, 5, List.of(10, 8), 0, 0, true, true, true);

    /** What is trained. */
    enum Kind {
        /** With clips that lack a modality. */
        CROSS_ENTROPY,
        /** The concordance of two attributes. */
        CCC,
        /** The mean absolute error. */
        L1,
        /** With all that mixes clips, changes them or clips gradients. */
        MIXED,
        /** With an optimiser that feels how large a gradient is, not only where it points. */
        GRADIENT_DESCENT,
        /** Two clips in a batch. */
        SMALL_BATCHES,
        /** With dropout. */
        DROPOUT,
        /** A baseline that has several heads in one update; Adam would make steps of what rounding leaves of a gradient of 0, as its keys' biases have. */
        AUXFORMER,
        /** Another, with dropout. */
        UAVM,
        /** A batch norm. */
        SFAV
    }

    private RankTraining() {}

    static Corpus corpus() {
        return new SyntheticCorpus(SyntheticSettings.standard(1).withSize(8, 9).withAbsent(0.2, 0.25));
    }

    static RunConfiguration configuration(Kind kind, int epochs) {
        Task task =
                kind == Kind.CCC || kind == Kind.L1 ? SyntheticCorpus.regression() : SyntheticCorpus.classification();
        RunConfiguration mixed = Runs.configuration(task, epochs, checkpointSteps(kind));
        TrainingConfiguration plain = mixed.training().toBuilder()
                .batchSize(BATCH_SIZE)
                .augmentation(Map.of())
                .mixup(0)
                .missing(Map.of())
                .averageDecay(0)
                .gradientClip(0)
                .learningRate(LEARNING_RATE)
                .build();
        TrainingConfiguration training =
                switch (kind) {
                    case CCC ->
                        plain.toBuilder()
                                .loss(new LossSettings(LossSettings.Kind.CCC, 1, 0))
                                .build();
                    case L1 ->
                        plain.toBuilder()
                                .loss(new LossSettings(LossSettings.Kind.L1, 1, 0))
                                .build();
                    case MIXED ->
                        mixed.training().toBuilder()
                                .batchSize(BATCH_SIZE)
                                .learningRate(LEARNING_RATE)
                                .presentation(new ModalityDropoutSettings.Copies())
                                .build();
                    case GRADIENT_DESCENT, AUXFORMER ->
                        plain.toBuilder()
                                .optimiser(new SgdSettings(0, 0.9, 0))
                                .gradientClip(1)
                                .learningRate(1e-2)
                                .build();
                    case SMALL_BATCHES -> plain.toBuilder().batchSize(2).build();
                    default -> plain;
                };
        return new RunConfiguration(
                mixed.corpus(), task, mixed.split(), model(kind), training, RunConfiguration.FusionRule.WEIGHTED);
    }

    private static ModelConfiguration model(Kind kind) {
        return switch (kind) {
            case DROPOUT -> tiny("vavl");
            case AUXFORMER ->
                new AuxFormerConfiguration(
                        new CrossmodalTransformerSettings(24, 4, 1, 96, 0, 0, 0, 0, 0), List.of(64, 32), 0);
            case UAVM -> tiny("uavm");
            case SFAV -> tiny("sfav");
            default -> WITHOUT_DROPOUT;
        };
    }

    private static ModelConfiguration tiny(String family) {
        return ModelConfigurations.preset(ModelConfigurations.family(family), "tiny");
    }

    /** Those that are killed or stopped write a checkpoint every other step. */
    private static int checkpointSteps(Kind kind) {
        return kind == Kind.DROPOUT || kind == Kind.CROSS_ENTROPY ? 2 : SELDOM;
    }
}
