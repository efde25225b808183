package org.vavl.learning.experiment.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.synthetic.SyntheticCorpus;
import org.vavl.learning.corpus.synthetic.SyntheticSettings;

class StudyTest {
    @TempDir
    private Path folder;

    @Test
    void someOfItsNetworksKeepTheirOrder() {
        try (Corpus corpus = new SyntheticCorpus(SyntheticSettings.standard(1).withSize(4, 6))) {
            Study study = new Study(ExperimentConfiguration.defaults().withCorpus("synthetic"), corpus, folder);
            assertThat(study.models()).hasSize(8);
            assertThat(study.only(List.of("MulT", "VAVL")).models())
                    .extracting(ModelEntry::label)
                    .containsExactly("VAVL", "MulT");
            assertThatThrownBy(() -> study.only(List.of("VAVL", "VALV")))
                    .isInstanceOf(VavlException.class)
                    .hasMessageContaining("no network called 'VALV'; there are VAVL, UAVM,");
        }
    }
}
