package org.vavl.learning.corpus.importer.source;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.vavl.core.VavlException;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Modality;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.audio.AudioAugmentation;
import org.vavl.features.audio.SoundLevel;
import org.vavl.features.media.AudioReader;
import org.vavl.features.media.MediaLimits;
import org.vavl.learning.corpus.importer.segment.AcousticSegments;
import org.vavl.learning.corpus.importer.segment.RecordingSegments;

/**
 * An acoustic extractor over recordings, which can also distort them (see {@link AudioAugmentation#draw}).
 *
 * @param extractor stays open as long as this is used
 */
public record AcousticMediaExtractor(AcousticExtractor extractor) implements MediaExtractor {
    private static final int LONGEST_SECONDS = 600; // a distorted recording is held in memory

    @Override
    public String name() {
        return extractor.id().name();
    }

    @Override
    public String modality() {
        return Modality.ACOUSTIC;
    }

    @Override
    public boolean isIn(Path media) {
        Optional<AudioReader> reader = AudioReader.open(media, extractor.sampleRate(), MediaLimits.defaults());
        reader.ifPresent(AudioReader::close);
        return reader.isPresent();
    }

    /** @throws VavlException also if the recording is silent: there is nothing to be learnt of it, and nothing is recognised in it */
    @Override
    public FeatureSequence extract(Path media) {
        SoundLevel.requireAudible(media);
        return extractor.extract(media);
    }

    @Override
    public RecordingSegments segments(Path media) {
        return new AcousticSegments(media, extractor);
    }

    @Override
    public FeatureSequence extractAugmented(Path media, long seed) {
        SoundLevel.requireAudible(media);
        Random random = new Random(seed);
        AudioAugmentation distortion = AudioAugmentation.draw(random);
        return extractor.extract(media.toString(), distortion.apply(samples(media), extractor.sampleRate(), random));
    }

    private float[] samples(Path media) {
        int sampleRate = extractor.sampleRate();
        try (AudioReader reader = AudioReader.require(media, sampleRate, MediaLimits.defaults())) {
            float[] samples = new float[0];
            float[] piece = new float[sampleRate];
            for (int count = reader.read(piece); count > 0; count = reader.read(piece)) {
                if (samples.length > LONGEST_SECONDS * sampleRate) {
                    throw new VavlException(media + ": copies are made of clips of " + LONGEST_SECONDS + " s at most");
                }
                int before = samples.length;
                samples = Arrays.copyOf(samples, before + count);
                System.arraycopy(piece, 0, samples, before, count);
            }
            return samples;
        }
    }
}
