package org.vavl.model.vavl;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;

/** Clips of random features, of random lengths, with some frames that are not valid and some modalities that are missing. */
public final class RandomClips {
    public static final Modality ACOUSTIC = new Modality(Modality.ACOUSTIC, 7);
    public static final Modality VISUAL = new Modality(Modality.VISUAL, 5);
    public static final List<Modality> BOTH = List.of(ACOUSTIC, VISUAL);
    public static final Task.Classification CLASSES =
            new Task.Classification(List.of("angry", "happy", "sad", "neutral"), false);
    public static final ExtractorId EXTRACTOR = new ExtractorId("random", "1");

    private final Random random;

    public RandomClips(long seed) {
        random = new Random(seed);
    }

    /** Clips that have all of the modalities. */
    public List<Clip> complete(int count, List<Modality> modalities) {
        List<Clip> clips = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clips.add(clip(i, modalities));
        }
        return clips;
    }

    /** Clips of which some lack a modality, each in turn: all, only the first, only the second, ... */
    public List<Clip> mixed(int count, List<Modality> modalities) {
        List<Clip> clips = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int kind = i % (modalities.size() + 1);
            clips.add(clip(i, kind == 0 ? modalities : List.of(modalities.get(kind - 1))));
        }
        return clips;
    }

    private Clip clip(int number, List<Modality> modalities) {
        Map<String, Supplier<FeatureSequence>> features = new HashMap<>();
        for (Modality modality : modalities) {
            FeatureSequence sequence = sequence(modality, 1 + random.nextInt(25));
            features.put(modality.name(), () -> sequence);
        }
        String label = CLASSES.labels().get(random.nextInt(CLASSES.outputs()));
        return new Clip("clip" + number, "speaker" + number % 5, Labels.ofClass(label), features);
    }

    private FeatureSequence sequence(Modality modality, int frames) {
        float[] values = new float[frames * modality.width()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        BitSet valid = new BitSet();
        for (int t = 0; t < frames; t++) {
            valid.set(t, random.nextInt(5) > 0);
        }
        valid.set(random.nextInt(frames));
        return new FeatureSequence(FloatBuffer.wrap(values), modality.width(), 25, valid, EXTRACTOR);
    }

    /** Statistics that leave features as they are. */
    public static Map<Modality, FeatureStatistics> unitStatistics(List<Modality> modalities) {
        Map<Modality, FeatureStatistics> statistics = new LinkedHashMap<>();
        for (Modality modality : modalities) {
            float[] ones = new float[modality.width()];
            Arrays.fill(ones, 1);
            statistics.put(modality, new FeatureStatistics(new float[modality.width()], ones));
        }
        return statistics;
    }
}
