package org.vavl.learning.training.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.core.clip.Modality;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.split.Split;
import org.vavl.learning.training.TrainingConfiguration;
import org.vavl.learning.training.augmentation.MissingModalities;
import org.vavl.learning.training.sampling.BatchSampler;
import org.vavl.learning.training.sampling.ClipShape;
import org.vavl.model.EmotionModel;
import org.vavl.recognition.inference.ClipLength;

/**
 * What a run is trained and measured on.
 *
 * @param split of the corpus
 * @param clips for training, as they are shown
 */
record TrainingData(Split split, List<Clip> clips) {
    static TrainingData of(RunConfiguration configuration, Corpus corpus) {
        TrainingConfiguration training = configuration.training();
        Split split = configuration.split().split(corpus, configuration.task());
        return new TrainingData(
                split,
                new MissingModalities(training.missing(), training.seed())
                        .apply(split.clips(Part.TRAIN), corpus.modalities()));
    }

    /** Of the clips for training, as far as the network's modalities are normalised. */
    Map<Modality, FeatureStatistics> statistics(EmotionModel network) {
        Map<Modality, FeatureStatistics> statistics = new LinkedHashMap<>();
        for (Modality modality : network.modalities()) {
            statistics.put(
                    modality,
                    network.takesRaw(modality)
                            ? FeatureStatistics.none(modality.width())
                            : FeatureStatistics.measure(modality, clips));
        }
        return statistics;
    }

    /** Which clips share a batch. */
    BatchSampler plan(EmotionModel network, TrainingConfiguration training) {
        List<ClipShape> shapes =
                ClipShape.ofAll(clips, network, training.sampler().balanced());
        return new BatchSampler(shapes, training.sampler(), training.batchSize(), training.seed());
    }

    /**
     * The development set.
     *
     * @throws org.vavl.core.VavlException if a clip is too long for the network
     */
    List<Clip> development(EmotionModel network) {
        List<Clip> development = split.clips(Part.DEVELOPMENT);
        development.forEach(clip -> ClipLength.of(clip, network.modalities(), network::mostFrames));
        return development;
    }
}
