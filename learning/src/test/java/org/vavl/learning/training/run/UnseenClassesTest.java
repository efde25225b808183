package org.vavl.learning.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.split.Split;
import org.vavl.learning.corpus.synthetic.SyntheticCorpus;
import org.vavl.learning.training.Runs;
import org.vavl.learning.training.TrainingListener;

class UnseenClassesTest {
    private static final Task TASK = new Task.Classification(List.of("angry", "happy", "sad"), false);

    @TempDir
    private Path folder;

    private static Clip clip(String id, String label) {
        return new Clip(id, "speaker of " + id, Labels.ofClass(label), Map.of());
    }

    private static Split split(List<Clip> train) {
        return new Split(
                "given",
                Map.of(
                        Part.TRAIN, train,
                        Part.DEVELOPMENT, List.of(clip("d1", "happy"), clip("d2", "happy"), clip("d3", "angry")),
                        Part.TEST, List.of(clip("t1", "angry"))),
                0,
                0,
                0);
    }

    @Test
    void aClassThatOnlyDevelopmentHasIsNamedAndSoIsOneThatNobodyHas() {
        assertThat(UnseenClasses.warnings(TASK, split(List.of(clip("a", "angry")))))
                .containsExactly(
                        "no clip for training is of the class 'happy', so the model cannot learn it (development has 2"
                                + " clips of it, test has 0)",
                        "no clip for training is of the class 'sad', so the model cannot learn it (development has 0"
                                + " clips of it, test has 0)");
        assertThat(UnseenClasses.warnings(
                        TASK, split(List.of(clip("a", "angry"), clip("b", "happy"), clip("c", "sad")))))
                .isEmpty();
    }

    @Test
    void aShareOfAClassIsEnoughWhereSharesAreLearnt() {
        Task soft = new Task.Classification(List.of("angry", "happy", "sad"), true);
        Clip mixed = new Clip("m", "s", new Labels(Map.of("angry", 5.0, "happy", 1.0, "sad", 1.0), Map.of()), Map.of());
        assertThat(UnseenClasses.warnings(soft, split(List.of(mixed)))).isEmpty();
        assertThat(UnseenClasses.warnings(TASK, split(List.of(mixed)))).hasSize(2);
    }

    @Test
    void aTrainingWarnsBeforeItsFirstStep() {
        List<String> labels = new ArrayList<>(SyntheticCorpus.classification().outputNames());
        labels.add("bored");
        List<String> told = new ArrayList<>();
        Runs.train(folder, Runs.configuration(new Task.Classification(labels, false), 1, 1000), new TrainingListener() {
            @Override
            public void started(String description, long stepsDone, long steps) {
                told.add("started");
            }

            @Override
            public void stepDone(int epoch, long stepsDone, double loss) {
                told.add("step");
            }

            @Override
            public void warned(String what) {
                told.add(what);
            }
        });
        assertThat(told).startsWith("started").contains("step");
        assertThat(told.get(1)).startsWith("no clip for training is of the class 'bored'");
        assertThat(told.get(2)).isEqualTo("step");
    }
}
