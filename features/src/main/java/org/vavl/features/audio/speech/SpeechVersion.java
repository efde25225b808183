package org.vavl.features.audio.speech;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;

/**
 * What a version says of features whose frames are valid where speech is: the version of the extractor alone, and then, for example, {@code
 * ;speech=silero-6.2.3:0.5:0.35:0.25:0.1:0.03}.
 *
 * @param extractor the id of the extractor alone
 * @param detector the detector's name with its version
 * @param settings of the detector
 */
public record SpeechVersion(ExtractorId extractor, String detector, SpeechSettings settings) {
    private static final String NUMBER = ":([.\\dE-]{1,25})";
    private static final Pattern FORM =
            Pattern.compile("(.*);speech=([a-z]{1,20}-[.\\d]{1,20})" + NUMBER.repeat(5), Pattern.DOTALL);
    private static final String MARK = ";speech=";

    /** The whole id. */
    public ExtractorId id() {
        return new ExtractorId(
                extractor.name(),
                extractor.version() + MARK + detector + ":" + settings.threshold() + ":" + settings.negativeThreshold()
                        + ":" + settings.minimumSpeechSeconds() + ":" + settings.minimumSilenceSeconds() + ":"
                        + settings.paddingSeconds());
    }

    /**
     * What a version says; empty if it says nothing of speech.
     *
     * @throws VavlException if it says something else than can be
     */
    public static Optional<SpeechVersion> parse(ExtractorId id) {
        if (!id.version().contains(MARK)) {
            return Optional.empty();
        }
        Matcher matcher = FORM.matcher(id.version());
        if (!matcher.matches()) {
            throw new VavlException("extractor '" + id + "' has no such version: must end such as "
                    + new SpeechVersion(id, SileroDetector.NAME, SpeechSettings.defaults())
                            .id()
                            .version()
                            .substring(id.version().length()));
        }
        try {
            return Optional.of(new SpeechVersion(
                    new ExtractorId(id.name(), matcher.group(1)),
                    matcher.group(2),
                    new SpeechSettings(
                            Double.parseDouble(matcher.group(3)),
                            Double.parseDouble(matcher.group(4)),
                            Double.parseDouble(matcher.group(5)),
                            Double.parseDouble(matcher.group(6)),
                            Double.parseDouble(matcher.group(7)))));
        } catch (NumberFormatException e) {
            throw new VavlException("extractor '" + id + "' has no such version: " + e.getMessage(), e);
        }
    }

    /**
     * The detector.
     *
     * @throws VavlException if this version of Vavl has none of that name
     */
    SpeechDetector open() {
        return switch (detector) {
            case SileroDetector.NAME -> new SileroDetector(settings);
            case EnergyDetector.NAME -> new EnergyDetector(settings);
            default ->
                throw new VavlException("the features of " + extractor.name() + " were made with speech found by "
                        + detector + ", and here are " + SileroDetector.NAME + " and " + EnergyDetector.NAME);
        };
    }
}
