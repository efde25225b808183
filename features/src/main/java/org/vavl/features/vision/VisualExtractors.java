package org.vavl.features.vision;

import java.util.Optional;
import org.vavl.core.CloseUnlessReturned;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.features.Extractors;
import org.vavl.features.VisualExtractor;
import org.vavl.features.media.MediaLimits;
import org.vavl.features.vision.detection.FaceDetectors;

/** What made visual features, from the id that they bear. */
public final class VisualExtractors {
    private VisualExtractors() {}

    /**
     * What made visual features of media, to make them again in the same way.
     *
     * @param id of a sequence that {@link VisualFrontEnd} made
     * @param extractors the extractors at hand
     * @param detectors the face detectors at hand
     * @return empty if it cannot be known from the id which extractor it is
     * @throws VavlException if the extractor or the detector is not known, or is another version
     */
    public static Optional<VisualFrontEnd> frontEnd(ExtractorId id, Extractors extractors, FaceDetectors detectors) {
        return extractors.visual(id).map(extractor -> frontEnd(id, extractor, detectors));
    }

    private static VisualFrontEnd frontEnd(ExtractorId id, VisualExtractor extractor, FaceDetectors detectors) {
        try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
            opened.add(extractor, VisualExtractor::close);
            VisualVersion version = VisualVersion.of(id);
            ExtractorId expected = new ExtractorId(id.name(), version.extractorVersion());
            if (!extractor.id().equals(expected)) {
                throw new VavlException(
                        "the model was trained on features of " + expected + ", and here is " + extractor.id());
            }
            return opened.returned(new VisualFrontEnd(
                    extractor, detectors.of(version.detector()), version.settings(), MediaLimits.defaults()));
        }
    }
}
