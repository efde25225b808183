package org.vavl.cli.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.vavl.cli.output.Errors;
import org.vavl.core.clip.Clip;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.training.run.TrainedRun;
import org.vavl.model.inference.TrainedModel;
import picocli.CommandLine;

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

    /** Tells of clips that are left out since the model lacks their class, or since they are distorted copies. */
    void warnOfLeftOut(TrainedModel model, Corpus corpus, CommandLine command) {
        long copies = this == ALL ? corpus.clips().stream().filter(Clip::isCopy).count() : 0;
        if (copies > 0) {
            Errors.warn(
                    command,
                    copies + " of " + corpus.clips().size()
                            + " clips left out: they are distorted copies, which are for training alone");
        }
        Map<String, Integer> lacking = this == ALL ? new TrainedRun(model).lackingClasses(corpus) : Map.of();
        if (!lacking.isEmpty()) {
            int clips = lacking.values().stream().mapToInt(Integer::intValue).sum();
            Errors.warn(
                    command,
                    clips + " of " + corpus.clips().size() + " clips left out: the model lacks their class, "
                            + lacking.entrySet().stream()
                                    .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                                    .collect(Collectors.joining(", ")));
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
