package org.vavl.cli.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vavl.core.clip.Clip;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.training.run.TrainedRun;
import org.vavl.model.inference.TrainedModel;

/** On which clips of a corpus a model is evaluated. */
enum ClipSelection {
    TRAIN(Part.TRAIN),
    DEVELOPMENT(Part.DEVELOPMENT),
    TEST(Part.TEST),
    ALL;

    private final Optional<Part> part;

    ClipSelection(Part part) {
        this.part = Optional.of(part);
    }

    ClipSelection() {
        this.part = Optional.empty();
    }

    /** The clips; the parts are those that the model was trained with. */
    List<Clip> clips(TrainedModel model, Corpus corpus) {
        TrainedRun run = new TrainedRun(model);
        return part.map(one -> run.clips(corpus, one)).orElseGet(() -> run.allClips(corpus));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
