package org.vavl.learning.corpus.importer.segment;

import java.nio.file.Path;
import java.util.Arrays;
import org.vavl.core.VavlException;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.audio.SoundLevel;
import org.vavl.features.media.AudioReader;
import org.vavl.features.media.MediaLimits;
import org.vavl.learning.corpus.csd.TimeSpan;

/** Segments of a recording's sound. What lies between them is read and forgotten. */
public final class AcousticSegments implements RecordingSegments {
    private final Path media;
    private final AcousticExtractor extractor;
    private final AudioReader reader;
    private float[] kept = new float[0];
    private int filled;
    private long keptFrom;

    /**
     * Begins to read.
     *
     * @param extractor stays open
     * @throws VavlException if the recording has no sound, or it cannot be read
     */
    public AcousticSegments(Path media, AcousticExtractor extractor) {
        this.media = media;
        this.extractor = extractor;
        this.reader = AudioReader.require(media, extractor.sampleRate(), MediaLimits.defaults());
    }

    /** @throws VavlException also if the segment is silent: there is nothing to be learnt of it, and nothing is recognised in it */
    @Override
    public FeatureSequence next(TimeSpan span) {
        long first = Math.round(span.begin() * extractor.sampleRate());
        long end = Math.round(span.end() * extractor.sampleRate());
        if (first < keptFrom) {
            throw new IllegalArgumentException(span + " begins before the segment before it");
        }
        skip(first);
        fill(end);
        int count = (int) Math.min(filled, end - first);
        String name = media + " from " + span.begin() + " to " + span.end() + " s";
        if (count <= 0) {
            throw new VavlException(name + ": its sound has ended before");
        }
        float[] samples = Arrays.copyOf(kept, count);
        SoundLevel level = new SoundLevel();
        level.accept(samples, count);
        if (level.isSilent()) {
            throw new VavlException(name + ": " + level.whySilent());
        }
        return extractor.extract(name, samples);
    }

    /** Forgets what is before a sample, and reads up to it in pieces. */
    private void skip(long first) {
        int forgotten = (int) Math.min(first - keptFrom, filled);
        System.arraycopy(kept, forgotten, kept, 0, filled - forgotten);
        filled -= forgotten;
        keptFrom += forgotten;
        float[] piece = new float[extractor.sampleRate()];
        while (keptFrom < first) {
            float[] part = first - keptFrom < piece.length ? new float[(int) (first - keptFrom)] : piece;
            int count = reader.read(part);
            keptFrom += count;
            if (count < part.length) {
                return;
            }
        }
    }

    private void fill(long end) {
        if (end - keptFrom <= filled) {
            return;
        }
        float[] more = new float[(int) (end - keptFrom - filled)];
        int count = reader.read(more);
        kept = Arrays.copyOf(kept, Math.max(kept.length, filled + count));
        System.arraycopy(more, 0, kept, filled, count);
        filled += count;
    }

    @Override
    public void close() {
        reader.close();
    }
}
