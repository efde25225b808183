package org.vavl.learning.corpus.importer.source;

import java.nio.file.Path;
import java.util.Optional;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Modality;
import org.vavl.features.media.MediaLimits;
import org.vavl.features.media.VideoReader;
import org.vavl.features.vision.VisualFrontEnd;
import org.vavl.learning.corpus.importer.segment.RecordingSegments;
import org.vavl.learning.corpus.importer.segment.VisualSegments;

/**
 * A visual extractor over recordings.
 *
 * @param frontEnd stays open as long as this is used
 */
public record VisualMediaExtractor(VisualFrontEnd frontEnd) implements MediaExtractor {
    @Override
    public String name() {
        return frontEnd.id().name();
    }

    @Override
    public String modality() {
        return Modality.VISUAL;
    }

    @Override
    public boolean isIn(Path media) {
        Optional<VideoReader> reader = VideoReader.open(media, MediaLimits.defaults());
        reader.ifPresent(VideoReader::close);
        return reader.isPresent();
    }

    @Override
    public FeatureSequence extract(Path media) {
        return frontEnd.extract(media);
    }

    @Override
    public RecordingSegments segments(Path media) {
        return new VisualSegments(media, frontEnd);
    }
}
