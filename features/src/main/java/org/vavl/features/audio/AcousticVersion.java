package org.vavl.features.audio;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.vavl.core.VavlException;

/**
 * The algorithm and the settings as the version of an extractor: a number that rises whenever the same settings give other values, and then
 * all settings, so that features can be made again from their version alone. For example
 * {@code 2;rate=16000;window=0.025;hop=0.02;fourier=1024;bands=80;range=60.0~8000.0;…}.
 */
record AcousticVersion(AcousticAlgorithm algorithm, AcousticSettings settings) {
    private static final List<String> KEYS = List.of(
            "rate",
            "window",
            "hop",
            "fourier",
            "bands",
            "range",
            "floor",
            "cepstra",
            "energy",
            "pitch",
            "deltas",
            "positions",
            "stacking",
            "normalised",
            "silence",
            "segments",
            "statistics");
    private static final String NUMBER = "([-+.\\dE]{1,25})";
    private static final Pattern RANGE = Pattern.compile(NUMBER + "~" + NUMBER);
    private static final Pattern PITCH =
            Pattern.compile("(true|false):" + NUMBER + ":" + NUMBER + "~" + NUMBER + ":" + NUMBER);
    private static final Pattern SILENCE = Pattern.compile("(NONE|EDGES|ALL):" + NUMBER + ":" + NUMBER);

    @Override
    public String toString() {
        LogMelSettings mel = settings.logMel();
        PitchSettings pitch = settings.pitch();
        SilenceSettings silence = settings.silence();
        List<Object> values = List.of(
                mel.sampleRate(),
                mel.windowSeconds(),
                mel.hopSeconds(),
                mel.fourierSize(),
                mel.bands(),
                mel.minimumFrequency() + "~" + mel.maximumFrequency(),
                mel.floor(),
                settings.cepstra(),
                settings.energy(),
                pitch.enabled() + ":" + pitch.windowSeconds() + ":" + pitch.minimumFrequency() + "~"
                        + pitch.maximumFrequency() + ":" + pitch.voicedStrength(),
                settings.deltas(),
                settings.positions(),
                settings.stacking(),
                settings.normaliseLevel(),
                silence.frames() + ":" + silence.decibelsBelowLoudest() + ":" + silence.marginSeconds(),
                settings.summary().segments(),
                settings.summary().statistics());
        StringBuilder version = new StringBuilder(algorithm.number());
        for (int i = 0; i < KEYS.size(); i++) {
            version.append(';').append(KEYS.get(i)).append('=').append(values.get(i));
        }
        return version.toString();
    }

    /** @throws VavlException if it is no version of any algorithm here */
    static AcousticVersion parse(String version) {
        try {
            Matcher matcher = Pattern.compile("(\\d{1,9})"
                            + KEYS.stream()
                                    .map(key -> ";" + key + "=([^;]{1,100})")
                                    .collect(Collectors.joining()))
                    .matcher(version);
            require(matcher.matches());
            String[] values = new String[KEYS.size()];
            Arrays.setAll(values, i -> matcher.group(i + 2));
            AcousticAlgorithm algorithm = AcousticAlgorithm.of(matcher.group(1))
                    .orElseThrow(() -> new IllegalArgumentException("no such algorithm"));
            return new AcousticVersion(algorithm, settings(values));
        } catch (IllegalArgumentException e) {
            throw new VavlException(
                    "extractor '" + LogMelExtractor.NAME + "' has no version '" + version + "': must be such as "
                            + new AcousticVersion(AcousticAlgorithm.latest(), AcousticSettings.defaults()),
                    e);
        }
    }

    private static AcousticSettings settings(String[] values) {
        Matcher range = matching(RANGE, values[5]);
        Matcher pitch = matching(PITCH, values[9]);
        Matcher silence = matching(SILENCE, values[14]);
        return new AcousticSettings(
                new LogMelSettings(
                        Integer.parseInt(values[0]),
                        Double.parseDouble(values[1]),
                        Double.parseDouble(values[2]),
                        Integer.parseInt(values[3]),
                        Integer.parseInt(values[4]),
                        number(range, 1),
                        number(range, 2),
                        Double.parseDouble(values[6])),
                Integer.parseInt(values[7]),
                Boolean.parseBoolean(values[8]),
                new PitchSettings(
                        pitch.group(1).equals("true"),
                        number(pitch, 2),
                        number(pitch, 3),
                        number(pitch, 4),
                        number(pitch, 5)),
                Integer.parseInt(values[10]),
                Integer.parseInt(values[11]),
                Integer.parseInt(values[12]),
                Boolean.parseBoolean(values[13]),
                new SilenceSettings(
                        SilenceSettings.Frames.valueOf(silence.group(1)), number(silence, 2), number(silence, 3)),
                new SummarySettings(Integer.parseInt(values[15]), Boolean.parseBoolean(values[16])));
    }

    private static double number(Matcher matcher, int group) {
        return Double.parseDouble(matcher.group(group));
    }

    private static Matcher matching(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        require(matcher.matches());
        return matcher;
    }

    private static void require(boolean right) {
        if (!right) {
            throw new IllegalArgumentException("not of this form");
        }
    }
}
