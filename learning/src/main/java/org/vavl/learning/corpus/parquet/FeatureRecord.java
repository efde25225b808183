package org.vavl.learning.corpus.parquet;

import com.jerolba.carpet.annotation.Alias;
import java.nio.FloatBuffer;
import java.util.AbstractList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vavl.core.clip.FeatureSequence;

/** A row of features as it is written, with all columns; see docs/scale.md. */
record FeatureRecord(
        String path,
        @Nullable Long length,
        @Nullable Long modified,
        String modality,
        String extractor,
        String version,
        @Alias("frame_rate") double frameRate,
        int width,
        int frames,
        @Alias("valid_frames") int validFrames,
        @Nullable String error,
        @Nullable Boolean unread,
        List<Float> values,
        List<Boolean> valid) {
    /** The features of a clip, of whose recording nothing is known. */
    static FeatureRecord of(String clip, String modality, FeatureSequence features) {
        return new FeatureRecord(
                clip,
                null,
                null,
                modality,
                features.extractor().name(),
                features.extractor().version(),
                features.frameRate(),
                features.width(),
                features.frames(),
                features.validFrames(),
                null,
                null,
                new Values(features, features.values()),
                new Valid(features));
    }

    /** T·D values, frame after frame, NaN where a frame is not valid; objects only as they are asked for. */
    private static final class Values extends AbstractList<Float> {
        private final FeatureSequence features;
        private final FloatBuffer values;

        Values(FeatureSequence features, FloatBuffer values) {
            this.features = features;
            this.values = values;
        }

        @Override
        public Float get(int index) {
            return features.isValid(index / features.width()) ? values.get(index) : Float.NaN;
        }

        @Override
        public int size() {
            return features.frames() * features.width();
        }
    }

    /** Of each of the T frames, whether it is valid. */
    private static final class Valid extends AbstractList<Boolean> {
        private final FeatureSequence features;

        Valid(FeatureSequence features) {
            this.features = features;
        }

        @Override
        public Boolean get(int index) {
            return features.isValid(index);
        }

        @Override
        public int size() {
            return features.frames();
        }
    }
}
