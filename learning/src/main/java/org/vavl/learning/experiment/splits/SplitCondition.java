package org.vavl.learning.experiment.splits;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.configuration.NearestName;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.split.SplitRule;

/** How a corpus is split, the most flattering way first. */
public enum SplitCondition {
    /** Clips at random: speakers are trained and tested on. */
    RANDOM_CLIPS("random clips"),
    /** Clips in turns: speakers are, and clips are tested whose neighbours are trained on. */
    CLIPS_IN_TURNS("clips in turns"),
    /** Each speaker in one part. */
    SPEAKERS_APART("speakers apart"),
    /** Every speaker is tested on once, by a network that was trained on the others. */
    LEAVE_ONE_SPEAKER_OUT("leave one speaker out");

    private final String text;

    SplitCondition(String text) {
        this.text = text;
    }

    /**
     * The condition of a name.
     *
     * @param name as users write it, such as {@code leave-one-speaker-out}
     * @throws VavlException if there is none
     */
    public static SplitCondition named(String name) {
        List<String> names = Arrays.stream(values()).map(SplitCondition::option).toList();
        int place = names.indexOf(name);
        if (place < 0) {
            throw new VavlException("split '" + name + "' is not known: " + NearestName.hint(name, names));
        }
        return values()[place];
    }

    /**
     * The conditions of several names, each once; of none, all.
     *
     * @throws VavlException if there is none of a name
     */
    public static List<SplitCondition> named(List<String> names) {
        return names.isEmpty()
                ? List.of(values())
                : names.stream().map(SplitCondition::named).distinct().toList();
    }

    /** What users write. */
    public String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The rule of the first trial. */
    SplitRule rule(Corpus corpus) {
        return switch (this) {
            case RANDOM_CLIPS -> new SplitRule.Clips(SplitRule.Clips.Order.RANDOM, 1, SplitRule.DEFAULT_SEED);
            case CLIPS_IN_TURNS -> new SplitRule.Clips(SplitRule.Clips.Order.TURNS, 1, SplitRule.DEFAULT_SEED);
            case SPEAKERS_APART -> SplitRule.SpeakerShares.defaults();
            case LEAVE_ONE_SPEAKER_OUT ->
                new SplitRule.SpeakerFolds(
                        speakers(corpus), 1, SplitRule.SpeakerFolds.defaults().development(), SplitRule.DEFAULT_SEED);
        };
    }

    /** How many trials there are, if a network is usually trained so often. */
    int trials(Corpus corpus, int usual) {
        return this == LEAVE_ONE_SPEAKER_OUT ? speakers(corpus) : usual;
    }

    private static int speakers(Corpus corpus) {
        return (int) corpus.clips().stream().map(Clip::speaker).distinct().count();
    }

    @Override
    public String toString() {
        return text;
    }
}
