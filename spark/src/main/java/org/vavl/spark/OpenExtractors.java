package org.vavl.spark;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.vavl.core.CloseUnlessReturned;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.Modality;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.ExtractedFeatures;
import org.vavl.features.Extractors;
import org.vavl.features.audio.SoundLevel;
import org.vavl.features.audio.speech.AcousticExtractors;
import org.vavl.features.media.MediaLimits;
import org.vavl.features.vision.VisualFrontEnd;
import org.vavl.features.vision.VisualSettings;
import org.vavl.features.vision.detection.FaceDetectors;
import org.vavl.features.vision.tracking.FaceSelection;
import org.vavl.features.vision.tracking.TrackingSettings;

/** The extractors of one process, by modality. May be used by several threads. */
final class OpenExtractors implements AutoCloseable {
    private final Map<String, Open> open = new LinkedHashMap<>();
    private final CloseUnlessReturned opened = new CloseUnlessReturned();

    private record Open(ExtractorId id, Function<Path, ExtractedFeatures> extract) {}

    /** @throws org.vavl.core.VavlException if a setting is not as it must be, or weights are missing */
    OpenExtractors(List<ExtractorChoice> choices) {
        try (CloseUnlessReturned constructing = new CloseUnlessReturned()) {
            constructing.add(this, OpenExtractors::close);
            choices.forEach(choice -> open.put(choice.modality(), open(choice)));
            constructing.returned(this);
        }
    }

    private Open open(ExtractorChoice choice) {
        Extractors extractors = Extractors.standard();
        if (choice.modality().equals(Modality.VISUAL)) {
            VisualFrontEnd faces = opened.add(
                    new VisualFrontEnd(
                            extractors.visual(choice.name()),
                            FaceDetectors.standard().named(FaceDetectors.DEFAULT),
                            new VisualSettings(TrackingSettings.defaults(), FaceSelection.defaults()),
                            MediaLimits.defaults()),
                    VisualFrontEnd::close);
            return new Open(faces.id(), media -> faces.extract(media, share -> {}));
        }
        AcousticExtractor sound = opened.add(
                AcousticExtractors.masked(extractors.acoustic(choice.name(), choice.settings()), choice.speech()),
                AcousticExtractor::close);
        return new Open(sound.id(), media -> {
            SoundLevel.requireAudible(media);
            return sound.extract(media, share -> {});
        });
    }

    /** What makes a modality's features. */
    ExtractorId id(String modality) {
        return of(modality).id();
    }

    /** Makes a modality's features of a file; see {@link AcousticExtractor#extract(Path)} and {@link VisualFrontEnd#extract(Path)}. */
    ExtractedFeatures extract(String modality, Path media) {
        return of(modality).extract().apply(media);
    }

    private Open of(String modality) {
        Open there = open.get(modality);
        if (there == null) {
            throw new IllegalArgumentException("no extractor for " + modality);
        }
        return there;
    }

    @Override
    public void close() {
        opened.close();
    }
}
