package org.vavl.learning.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.split.Split;
import org.vavl.learning.corpus.synthetic.SyntheticCorpus;
import org.vavl.learning.corpus.synthetic.SyntheticSettings;
import org.vavl.nn.TorchDevice;

class RunProvenanceTest {
    private static final Path FOLDER = Path.of("corpora", "mine").toAbsolutePath();

    private static RunConfiguration configuration(Corpus corpus, String settings) {
        return RunConfiguration.of(FOLDER, CorpusDefaults.of(corpus), settings);
    }

    /** A finished trial in bfloat16 was taken for one in float32 where the configuration says auto. */
    @Test
    void theDigestOfTrialsIsThatOfCheckpointsAndTellsPrecisionsApart() {
        try (Corpus corpus = new SyntheticCorpus(SyntheticSettings.standard(1).withSize(8, 4))) {
            RunConfiguration auto = configuration(corpus, "training: {precision: auto}");
            Split split = auto.split().split(corpus, auto.task());
            String here = new RunProvenance(
                            auto, corpus, split, Precision.parse("auto", Device.CPU, TorchDevice::hasBfloat16Products))
                    .digest();
            assertThat(Trainer.digest(auto, corpus)).isEqualTo(here);
            assertThat(new RunProvenance(auto, corpus, split, Precision.FLOAT32).digest())
                    .isNotEqualTo(new RunProvenance(auto, corpus, split, Precision.BFLOAT16).digest());
            assertThat(Trainer.digest(configuration(corpus, "training: {seed: 2}"), corpus))
                    .isNotEqualTo(Trainer.digest(configuration(corpus, "training: {seed: 3}"), corpus));
        }
    }

    @Test
    void noFolderOfThisMachineIsInAModelFile() {
        try (Corpus corpus = new SyntheticCorpus(SyntheticSettings.standard(1).withSize(8, 4))) {
            RunConfiguration run = configuration(corpus, "{}");
            Split split = run.split().split(corpus, run.task());
            RunProvenance provenance = new RunProvenance(run, corpus, split, Precision.FLOAT32);
            assertThat(run.toYaml()).contains(FOLDER.getParent().toString());
            assertThat(provenance.atStart().facts().toString())
                    .contains("version.vavl")
                    .doesNotContain(FOLDER.getParent().toString());
        }
    }
}
