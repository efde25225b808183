package org.vavl.recognition;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vavl.corpus.Modality;
import org.vavl.features.ExtractorId;
import org.vavl.features.FeatureSequence;
import org.vavl.nn.VavlException;
import org.vavl.vision.FaceDetectors;

/** Makes the features of media files that a model was trained on, those that can be made here. */
final class MediaFeatures implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MediaFeatures.class);

    private final Map<String, Function<Path, FeatureSequence>> extractors = new LinkedHashMap<>();
    private final List<ExtractorId> ids;
    private final List<Runnable> opened = new ArrayList<>();

    /**
     * @param ids what made the features of each modality, by its name
     * @param available the extractors at hand
     * @param detectors the face detectors at hand
     * @throws VavlException if an extractor is known, but not in this version
     */
    MediaFeatures(Map<String, ExtractorId> ids, Extractors available, FaceDetectors detectors) {
        this.ids = List.copyOf(ids.values());
        ids.forEach((modality, id) -> extractor(modality, id, available, detectors)
                .ifPresent(extractor -> extractors.put(modality, extractor)));
    }

    private Optional<Function<Path, FeatureSequence>> extractor(
            String modality, ExtractorId id, Extractors available, FaceDetectors detectors) {
        return switch (modality) {
            case Modality.ACOUSTIC ->
                available.acoustic(id).map(extractor -> {
                    opened.add(extractor::close);
                    return extractor::extract;
                });
            case Modality.VISUAL ->
                VisualExtractors.frontEnd(id, available, detectors).map(frontEnd -> {
                    opened.add(frontEnd::close);
                    return media -> withFace(media, frontEnd.extract(media));
                });
            default -> Optional.empty();
        };
    }

    private static FeatureSequence withFace(Path media, FeatureSequence features) {
        if (features.validFrames() == 0) {
            throw new VavlException(media + ": there is no face in any of its " + features.frames() + " pictures");
        }
        return features;
    }

    /**
     * A file's features, by modality. A modality that the file does not have, or whose part of it is damaged, is left out.
     *
     * @throws VavlException if none is left, or none can be made here at all; it says why
     */
    Map<String, FeatureSequence> of(Path media) {
        Map<String, FeatureSequence> features = new LinkedHashMap<>();
        List<String> reasons = new ArrayList<>();
        if (extractors.isEmpty()) {
            throw new VavlException(media + ": the model was trained on the features of " + ids
                    + ", none of which can be made of a media file here; give it features");
        }
        extractors.forEach((modality, extractor) -> {
            try {
                features.put(modality, extractor.apply(media));
            } catch (VavlException e) {
                reasons.add(String.valueOf(e.getMessage()));
            }
        });
        if (features.isEmpty()) {
            throw new VavlException(
                    String.join("; ", reasons.stream().distinct().toList()));
        }
        reasons.forEach(reason -> LOG.warn("{}; the answer is that of the other modality", reason));
        return features;
    }

    @Override
    public void close() {
        opened.forEach(Runnable::run);
    }
}
