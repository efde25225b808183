package org.vavl.learning.corpus.importer.source;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.vavl.core.Seeds;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.FaceCropSettings;
import org.vavl.features.Image;
import org.vavl.features.VisualExtractor;
import org.vavl.features.vision.image.ImageAugmentation;

/**
 * What a visual extractor makes of clips whose frames are face images, one greyscale image each: the picture as it is, or a short track of
 * it, as if a video had shown that face: of a random length, cut, lit and compressed alike in all frames, and held a little otherwise in
 * each.
 */
final class PictureTrackSource implements FeatureSource {
    private static final double FRAME_RATE = 25;
    private static final double TREMBLING = 0.15; // of what differs between clips

    private final FeatureSource pictures;
    private final VisualExtractor extractor;
    private final ExtractorId id;
    private final int mostFrames;

    /**
     * @param pictures gives frames of W·H grey values from 0 to 255, as the extractor takes them; closed with this
     * @param extractor stays open as long as this is used
     * @param id as whose the features are
     * @param mostFrames of a track; 1 for the pictures as they are
     */
    PictureTrackSource(FeatureSource pictures, VisualExtractor extractor, ExtractorId id, int mostFrames) {
        this.pictures = pictures;
        this.extractor = extractor;
        this.id = id;
        this.mostFrames = mostFrames;
    }

    @Override
    public Optional<FeatureSequence> features(PlannedClip clip) {
        return pictures.features(clip).map(sequence -> {
            List<Image> track = track(picture(clip, sequence), new Random(Seeds.derive(0, clip.id(), mostFrames)));
            BitSet valid = new BitSet();
            valid.set(0, track.size());
            FloatBuffer values = FloatBuffer.wrap(extract(track));
            return new FeatureSequence(values, extractor.width(), FRAME_RATE, valid, id);
        });
    }

    private Image picture(PlannedClip clip, FeatureSequence sequence) {
        FaceCropSettings crop = extractor.crop();
        if (crop.channels() != Image.GREY || sequence.width() != crop.width() * crop.height()) {
            throw new VavlException("clip " + clip.id() + " has pictures of " + sequence.width() + " values, and "
                    + extractor.id().name() + " takes " + crop.width() + "×" + crop.height() + "×" + crop.channels());
        }
        ByteBuffer pixels = ByteBuffer.allocateDirect(sequence.width());
        for (int p = 0; p < sequence.width(); p++) {
            pixels.put((byte) Math.round(sequence.values().get(p)));
        }
        return new Image(crop.width(), crop.height(), Image.GREY, pixels.flip());
    }

    private List<Image> track(Image picture, Random random) {
        if (mostFrames == 1) {
            return List.of(picture);
        }
        int frames = 1 + random.nextInt(mostFrames);
        double[] held = draws(random);
        boolean mirrored = random.nextBoolean();
        double blur = random.nextBoolean() ? random.nextDouble() : 0;
        int quality = 30 + random.nextInt(71);
        List<Image> track = new ArrayList<>();
        for (int frame = 0; frame < frames; frame++) {
            double[] trembling = draws(random);
            double[] place = new double[held.length];
            for (int i = 0; i < place.length; i++) {
                place[i] = held[i] + TREMBLING * trembling[i];
            }
            track.add(new ImageAugmentation(
                            0.06 * place[0],
                            0.06 * place[1],
                            Math.exp(0.1 * place[2]),
                            10 * place[3],
                            mirrored,
                            Math.exp(0.25 * place[4]),
                            20 * place[5],
                            blur,
                            quality)
                    .apply(picture));
        }
        return track;
    }

    /** Six numbers from -1 to 1: to the right, down, size, turn, contrast, light. */
    private static double[] draws(Random random) {
        return random.doubles(6, -1, 1).toArray();
    }

    private float[] extract(List<Image> track) {
        float[] values = new float[track.size() * extractor.width()];
        for (int begin = 0; begin < track.size(); begin += extractor.batchSize()) {
            List<Image> batch = track.subList(begin, Math.min(track.size(), begin + extractor.batchSize()));
            float[] described = extractor.extract(batch);
            System.arraycopy(described, 0, values, begin * extractor.width(), described.length);
        }
        return values;
    }

    @Override
    public void close() {
        pictures.close();
    }
}
