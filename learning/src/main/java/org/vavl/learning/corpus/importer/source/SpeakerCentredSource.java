package org.vavl.learning.corpus.importer.source;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Modality;

/**
 * A corpus's features less their speaker's mean over all clips that the corpus has of the speaker (of each clip's mean over its valid
 * frames). Labels take no part, but test clips do: results on such features are transductive, and hold for speakers of whom many
 * recordings are at hand. The extractor's name says so, and no single recording can be predicted by a model of such features.
 */
final class SpeakerCentredSource implements KeyedSource {
    /** What the extractor's name ends with. */
    static final String SUFFIX = "+speaker-centred";

    private final CorpusSource source;
    private final Modality modality;
    private final Map<String, List<Clip>> clipsBySpeaker = new HashMap<>();
    private final Map<String, double[]> means = new HashMap<>();

    SpeakerCentredSource(CorpusSource source) {
        this.source = source;
        this.modality = source.modality();
        source.clips().forEach(clip -> clipsBySpeaker
                .computeIfAbsent(clip.speaker(), speaker -> new ArrayList<>())
                .add(clip));
    }

    @Override
    public Optional<FeatureSequence> features(String key) {
        return source.clip(key)
                .flatMap(clip -> clip.features(modality).map(sequence -> less(sequence, mean(clip.speaker()))));
    }

    /** Sources are asked by several threads at once. */
    private synchronized double[] mean(String speaker) {
        return means.computeIfAbsent(speaker, this::measure);
    }

    private double[] measure(String speaker) {
        double[] mean = new double[modality.width()];
        int count = 0;
        for (Clip clip : clipsBySpeaker.getOrDefault(speaker, List.of())) {
            Optional<FeatureSequence> sequence = clip.features(modality);
            if (sequence.isPresent()) {
                count++;
                add(sequence.get(), count, mean);
            }
        }
        return mean;
    }

    /** Takes a clip's mean into the running mean. */
    private static void add(FeatureSequence sequence, int count, double[] mean) {
        BitSet valid = sequence.valid();
        for (int d = 0; d < mean.length; d++) {
            double sum = 0;
            for (int t = valid.nextSetBit(0); t >= 0; t = valid.nextSetBit(t + 1)) {
                sum += sequence.value(t, d);
            }
            mean[d] += (sum / valid.cardinality() - mean[d]) / count;
        }
    }

    private static FeatureSequence less(FeatureSequence sequence, double[] mean) {
        float[] values = new float[sequence.frames() * mean.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (sequence.value(i / mean.length, i % mean.length) - mean[i % mean.length]);
        }
        ExtractorId extractor = sequence.extractor();
        return new FeatureSequence(
                FloatBuffer.wrap(values),
                mean.length,
                sequence.frameRate(),
                sequence.valid(),
                new ExtractorId(extractor.name() + SUFFIX, extractor.version()));
    }

    @Override
    public void close() {
        source.close();
    }
}
