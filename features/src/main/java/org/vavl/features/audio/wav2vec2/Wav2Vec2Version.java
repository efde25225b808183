package org.vavl.features.audio.wav2vec2;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.compute.Precision;

/** The version of features that a wav2vec 2.0 network made: all that their values depend on. */
public final class Wav2Vec2Version {
    /** The extractor's name. */
    public static final String NAME = "wav2vec2";

    private static final String NUMBER = "([.\\dE-]{1,25})";
    private static final Pattern FORM = Pattern.compile("1;layers=(\\d{1,4});normalised=(?:true|false);rate=\\d{1,6};"
            + "window=" + NUMBER + "~" + NUMBER + ";weights=[0-9a-f]{16}(?:;precision=(bfloat16))?");

    private Wav2Vec2Version() {}

    /** The version; the digest is of the parameters that are used, whatever file they came in. A precision that is not said is float32. */
    public static String of(
            Wav2Vec2Configuration configuration, Wav2Vec2Input input, Wav2Vec2Settings settings, String digest) {
        String version = String.join(
                ";",
                "1",
                "layers=" + configuration.layers(),
                "normalised=" + input.normalised(),
                "rate=" + input.sampleRate(),
                "window=" + settings.windowSeconds() + "~" + settings.contextSeconds(),
                "weights=" + digest);
        return settings.precision() == Precision.FLOAT32 ? version : version + ";precision=" + settings.precision();
    }

    /**
     * The settings that made features.
     *
     * @param id of {@link #NAME}; its version says the settings
     * @throws VavlException if it is not of this form
     */
    public static Wav2Vec2Settings settings(ExtractorId id) {
        Matcher matcher = FORM.matcher(id.version());
        if (!id.name().equals(NAME) || !matcher.matches()) {
            throw new VavlException("extractor '" + id + "' is not known: must be " + NAME
                    + ", of a version such as 1;layers=12;normalised=true;rate=16000;window=60.0~10.0;weights=…");
        }
        return new Wav2Vec2Settings(
                Integer.parseInt(matcher.group(1)),
                Double.parseDouble(matcher.group(2)),
                Double.parseDouble(matcher.group(3)),
                matcher.group(4) == null ? Precision.FLOAT32 : Precision.BFLOAT16);
    }
}
