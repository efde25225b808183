package org.vavl.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloseUnlessReturnedTest {
    private final List<String> closed = new ArrayList<>();

    private String open(boolean fails) {
        try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
            String first = opened.add("first", closed::add);
            String second = opened.add("second", closed::add);
            if (fails) {
                throw new IllegalStateException("no");
            }
            return opened.returned(first + second);
        }
    }

    @Test
    void whatIsReturnedStaysOpen() {
        assertThat(open(false)).isEqualTo("firstsecond");
        assertThat(closed).isEmpty();
    }

    @Test
    void whatIsNotIsClosedTheLastFirst() {
        assertThatThrownBy(() -> open(true)).hasMessage("no");
        assertThat(closed).containsExactly("second", "first");
    }

    @Test
    void allAreClosedThoughOneCannotBe() {
        assertThatThrownBy(() -> {
                    try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
                        opened.add("first", closed::add);
                        opened.add("second", name -> {
                            throw new IllegalStateException(name);
                        });
                    }
                })
                .hasMessage("second");
        assertThat(closed).containsExactly("first");
    }
}
