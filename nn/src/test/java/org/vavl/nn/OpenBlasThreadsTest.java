package org.vavl.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

class OpenBlasThreadsTest {
    @Test
    void openBlasHasOneThreadWhereOneDnnHasTheOthersAndAsManyAsLibTorchElsewhere() {
        assumeTrue(System.getenv("OPENBLAS_NUM_THREADS") == null);
        int before = LibTorch.threads();
        try {
            LibTorch.setThreads(2);
            assertThat(LibTorch.threads()).isEqualTo(2);
            assertThat(OpenBlasThreads.get()).hasValue(LibTorch.load().endsWith("x86_64") ? 1 : 2);
        } finally {
            LibTorch.setThreads(before);
        }
    }
}
