package org.vavl.recognition;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.audio.SoundLevel;
import org.vavl.features.audio.speech.SpeechDetector;
import org.vavl.features.audio.speech.SpeechMaskedExtractor;
import org.vavl.features.audio.speech.SpeechSegment;
import org.vavl.features.audio.speech.SpeechTrack;
import org.vavl.features.media.SampleSource;

/** A recording's sound in windows of time; each is made to features as if it were a recording of its own. */
final class AcousticWindows implements ModalityWindows {
    private static final String NO_SPEECH = "there is no speech in its sound";
    private static final String SILENT = "its sound is silent";
    private static final double SHORTEST_SECONDS = 0.1;

    private final String name;
    private final AcousticExtractor extractor;
    private final SampleSource reader;
    private final @Nullable SpeechTrack speech;
    private final boolean isEndless;
    private float[] kept = new float[0];
    private int filled;
    private long keptFrom;
    private boolean ended;

    /**
     * @param detector says where speech is; without, all sound may be answered for
     * @throws org.vavl.core.VavlException if the recording has no sound, or it cannot be read
     */
    AcousticWindows(RecordingInput recording, AcousticExtractor extractor, @Nullable SpeechDetector detector) {
        this.name = recording.name();
        this.extractor = extractor;
        this.isEndless = recording.isEndless();
        this.reader = recording.samples(extractor.sampleRate());
        this.speech = detector == null ? null : detector.open(extractor.sampleRate());
    }

    @Override
    public void prepare(double seconds) {
        fill(keptFrom, Math.round(seconds * extractor.sampleRate()));
    }

    @Override
    public ModalitySegment next(double begin, double end) {
        long first = Math.round(begin * extractor.sampleRate());
        fill(first, Math.round(end * extractor.sampleRate()));
        int count = (int) Math.min(filled, Math.round(end * extractor.sampleRate()) - first);
        if (keptFrom + count == 0) {
            return ModalitySegment.absent(0, "its sound cannot be decoded, or is empty");
        }
        if (count < SHORTEST_SECONDS * extractor.sampleRate() && begin > 0) {
            return ModalitySegment.absent(0, "its sound has ended");
        }
        float[] samples = Arrays.copyOf(kept, count);
        SoundLevel level = new SoundLevel();
        level.accept(samples, samples.length);
        if (level.isSilent()) {
            return absent(count, level.whySilent());
        }
        if (speech == null) {
            return ModalitySegment.of(extractor.extract(name, samples), Optional.empty(), otherwise());
        }
        List<SpeechSegment> segments = speech.segments(begin, end);
        return segments.isEmpty()
                ? absent(count, NO_SPEECH)
                : ModalitySegment.of(features(samples, begin, segments), Optional.empty(), otherwise());
    }

    private ModalitySegment absent(int samples, String reason) {
        return ModalitySegment.absent((int) (samples * extractor.frameRate() / extractor.sampleRate()), reason);
    }

    private String otherwise() {
        return extractor instanceof SpeechMaskedExtractor ? NO_SPEECH : SILENT;
    }

    /** Where the features are masked by speech that is found as it was found here, it is not found again. */
    private FeatureSequence features(float[] samples, double begin, List<SpeechSegment> segments) {
        if (extractor instanceof SpeechMaskedExtractor masked && speech != null && speech.isOf(masked.detector())) {
            return masked.extract(
                    name,
                    samples,
                    segments.stream().map(segment -> segment.since(begin)).toList());
        }
        return extractor.extract(name, samples);
    }

    @Override
    public Optional<List<SpeechSegment>> speech(double begin, double end) {
        return Optional.ofNullable(speech).map(track -> track.segments(begin, end));
    }

    @Override
    public void forget(double seconds) {
        fill(Math.round(seconds * extractor.sampleRate()), 0);
    }

    /** Forgets the samples before the first one, and reads up to the end, or one more to know that it is none. */
    private void fill(long first, long end) {
        int forgotten = (int) Math.min(first - keptFrom, filled);
        if (forgotten > 0) {
            System.arraycopy(kept, forgotten, kept, 0, filled - forgotten);
            filled -= forgotten;
            keptFrom += forgotten;
            if (speech != null && isEndless) {
                speech.forget(seconds(keptFrom));
            }
        }
        int wanted = ended ? filled : (int) Math.max(filled, end - keptFrom + 1);
        if (wanted > filled) {
            kept = wanted > kept.length ? Arrays.copyOf(kept, Math.max(wanted, 2 * kept.length)) : kept;
            float[] more = new float[wanted - filled];
            int count = reader.read(more);
            ended = count < more.length;
            System.arraycopy(more, 0, kept, filled, count);
            filled += count;
            hear(more, count);
        }
    }

    private void hear(float[] samples, int count) {
        if (speech != null) {
            speech.accept(samples, 0, count);
            if (ended) {
                speech.finish();
            }
        }
    }

    @Override
    public boolean hasEnded() {
        return ended;
    }

    @Override
    public double seconds() {
        return seconds(keptFrom + filled);
    }

    private double seconds(long samples) {
        return (double) samples / extractor.sampleRate();
    }

    @Override
    public void close() {
        try (reader) {
            if (speech != null) {
                speech.close();
            }
        }
    }
}
