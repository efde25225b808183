package org.vavl.benchmarks;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.Part;

/** Clips of three seconds with random features of the paper's sizes: 150 acoustic frames of 1,024 values, 75 visual ones of 1,408. */
public final class RandomCorpus implements Corpus {
    static final Modality ACOUSTIC = new Modality(Modality.ACOUSTIC, 1024);
    static final Modality VISUAL = new Modality(Modality.VISUAL, 1408);
    /** Voice and face. */
    public static final List<Modality> BOTH = List.of(ACOUSTIC, VISUAL);

    static final Task.Classification CLASSES =
            new Task.Classification(List.of("angry", "sad", "disgust", "fear", "neutral", "happy"), false);

    static final ExtractorId EXTRACTOR = new ExtractorId("random", "1");
    private static final Map<Modality, Integer> RATES = Map.of(ACOUSTIC, 50, VISUAL, 25);
    private static final double SECONDS = 3;
    private static final int SPEAKERS = 20;

    private final List<Clip> clips = new ArrayList<>();
    private final int trained;

    /** @param trained clips for training; there is one more for development and one for test */
    RandomCorpus(int trained) {
        this.trained = trained;
        Random random = new Random(1);
        for (int i = 0; i < trained + 2; i++) {
            clips.add(clip(i, BOTH, random));
        }
    }

    /** A clip that has some of the modalities. */
    public static Clip clip(int number, List<Modality> modalities, Random random) {
        Map<String, Supplier<FeatureSequence>> features = new LinkedHashMap<>();
        for (Modality modality : modalities) {
            FeatureSequence sequence = sequence(modality, SECONDS, random);
            features.put(modality.name(), () -> sequence);
        }
        return new Clip("clip" + number, "speaker" + number % SPEAKERS, labels(number), features);
    }

    /** The classes in turn. */
    static Labels labels(int number) {
        return Labels.ofClass(CLASSES.labels().get(number % CLASSES.outputs()));
    }

    /** Features of so many seconds: values from −1 to 1. */
    static FeatureSequence sequence(Modality modality, double seconds, Random random) {
        int rate = RATES.getOrDefault(modality, 1);
        int frames = (int) (seconds * rate);
        float[] values = new float[frames * modality.width()];
        for (int i = 0; i < values.length; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return FeatureSequence.allValid(FloatBuffer.wrap(values), modality.width(), rate, EXTRACTOR);
    }

    @Override
    public String name() {
        return "random";
    }

    @Override
    public List<Modality> modalities() {
        return BOTH;
    }

    @Override
    public Map<String, ExtractorId> extractors() {
        return Map.of(Modality.ACOUSTIC, EXTRACTOR, Modality.VISUAL, EXTRACTOR);
    }

    @Override
    public List<Clip> clips() {
        return List.copyOf(clips);
    }

    @Override
    public Task task() {
        return CLASSES;
    }

    @Override
    public Map<String, Map<String, Part>> partitions() {
        Map<String, Part> parts = new LinkedHashMap<>();
        for (int i = 0; i < clips.size(); i++) {
            parts.put(clips.get(i).id(), i < trained ? Part.TRAIN : i == trained ? Part.DEVELOPMENT : Part.TEST);
        }
        return Map.of("given", parts);
    }

    @Override
    public String digest() {
        return "random " + clips.size();
    }

    @Override
    public void close() {
        clips.clear();
    }
}
