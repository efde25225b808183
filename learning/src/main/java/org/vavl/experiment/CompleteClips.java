package org.vavl.experiment;

import java.util.List;
import java.util.stream.Stream;
import org.vavl.corpus.Clip;
import org.vavl.corpus.Corpus;
import org.vavl.corpus.Part;
import org.vavl.nn.VavlException;

/** The test clips of a trial that have valid frames of every modality. */
final class CompleteClips {
    private CompleteClips() {}

    static List<Clip> of(Trial trial, Corpus corpus) {
        return stream(trial, corpus).toList();
    }

    /**
     * Makes sure, before anything is trained, that every trial has some.
     *
     * @throws VavlException if one has none
     */
    static void require(List<Trial> trials, Corpus corpus) {
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
