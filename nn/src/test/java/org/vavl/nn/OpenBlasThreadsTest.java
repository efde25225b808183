package org.vavl.nn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenBlasThreadsTest {
    @Test
    void openBlasHasAsManyThreadsAsLibTorch() {
        LibTorch.load();
        int before = LibTorch.threads();
        try {
            LibTorch.setThreads(1);
            assertThat(OpenBlasThreads.get()).hasValue(1);
            assertThat(LibTorch.threads()).isEqualTo(1);
        } finally {
            LibTorch.setThreads(before);
        }
    }
}
