package org.vavl.learning.corpus.importer;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.vavl.core.VavlException;

/** How a recording's name tells who speaks: a regular expression whose first group is the speaker. */
public final class SpeakerPattern {
    /** The option's name and what it does. */
    public static final String OPTION = "speaker";

    static final String HELP =
            "a regular expression whose group is the speaker, such as ^([^_]+)_ for s1_happy.wav; it is looked for in"
                    + " the file's name or, if it has a slash, in the path; unless given each clip has a speaker of its own";

    private final Optional<Pattern> pattern;

    private SpeakerPattern(Optional<Pattern> pattern) {
        this.pattern = pattern;
    }

    static SpeakerPattern of(ImportOptions options) {
        return options.get(OPTION).map(SpeakerPattern::parse).orElseGet(SpeakerPattern::unknown);
    }

    /** Each recording has a speaker of its own. */
    public static SpeakerPattern unknown() {
        return new SpeakerPattern(Optional.empty());
    }

    /**
     * A pattern as users write it.
     *
     * @throws VavlException if it is no regular expression, or has no group
     */
    public static SpeakerPattern parse(String text) {
        try {
            Pattern pattern = Pattern.compile(text);
            if (pattern.matcher("").groupCount() < 1) {
                throw new VavlException("option speaker is '" + text
                        + "', and must have a group in parentheses, which is the speaker, such as ^([^_]+)_");
            }
            return new SpeakerPattern(Optional.of(pattern));
        } catch (PatternSyntaxException e) {
            throw new VavlException(
                    "option speaker is '" + text + "', and must be a regular expression: "
                            + String.valueOf(e.getDescription()),
                    e);
        }
    }

    boolean isGiven() {
        return pattern.isPresent();
    }

    /** @throws VavlException if the name does not tell */
    String speaker(RecordingFolder.Recording recording) {
        if (pattern.isEmpty()) {
            return recording.id();
        }
        boolean isOfPath = pattern.get().pattern().contains("/");
        String name = isOfPath
                ? recording.path()
                : recording.path().substring(recording.path().lastIndexOf('/') + 1);
        Matcher matcher = pattern.get().matcher(name);
        String speaker = matcher.find() ? matcher.group(1) : null;
        if (speaker == null || speaker.isBlank()) {
            throw new VavlException("option speaker finds nobody in '" + name + "': "
                    + pattern.get().pattern() + " must match every name");
        }
        return speaker.strip();
    }
}
