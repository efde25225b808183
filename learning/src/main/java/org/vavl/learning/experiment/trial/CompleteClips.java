package org.vavl.learning.experiment.trial;

import java.util.List;
import java.util.stream.Stream;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.Part;

/** The test clips of a trial that have valid frames of every modality. */
public final class CompleteClips {
    private CompleteClips() {}

    public static List<Clip> of(Trial trial, Corpus corpus) {
        return stream(trial, corpus).toList();
    }

    /**
     * Makes sure, before anything is trained, that every trial has some.
     *
     * @throws VavlException if one has none
     */
    public static void require(List<Trial> trials, Corpus corpus) {
        trials.stream()
                .filter(trial -> stream(trial, corpus).findAny().isEmpty())
                .findFirst()
                .ifPresent(trial -> {
                    throw new VavlException("corpus " + corpus.name() + ": none of the test clips of trial "
                            + trial.number() + " has every modality, and this experiment needs such clips");
                });
    }

    private static Stream<Clip> stream(Trial trial, Corpus corpus) {
        return trial.run().split().split(corpus, trial.run().task()).clips(Part.TEST).stream()
                .filter(clip -> corpus.modalities().stream().allMatch(modality -> clip.features(modality).stream()
                        .anyMatch(found -> found.validFrames() > 0)));
    }
}
