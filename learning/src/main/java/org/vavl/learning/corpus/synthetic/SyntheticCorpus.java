package org.vavl.learning.corpus.synthetic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.vavl.core.Seeds;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.CorpusDigest;
import org.vavl.learning.corpus.Part;

/**
 * Speakers who show six emotions in voice and face, drawn by seed and held in memory.
 *
 * <p>What there is to learn: a clip shows three gestures, and its emotion is their order; the mean over a clip's frames says hardly more than
 * nothing, so a model must see time. Each modality shows in a share of its clips a neighbouring emotion in place of the clip's
 * own, and which one is its neighbour differs between the modalities: with disgust for angry in the voice and sad for angry in the
 * face, say. So a model of one modality can be right in no more than the other clips, while a model of both can in principle
 * tell all. Every speaker moves all values by an offset of their own.
 *
 * <p>Clips come in an order drawn anew for each speaker, so that it tells nothing.
 */
public final class SyntheticCorpus implements Corpus {
    private static final List<String> EMOTIONS = List.of("angry", "disgust", "fear", "happy", "neutral", "sad");
    private static final double[] AROUSAL = {4.5, 3.2, 4.0, 4.2, 2.5, 1.8};
    private static final double[] VALENCE = {1.8, 1.6, 2.0, 4.6, 3.0, 1.4};
    private static final double RATING_NOISE = 0.3;

    private final SyntheticSettings settings;
    private final List<Clip> clips;
    private final Supplier<String> digest = CorpusDigest.memoised(this);

    /** Makes a corpus. */
    public SyntheticCorpus(SyntheticSettings settings) {
        this.settings = settings;
        this.clips = List.copyOf(draw(settings));
    }

    /** The task of telling the emotions apart. */
    public static Task.Classification classification() {
        return new Task.Classification(EMOTIONS, false);
    }

    /** The task of rating arousal and valence. */
    public static Task.Regression regression() {
        return new Task.Regression(List.of(new Task.Attribute("arousal", 1, 5), new Task.Attribute("valence", 1, 5)));
    }

    private static List<Clip> draw(SyntheticSettings settings) {
        Random random = new Random(Seeds.derive(settings.seed(), "gestures", 0));
        Gestures acoustic = new Gestures(settings.acoustic(), random);
        Gestures visual = new Gestures(settings.visual(), random);
        List<Further> others = settings.others().stream()
                .map(one -> new Further(settings, one))
                .toList();
        List<double[]> presence = presence(settings);
        List<Clip> clips = new ArrayList<>();
        for (int speaker = 0; speaker < settings.speakers(); speaker++) {
            random.setSeed(Seeds.derive(settings.seed(), "speaker", speaker));
            double[] voice = offset(settings.acoustic(), settings.speakerOffset(), random);
            double[] face = offset(settings.visual(), settings.speakerOffset(), random);
            List<Integer> emotions = emotions(settings.clipsPerSpeaker(), random);
            for (int number = 0; number < emotions.size(); number++) {
                int emotion = emotions.get(number);
                FeatureSequence heard = acoustic.draw(shown(emotion, 1, settings.acoustic(), random), voice, random);
                FeatureSequence seen = visual.draw(shown(emotion, 5, settings.visual(), random), face, random);
                Map<String, Supplier<FeatureSequence>> features = new HashMap<>();
                double[] present = presence.get(clips.size());
                if (present[0] > 0) {
                    features.put(settings.acoustic().modality().name(), () -> heard);
                }
                if (present[1] > 0) {
                    features.put(settings.visual().modality().name(), () -> seen);
                }
                for (Further other : others) {
                    other.draw(speaker, clips.size(), emotion)
                            .ifPresent(shown -> features.put(other.name(), () -> shown));
                }
                clips.add(new Clip(
                        String.format(Locale.ROOT, "speaker%02d-%03d", speaker + 1, number + 1),
                        String.format(Locale.ROOT, "speaker%02d", speaker + 1),
                        labels(settings, emotion, random),
                        Map.of(Clip.GENDER, speaker % 2 == 0 ? "female" : "male"),
                        features));
            }
        }
        return clips;
    }

    /** For every clip, whether it has each modality: exactly the settings' shares lack one, and no clip lacks both. */
    private static List<double[]> presence(SyntheticSettings settings) {
        int count = settings.speakers() * settings.clipsPerSpeaker();
        long silent = Math.round(settings.acoustic().absent() * count);
        long unseen = Math.min(count - silent, Math.round(settings.visual().absent() * count));
        List<double[]> presence = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            presence.add(new double[] {i < silent ? 0 : 1, i >= silent && i < silent + unseen ? 0 : 1});
        }
        Collections.shuffle(presence, new Random(Seeds.derive(settings.seed(), "presence", 0)));
        return presence;
    }

    static double[] offset(SyntheticModality modality, double deviation, Random random) {
        double[] offset = new double[modality.modality().width()];
        for (int d = 0; d < offset.length; d++) {
            offset[d] = deviation * random.nextGaussian();
        }
        return offset;
    }

    private static List<Integer> emotions(int count, Random random) {
        List<Integer> emotions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            emotions.add(i % EMOTIONS.size());
        }
        Collections.shuffle(emotions, random);
        return emotions;
    }

    /**
     * The emotion that a modality shows for a clip's: its own or its neighbour. Emotions stand in a ring; an even one's neighbour
     * is {@code step} places on, an odd one's as far back, so that the neighbours are pairs, other pairs in each modality.
     */
    static int shown(int emotion, int step, SyntheticModality modality, Random random) {
        if (random.nextDouble() >= modality.confusion()) {
            return emotion;
        }
        return Math.floorMod(emotion + (emotion % 2 == 0 ? step : -step), EMOTIONS.size());
    }

    private static Labels labels(SyntheticSettings settings, int emotion, Random random) {
        Map<String, Double> attributes = new LinkedHashMap<>();
        if (settings.attributes()) {
            attributes.put("arousal", rating(AROUSAL[emotion], random));
            attributes.put("valence", rating(VALENCE[emotion], random));
        }
        return new Labels(Map.of(EMOTIONS.get(emotion), 1.0), attributes);
    }

    private static double rating(double mean, Random random) {
        return Math.max(1, Math.min(5, mean + RATING_NOISE * random.nextGaussian()));
    }

    @Override
    public String name() {
        return "synthetic";
    }

    @Override
    public List<Modality> modalities() {
        return settings.modalities().stream().map(SyntheticModality::modality).toList();
    }

    @Override
    public Map<String, ExtractorId> extractors() {
        Map<String, ExtractorId> extractors = new LinkedHashMap<>();
        modalities().forEach(modality -> extractors.put(modality.name(), Gestures.extractor()));
        return extractors;
    }

    @Override
    public List<Clip> clips() {
        return clips;
    }

    @Override
    public Task task() {
        return classification();
    }

    @Override
    public Map<String, Map<String, Part>> partitions() {
        return Map.of();
    }

    @Override
    public String digest() {
        return digest.get();
    }

    @Override
    public void close() {
        // Nothing but memory is held.
    }
}
