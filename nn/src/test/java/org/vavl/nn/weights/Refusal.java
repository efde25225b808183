package org.vavl.nn.weights;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.vavl.core.VavlException;

/** What a user is told of a file that is not read: one short line that names the file and says why. */
final class Refusal {
    private static final int LONGEST_MESSAGE = 300;

    private Refusal() {}

    /** Asserts that opening the file is refused for the reason. */
    static void of(Path path, String reason, ThrowingCallable open) {
        assertThatThrownBy(open)
                .isExactlyInstanceOf(VavlException.class)
                .hasMessageContaining(path.toString())
                .hasMessageContaining(reason)
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("\n")
                .hasSizeLessThan(path.toString().length() + LONGEST_MESSAGE);
    }
}
