package org.vavl.learning.training.parallel;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.synthetic.SyntheticCorpus;
import org.vavl.learning.corpus.synthetic.SyntheticSettings;
import org.vavl.learning.training.Runs;
import org.vavl.learning.training.TrainingConfiguration;
import org.vavl.learning.training.TrainingListener;
import org.vavl.learning.training.augmentation.ModalityDropoutSettings;
import org.vavl.learning.training.loss.LossSettings;
import org.vavl.learning.training.optimiser.SgdSettings;
import org.vavl.learning.training.run.RunConfiguration;
import org.vavl.learning.training.run.RunFolder;
import org.vavl.learning.training.run.Trainer;
import org.vavl.model.CrossmodalTransformerSettings;
import org.vavl.model.ModelConfiguration;
import org.vavl.model.ModelConfigurations;
import org.vavl.model.auxformer.AuxFormerConfiguration;
import org.vavl.model.vavl.VavlConfiguration;

/**
 * A rank in a process of its own: {@code KIND FOLDER STORE RANK COUNT EPOCHS}. Prints {@code step N} after every step and, if it fails with a message, that as
 * {@code failed: …}.
 */
final class RankProcess {
    static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final int CHECKPOINT_STEPS = 2;
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

    private RankProcess() {}

    public static void main(String[] arguments) {
        RankSettings settings = new RankSettings(
                new Rendezvous.SharedFile(Path.of(arguments[2])),
                Integer.parseInt(arguments[3]),
                Integer.parseInt(arguments[4]),
                TIMEOUT);
        RunConfiguration configuration = configuration(Kind.valueOf(arguments[0]), Integer.parseInt(arguments[5]));
        Path folder = Path.of(arguments[1]);
        try (Ranks ranks = Ranks.join(settings);
                Corpus corpus = corpus();
                RunFolder run = ranks.isFirst() ? RunFolder.open(folder) : RunFolder.ofFirstRank(folder)) {
            train(configuration, corpus, run, ranks);
        } catch (VavlException e) {
            System.out.println("failed: " + e.getMessage());
            System.exit(1);
        }
        System.exit(0);
    }

    private static void train(RunConfiguration configuration, Corpus corpus, RunFolder run, Ranks ranks) {
        try {
            Trainer.train(configuration, corpus, run, steps(), ranks);
        } catch (VavlException e) {
            ranks.failed(String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private static TrainingListener steps() {
        return new TrainingListener() {
            @Override
            public void stepDone(int epoch, long stepsDone, double loss) {
                System.out.println("step " + stepsDone);
                System.out.flush();
            }
        };
    }

    static Corpus corpus() {
        return new SyntheticCorpus(SyntheticSettings.standard(1).withSize(8, 9).withAbsent(0.2, 0.25));
    }

    static RunConfiguration configuration(Kind kind, int epochs) {
        Task task =
                kind == Kind.CCC || kind == Kind.L1 ? SyntheticCorpus.regression() : SyntheticCorpus.classification();
        RunConfiguration mixed = Runs.configuration(task, epochs, CHECKPOINT_STEPS);
        TrainingConfiguration plain = mixed.training().toBuilder()
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

    /** Starts one. */
    static Process start(Kind kind, Path folder, Path store, int rank, int count, int epochs) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                RankProcess.class.getName(),
                kind.name(),
                folder.toString(),
                store.toString(),
                Integer.toString(rank),
                Integer.toString(count),
                Integer.toString(epochs)));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("GLOO_SOCKET_IFNAME", "lo");
        return builder.start();
    }
}
