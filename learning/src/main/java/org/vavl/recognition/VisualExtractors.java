package org.vavl.recognition;

import java.util.List;
import org.vavl.features.ExtractorId;
import org.vavl.features.VisualExtractor;
import org.vavl.media.MediaLimits;
import org.vavl.nn.VavlException;
import org.vavl.vision.FaceDetectors;
import org.vavl.vision.FaceHogExtractor;
import org.vavl.vision.VisualFrontEnd;
import org.vavl.vision.VisualVersion;

/** The visual extractors by name. */
public final class VisualExtractors {
    private static final List<String> NAMES = List.of(FaceHogExtractor.NAME);

    private VisualExtractors() {}

    /** The names of all. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * Opens an extractor.
     *
     * @throws VavlException if there is none of that name
     */
    public static VisualExtractor open(String name) {
        if (name.equals(FaceHogExtractor.NAME)) {
            return new FaceHogExtractor();
        }
        throw new VavlException(
                "there is no visual extractor '" + name + "': must be one of " + String.join(", ", NAMES));
    }

    /**
     * What made visual features of media, to make them again in the same way.
     *
     * @param id of a sequence that {@link VisualFrontEnd} made
     * @param detectors the face detectors at hand
     * @throws VavlException if the extractor or the detector is not known, or is another version
     */
    public static VisualFrontEnd frontEnd(ExtractorId id, FaceDetectors detectors) {
        VisualVersion version = VisualVersion.of(id);
        VisualExtractor extractor = open(id.name());
        ExtractorId expected = new ExtractorId(id.name(), version.extractorVersion());
        if (!extractor.id().equals(expected)) {
            ExtractorId here = extractor.id();
            extractor.close();
            throw new VavlException("the model was trained on features of " + expected + ", and here is " + here);
        }
        return new VisualFrontEnd(
                extractor, detectors.of(version.detector()), version.settings(), MediaLimits.defaults());
    }
}
