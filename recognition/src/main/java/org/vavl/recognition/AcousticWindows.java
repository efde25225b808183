package org.vavl.recognition;

import java.util.Arrays;
import java.util.Optional;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.audio.SoundLevel;
import org.vavl.features.media.SampleSource;

/** A recording's sound in windows of time; each is made to features as if it were a recording of its own. */
final class AcousticWindows implements ModalityWindows {
    private static final String SILENT = "its sound is silent";
    private static final double SHORTEST_SECONDS = 0.1;

    private final String name;
    private final AcousticExtractor extractor;
    private final SampleSource reader;
    private float[] kept = new float[0];
    private int filled;
    private long keptFrom;
    private boolean ended;

    /** @throws org.vavl.core.VavlException if the recording has no sound, or it cannot be read */
    AcousticWindows(RecordingInput recording, AcousticExtractor extractor) {
        this.name = recording.name();
        this.extractor = extractor;
        this.reader = recording.samples(extractor.sampleRate());
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
            int frames = (int) (count * extractor.frameRate() / extractor.sampleRate());
            return ModalitySegment.absent(frames, level.whySilent());
        }
        return ModalitySegment.of(extractor.extract(name, samples), Optional.empty(), SILENT);
    }

    /** Forgets the samples before the first one, and reads up to the end, or one more to know that it is none. */
    private void fill(long first, long end) {
        int forgotten = (int) Math.min(first - keptFrom, filled);
        if (forgotten > 0) {
            System.arraycopy(kept, forgotten, kept, 0, filled - forgotten);
            filled -= forgotten;
            keptFrom += forgotten;
        }
        int wanted = ended ? filled : (int) Math.max(filled, end - keptFrom + 1);
        if (wanted > filled) {
            kept = wanted > kept.length ? Arrays.copyOf(kept, Math.max(wanted, 2 * kept.length)) : kept;
            float[] more = new float[wanted - filled];
            int count = reader.read(more);
            ended = count < more.length;
            System.arraycopy(more, 0, kept, filled, count);
            filled += count;
        }
    }

    @Override
    public boolean hasEnded() {
        return ended;
    }

    @Override
    public double seconds() {
        return (double) (keptFrom + filled) / extractor.sampleRate();
    }

    @Override
    public void close() {
        reader.close();
    }
}
