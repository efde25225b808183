package org.vavl.learning.corpus.folder;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.VavlException;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.learning.corpus.folder.CorpusHeader.ModalityHeader;

/** Writes one modality's features of a new corpus into shards, and knows what all its clips have in common. */
final class ModalityWriter implements Closeable {
    private final String name;
    private final Path folder;
    private final ShardRule rule;
    private Optional<ModalityHeader> header = Optional.empty();
    private Optional<FeatureShard> shard = Optional.empty();
    private int shards;

    /**
     * How features lie on disk.
     *
     * @param corpus its name
     * @param storage of their values
     * @param bytes how large a file of features gets before the next one is begun
     */
    record ShardRule(String corpus, FeatureStorage storage, long bytes) {}

    /** @param folder the corpus's */
    ModalityWriter(String name, Path folder, ShardRule rule) {
        this.name = name;
        this.folder = folder;
        this.rule = rule;
    }

    /** What all clips have in common; empty if no clip has this modality. */
    Optional<ModalityHeader> header() {
        return header;
    }

    /** Checks features, of which nothing is written yet. */
    void require(String clip, FeatureSequence sequence) {
        ModalityHeader expected = header.orElseGet(() ->
                new ModalityHeader(name, sequence.width(), sequence.frameRate(), Optional.of(sequence.extractor())));
        CheckedFeatures.requireStorable(clip, expected.modality(), sequence, rule.storage());
        if (!sequence.extractor().equals(expected.extractorId())) {
            throw new VavlException("clip " + clip + ": " + name + " features are by " + sequence.extractor()
                    + ", and must be by " + expected.extractorId() + " as those of the other clips");
        }
    }

    /** Writes a clip's features, and into its row of the table where they are. */
    void add(String clip, FeatureSequence sequence, Map<String, String> row) throws IOException {
        if (header.isEmpty()) {
            header = Optional.of(new ModalityHeader(
                    name, sequence.width(), sequence.frameRate(), Optional.of(sequence.extractor())));
        }
        FeatureShard open = shardFor(FeatureShard.bytes(sequence, rule.storage()));
        open.add(name, clip, sequence);
        row.put(ClipTable.FEATURES + name, CorpusWriter.FEATURES + "/" + shardName());
        if (sequence.frameRate() != header.get().frameRate()) {
            row.put(ClipTable.FRAME_RATE + name, Double.toString(sequence.frameRate()));
        }
    }

    private FeatureShard shardFor(long bytes) throws IOException {
        if (shard.isPresent() && shard.get().size() + bytes > rule.bytes()) {
            finishShard();
        }
        if (shard.isEmpty()) {
            shards++;
            shard = Optional.of(
                    new FeatureShard(folder.resolve(CorpusWriter.FEATURES).resolve(shardName()), rule.storage()));
        }
        return shard.get();
    }

    private String shardName() {
        return "%s-%05d.safetensors".formatted(name, shards);
    }

    /** Gives the shard that is being written its name. */
    void finishShard() throws IOException {
        if (shard.isPresent()) {
            shard.get().commit(Map.of("corpus", rule.corpus(), "modality", name));
            close();
        }
    }

    /** Removes a shard without a name. */
    @Override
    public void close() throws IOException {
        if (shard.isPresent()) {
            shard.get().close();
            shard = Optional.empty();
        }
    }
}
