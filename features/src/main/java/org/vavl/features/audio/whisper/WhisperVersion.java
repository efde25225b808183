package org.vavl.features.audio.whisper;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.compute.Precision;

/** The version of features that a {@link WhisperExtractor} made: all that their values depend on. */
public final class WhisperVersion {
    private static final String NUMBER = "([.\\dE-]{1,25})";
    private static final Pattern FORM = Pattern.compile("1;block=(\\d{1,4});rate=(\\d{1,2});padded=(true|false);window="
            + NUMBER + "~" + NUMBER + ";weights=[0-9a-f]{16}(?:;precision=(bfloat16))?");

    private WhisperVersion() {}

    /** The version; the digest is of the parameters that are used, whatever file they came in. A precision that is not said is float32. */
    static String of(int block, WhisperSettings settings, String digest) {
        String version = String.join(
                ";",
                "1",
                "block=" + block,
                "rate=" + settings.frameRate(),
                "padded=" + settings.padded(),
                "window=" + settings.windowSeconds() + "~" + settings.contextSeconds(),
                "weights=" + digest);
        return settings.precision() == Precision.FLOAT32 ? version : version + ";precision=" + settings.precision();
    }

    /**
     * The settings that made features.
     *
     * @param id of {@link WhisperExtractor#NAME}; its version says the settings
     * @throws VavlException if it is not of this form
     */
    public static WhisperSettings settings(ExtractorId id) {
        Matcher matcher = FORM.matcher(id.version());
        if (!id.name().equals(WhisperExtractor.NAME) || !matcher.matches()) {
            throw new VavlException("extractor '" + id + "' is not known: must be " + WhisperExtractor.NAME
                    + ", of a version such as 1;block=3;rate=25;padded=false;window=30.0~5.0;weights=…");
        }
        try {
            return new WhisperSettings(
                    Integer.parseInt(matcher.group(1)),
                    Integer.parseInt(matcher.group(2)),
                    Boolean.parseBoolean(matcher.group(3)),
                    Double.parseDouble(matcher.group(4)),
                    Double.parseDouble(matcher.group(5)),
                    matcher.group(6) == null ? Precision.FLOAT32 : Precision.BFLOAT16);
        } catch (NumberFormatException e) {
            throw new VavlException("extractor '" + id + "' has no such version: " + e.getMessage(), e);
        }
    }
}
