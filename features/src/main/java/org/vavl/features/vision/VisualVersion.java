package org.vavl.features.vision;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.features.vision.detection.HaarFaceDetector;
import org.vavl.features.vision.tracking.FaceSelection;
import org.vavl.features.vision.tracking.TrackingSettings;

/**
 * What made visual features, as their version: the extractor's own, the detector's, and all settings, so that features can be made again
 * from it alone. For example {@code 1@haar=1;search=0.3;interval=0.1;bridge=0.3;smoothing=0.2;face=1}; where {@code search} is not said, it
 * is as {@code interval}.
 *
 * @param extractorVersion of what describes the faces
 * @param detector of what finds them
 * @param settings how they are followed and chosen
 */
public record VisualVersion(String extractorVersion, ExtractorId detector, VisualSettings settings) {
    private static final String NUMBER = "([.\\dE-]{1,25})";
    private static final Pattern FORM = Pattern.compile("(.{1,500})@([a-z-]{1,40})=([^=;]{1,100})(?:;search=" + NUMBER
            + ")?;interval=" + NUMBER + ";bridge=" + NUMBER + ";smoothing=" + NUMBER + ";face=([a-z\\d]{1,20})");

    static String of(String extractorVersion, ExtractorId detector, VisualSettings settings) {
        TrackingSettings tracking = settings.tracking();
        return extractorVersion + "@" + detector.name() + "=" + detector.version() + ";search="
                + tracking.searchSeconds() + ";interval="
                + tracking.detectionSeconds() + ";bridge=" + tracking.bridgeSeconds() + ";smoothing="
                + tracking.smoothingSeconds() + ";face=" + settings.face();
    }

    /**
     * Reads it from the id of a sequence that {@link VisualFrontEnd} made.
     *
     * @throws VavlException if it is not of this form
     */
    public static VisualVersion of(ExtractorId id) {
        Matcher matcher = FORM.matcher(id.version());
        try {
            if (!matcher.matches()) {
                throw new IllegalArgumentException("not of this form");
            }
            int search = matcher.group(4) == null ? 5 : 4;
            TrackingSettings tracking = new TrackingSettings(
                    number(matcher, search), number(matcher, 5), number(matcher, 6), number(matcher, 7));
            return new VisualVersion(
                    matcher.group(1),
                    new ExtractorId(matcher.group(2), matcher.group(3)),
                    new VisualSettings(tracking, FaceSelection.parse(matcher.group(8))));
        } catch (IllegalArgumentException e) {
            throw new VavlException(
                    "visual features of '" + id + "' are not known: the version must be such as "
                            + of("1", HaarFaceDetector.ID, VisualSettings.defaults()),
                    e);
        }
    }

    private static double number(Matcher matcher, int group) {
        return Double.parseDouble(matcher.group(group));
    }
}
