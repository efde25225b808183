package org.vavl.learning.corpus.inspection;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Modality;
import org.vavl.features.audio.AcousticSettings;
import org.vavl.features.audio.LogMelExtractor;
import org.vavl.features.audio.WaveformExtractor;
import org.vavl.learning.corpus.Corpus;

/**
 * Looks for recordings that are nearly silent, as far as features tell how loud a recording was: log-mel features with an energy of each
 * frame, whose level was left as it is, and samples themselves. And for features that do not change from one frame to the next, whatever
 * made them.
 */
final class SilenceAudit {
    /** 60 dB below full scale: a quiet room, in which somebody speaks some 30 dB louder. */
    private static final double QUIET_DECIBELS = -60;

    private static final String ENERGY = "energy";

    private SilenceAudit() {}

    static List<Finding> of(Corpus corpus) {
        return corpus.modalities().stream()
                .flatMap(modality -> List.of(quiet(corpus, modality), constant(corpus, modality)).stream())
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Finding> quiet(Corpus corpus, Modality modality) {
        ExtractorId extractor = corpus.extractors().get(modality.name());
        if (extractor == null || !modality.name().equals(Modality.ACOUSTIC)) {
            return Optional.empty();
        }
        List<String> quiet = corpus.clips().parallelStream()
                .filter(clip -> clip.features(modality)
                        .map(sequence -> loudest(sequence, extractor))
                        .filter(decibels -> decibels < QUIET_DECIBELS)
                        .isPresent())
                .map(Clip::id)
                .toList();
        return quiet.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.warning(
                        "nearly-silent",
                        String.format(
                                Locale.ROOT,
                                "%d of %d clips are nearly silent: no moment is louder than %.0f dB below full scale",
                                quiet.size(),
                                corpus.clips().size(),
                                -QUIET_DECIBELS),
                        quiet));
    }

    private static Optional<Finding> constant(Corpus corpus, Modality modality) {
        List<String> constant = corpus.clips().parallelStream()
                .filter(clip ->
                        clip.features(modality).map(SilenceAudit::isConstant).orElse(false))
                .map(Clip::id)
                .toList();
        return constant.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.warning(
                        "constant-features",
                        constant.size() + " of " + corpus.clips().size() + " clips have " + modality.name()
                                + " features that are the same in all of their frames",
                        constant));
    }

    /** Of the loudest frame, in decibels of full scale; not a number if the features do not tell. */
    private static double loudest(FeatureSequence sequence, ExtractorId extractor) {
        double loudest = Double.NEGATIVE_INFINITY;
        if (extractor.name().equals(WaveformExtractor.NAME)) {
            for (int t = 0; t < sequence.frames(); t++) {
                loudest = Math.max(loudest, 20 * Math.log10(Math.abs(sequence.value(t, 0))));
            }
            return loudest;
        }
        OptionalInt energy = energyColumn(extractor);
        if (energy.isEmpty()) {
            return Double.NaN;
        }
        for (int t = 0; t < sequence.frames(); t++) {
            if (sequence.isValid(t)) {
                loudest = Math.max(loudest, 10 / Math.log(10) * sequence.value(t, energy.getAsInt()));
            }
        }
        return loudest;
    }

    private static OptionalInt energyColumn(ExtractorId extractor) {
        if (!extractor.name().equals(LogMelExtractor.NAME)) {
            return OptionalInt.empty();
        }
        try {
            AcousticSettings settings = LogMelExtractor.of(extractor).settings();
            int column = settings.columns().indexOf(ENERGY);
            return settings.normaliseLevel() || column < 0 ? OptionalInt.empty() : OptionalInt.of(column);
        } catch (VavlException e) {
            return OptionalInt.empty(); // features of an earlier version can still be audited for all else
        }
    }

    /** Of at least a few valid frames; a clip may have one alone, or few that are alike by chance where they are rounded. */
    private static boolean isConstant(FeatureSequence sequence) {
        int first = sequence.valid().nextSetBit(0);
        if (sequence.validFrames() < 5) {
            return false;
        }
        for (int t = first + 1; t < sequence.frames(); t++) {
            for (int d = 0; sequence.isValid(t) && d < sequence.width(); d++) {
                if (sequence.value(t, d) != sequence.value(first, d)) {
                    return false;
                }
            }
        }
        return true;
    }
}
