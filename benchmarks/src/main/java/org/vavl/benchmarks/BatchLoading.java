package org.vavl.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.PointerScope;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.core.clip.Modality;
import org.vavl.core.compute.Device;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.training.sampling.BatchSampler;
import org.vavl.learning.training.sampling.ClipShape;
import org.vavl.learning.training.sampling.SamplerSettings;
import org.vavl.model.inference.BatchAssembler;
import org.vavl.model.inference.FrameTransform;

/** A corpus's batches as a training has them: planned epoch by epoch, each normalised, padded and masked, as tensors. */
final class BatchLoading {
    private final Corpus corpus;
    private final BatchAssembler assembler;
    private final BatchSampler plan;

    /** Looks at all clips. */
    BatchLoading(Corpus corpus, int batchSize) {
        this.corpus = corpus;
        Map<Modality, FeatureStatistics> statistics = corpus.modalities().stream()
                .collect(Collectors.toMap(Function.identity(), modality -> FeatureStatistics.none(modality.width())));
        assembler = new BatchAssembler(corpus.task(), statistics, Device.CPU);
        List<ClipShape> shapes = corpus.clips().stream().map(this::shape).toList();
        plan = new BatchSampler(shapes, SamplerSettings.defaults(), batchSize, 1);
    }

    private ClipShape shape(Clip clip) {
        int frames = corpus.modalities().stream()
                .mapToInt(modality -> BatchAssembler.features(clip, modality)
                        .map(FeatureSequence::frames)
                        .orElse(0))
                .sum();
        return new ClipShape(Set.copyOf(clip.modalities()), frames);
    }

    BatchSampler plan() {
        return plan;
    }

    /** Loads the clips of those indices together, and says how many bytes their features have as tensors. */
    long load(List<Integer> batch) {
        try (PointerScope scope = new PointerScope()) {
            List<Clip> clips = batch.stream().map(corpus.clips()::get).toList();
            return assembler.assemble(clips, FrameTransform.NONE).modalities().values().stream()
                    .mapToLong(part -> part.featuresNTD().numel() * Float.BYTES)
                    .sum();
        }
    }
}
