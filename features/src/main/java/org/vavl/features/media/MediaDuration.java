package org.vavl.features.media;

import java.nio.file.Path;
import java.util.Optional;
import org.vavl.core.VavlException;

/** How long media files are, before anything is made of them. */
public final class MediaDuration {
    private static final int PIECE = 65_536;

    private MediaDuration() {}

    /**
     * How long a file says that it is, or else how much sound, or time of pictures, can be decoded. What a file says need not be true.
     *
     * @param limits what the file may cost
     * @return seconds, at most the longest that is read
     * @throws VavlException if the file cannot be read
     */
    public static double seconds(Path media, MediaLimits limits) {
        Optional<Double> stated;
        try (Demuxer demuxer = Demuxer.open(media, limits)) {
            stated = demuxer.statedSeconds();
        }
        return Math.min(limits.maximumSeconds(), stated.orElseGet(() -> decoded(media, limits)));
    }

    private static double decoded(Path media, MediaLimits limits) {
        Optional<AudioReader> sound = AudioReader.open(media, limits);
        if (sound.isPresent()) {
            try (AudioReader reader = sound.get()) {
                return ofSound(reader, limits);
            }
        }
        try (VideoReader reader = VideoReader.open(media, limits)
                .orElseThrow(() -> new MissingStreamException(media.toString(), "sound, and no picture"))) {
            double end = 0;
            while (end < limits.maximumSeconds() - 1 && reader.next()) {
                end = reader.seconds() + 1 / reader.frameRate();
            }
            return end;
        }
    }

    private static double ofSound(AudioReader reader, MediaLimits limits) {
        float[] piece = new float[PIECE];
        long samples = 0;
        int count = PIECE;
        while (count == PIECE && samples + PIECE < limits.maximumSeconds() * AudioReader.SAMPLE_RATE) {
            count = reader.read(piece);
            samples += count;
        }
        return (double) samples / AudioReader.SAMPLE_RATE;
    }
}
