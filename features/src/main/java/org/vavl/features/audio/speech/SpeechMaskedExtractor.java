package org.vavl.features.audio.speech;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.vavl.core.CloseUnlessReturned;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.compute.Device;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.ExtractedFeatures;
import org.vavl.features.audio.LogMelExtractor;
import org.vavl.features.media.AudioReader;
import org.vavl.features.media.MediaLimits;

/**
 * The features of another extractor, of which a frame is valid only where somebody speaks during at least half of its time. Their version
 * says how speech was found. May be used by several threads, as the other extractor may.
 */
public final class SpeechMaskedExtractor implements AcousticExtractor {
    private final AcousticExtractor extractor;
    private final SpeechDetector detector;
    private final ExtractorId id;

    /**
     * Masks an extractor's features.
     *
     * @param extractor closed with this
     * @param detector closed with this
     * @throws VavlException if its frames are no stretches of time; both are closed then
     */
    public SpeechMaskedExtractor(AcousticExtractor extractor, SpeechDetector detector) {
        this.extractor = extractor;
        this.detector = detector;
        this.id = new SpeechVersion(extractor.id(), detector.name(), detector.settings()).id();
        if (extractor instanceof LogMelExtractor logMel
                && logMel.settings().summary().segments() > 0) {
            close();
            throw new VavlException("speech activity masks frames of time, and with summary.segments="
                    + logMel.settings().summary().segments() + " there are none: leave one of them out");
        }
    }

    /** How speech is found. */
    public SpeechDetector detector() {
        return detector;
    }

    @Override
    public ExtractorId id() {
        return id;
    }

    @Override
    public Device device() {
        return extractor.device();
    }

    @Override
    public int width() {
        return extractor.width();
    }

    @Override
    public double frameRate() {
        return extractor.frameRate();
    }

    @Override
    public int sampleRate() {
        return extractor.sampleRate();
    }

    @Override
    public List<String> columns() {
        return extractor.columns();
    }

    @Override
    public ExtractedFeatures extract(Path media, DoubleConsumer progress) {
        List<SpeechSegment> speech = segments(media);
        try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
            ExtractedFeatures features = opened.add(extractor.extract(media, progress), ExtractedFeatures::close);
            return opened.returned(features.with(masked(features.valid(), features.frames(), speech, frameRate()), id));
        }
    }

    private List<SpeechSegment> segments(Path media) {
        try (AudioReader reader = AudioReader.require(media, sampleRate(), MediaLimits.defaults());
                SpeechTrack track = detector.open(sampleRate())) {
            reader.warnNoMore(); // the extractor reads it, too
            float[] piece = new float[sampleRate()];
            for (int count = reader.read(piece); count > 0; count = reader.read(piece)) {
                track.accept(piece, 0, count);
            }
            track.finish();
            return track.segments();
        }
    }

    @Override
    public FeatureSequence extract(String name, float[] samples) {
        try (SpeechTrack track = detector.open(sampleRate())) {
            track.accept(samples, 0, samples.length);
            track.finish();
            return extract(name, samples, track.segments());
        }
    }

    /**
     * Extracts the features of samples in which it is known where speech is; see {@link #extract(String, float[])}.
     *
     * @param speech in seconds from the first sample
     */
    public FeatureSequence extract(String name, float[] samples, List<SpeechSegment> speech) {
        FeatureSequence features = extractor.extract(name, samples);
        BitSet valid = masked(features.valid(), features.frames(), speech, frameRate());
        return new FeatureSequence(features.values(), features.width(), features.frameRate(), valid, id);
    }

    /** The frames that are valid and in speech during at least half of their time. */
    static BitSet masked(BitSet valid, int frames, List<SpeechSegment> speech, double frameRate) {
        BitSet masked = new BitSet();
        for (SpeechSegment segment : speech) {
            int first = (int) Math.max(0, Math.floor(segment.begin() * frameRate) - 1);
            int last = (int) Math.min(frames - 1, Math.ceil(segment.end() * frameRate));
            for (int frame = first; frame <= last; frame++) {
                double begin = frame / frameRate;
                double end = (frame + 1) / frameRate;
                if (overlap(speech, begin, end) >= 0.5 / frameRate - 1e-9) {
                    masked.set(frame);
                }
            }
        }
        masked.and(valid);
        return masked;
    }

    private static double overlap(List<SpeechSegment> speech, double begin, double end) {
        return speech.stream()
                .mapToDouble(segment -> segment.overlap(begin, end))
                .sum();
    }

    @Override
    public void close() {
        try (detector) {
            extractor.close();
        }
    }
}
