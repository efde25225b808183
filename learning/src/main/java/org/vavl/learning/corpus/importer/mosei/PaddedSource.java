package org.vavl.learning.corpus.importer.mosei;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.pickle.NumpyArray;
import org.vavl.core.pickle.PickleFile;
import org.vavl.learning.corpus.importer.source.FeatureSource;
import org.vavl.learning.corpus.importer.source.PlannedClip;

/**
 * Features of many clips in one array, padded with zeros to the same length. Frames of zeros at either end are padding, and cut off; in
 * between they are frames in which nothing was found, and not valid, as are those with a value that is not a finite number.
 */
final class PaddedSource implements FeatureSource {
    /** The most values of a clip. */
    static final long MOST_VALUES = 1 << 26;

    private final PickleFile file;
    private final Map<String, Place> places;
    private final double frameRate;
    private final ExtractorId extractor;

    /**
     * Where a clip is.
     *
     * @param array N×T×D numbers
     * @param row below N
     */
    record Place(NumpyArray array, int row) {}

    /**
     * A source.
     *
     * @param file is closed with this
     * @param places by the clip's first key
     */
    PaddedSource(PickleFile file, Map<String, Place> places, double frameRate, ExtractorId extractor) {
        this.file = file;
        this.places = Map.copyOf(places);
        this.frameRate = frameRate;
        this.extractor = extractor;
    }

    @Override
    public Optional<FeatureSequence> features(PlannedClip clip) {
        Place place = places.get(clip.keys().get(0));
        if (place == null) {
            return Optional.empty();
        }
        int frames = place.array().shape().get(1).intValue();
        int width = place.array().shape().get(2).intValue();
        try {
            return sequence(place.array().numbers((long) place.row() * frames * width, frames * width), width);
        } catch (IOException e) {
            throw new VavlException(file.path() + ": " + e.getMessage(), e);
        }
    }

    private Optional<FeatureSequence> sequence(double[] padded, int width) {
        BitSet found = new BitSet();
        BitSet finite = new BitSet();
        for (int t = 0; t < padded.length / width; t++) {
            boolean isZero = true;
            boolean isFinite = true;
            for (int d = 0; d < width; d++) {
                double value = padded[t * width + d];
                isZero &= value == 0;
                isFinite &= Float.isFinite((float) value);
            }
            found.set(t, !isZero);
            finite.set(t, !isZero && isFinite);
        }
        if (found.isEmpty()) {
            return Optional.empty();
        }
        int begin = found.nextSetBit(0);
        int end = found.length();
        float[] values = new float[(end - begin) * width];
        for (int t = finite.nextSetBit(0); t >= 0; t = finite.nextSetBit(t + 1)) {
            for (int d = 0; d < width; d++) {
                values[(t - begin) * width + d] = (float) padded[t * width + d];
            }
        }
        return Optional.of(
                new FeatureSequence(FloatBuffer.wrap(values), width, frameRate, finite.get(begin, end), extractor));
    }

    @Override
    public void close() {
        file.close();
    }
}
