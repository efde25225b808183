package org.vavl.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vavl.core.VavlException;
import org.vavl.learning.training.TrainingListener;

class WorkerMessageTest {
    /** Writes down what it is told. */
    private static final class Written implements TrainingListener {
        private final List<String> told = new ArrayList<>();

        @Override
        public void started(String description, long stepsDone, long steps) {
            told.add(description + " " + stepsDone + " of " + steps);
        }

        @Override
        public void stepDone(int epoch, long stepsDone, double loss) {
            told.add("epoch " + epoch + ", step " + stepsDone + ", " + loss);
        }

        @Override
        public void warned(String what) {
            told.add(what);
        }
    }

    @Test
    void howATrainingGoesIsToldOnTheOtherSide() {
        StringWriter lines = new StringWriter();
        WorkerReport report = new WorkerReport(new PrintWriter(lines));
        report.started("420 clips; \"tiny\"", 3, 100);
        report.stepDone(2, 4, Double.NaN);
        report.stepDone(2, 5, 0.5); // sooner than anyone reads
        report.warned("no picture\nhere");
        Written written = new Written();
        lines.toString().lines().map(WorkerMessage::parse).forEach(message -> ((WorkerMessage.OnTheWay) message)
                .tell(written));
        assertThat(written.told)
                .containsExactly("420 clips; \"tiny\" 3 of 100", "epoch 2, step 4, NaN", "no picture\nhere");
    }

    @Test
    void whatBecameOfATrialIsOneLine() {
        for (WorkerMessage message : List.of(
                new WorkerMessage.Done(),
                new WorkerMessage.Interrupted(),
                WorkerMessage.Failed.of(new VavlException("diverged\nat step 3")))) {
            assertThat(message.text()).hasLineCount(1);
            assertThat(WorkerMessage.parse(message.text())).isEqualTo(message);
        }
        assertThat(WorkerMessage.Failed.of(new VavlException("diverged\nat step 3"))
                        .reason())
                .isEqualTo("diverged; at step 3");
        assertThatIllegalStateException()
                .isThrownBy(() -> WorkerMessage.parse("OpenMP: something"))
                .withMessageContaining("OpenMP: something");
    }
}
