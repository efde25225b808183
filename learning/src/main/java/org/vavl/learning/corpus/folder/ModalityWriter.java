package org.vavl.learning.corpus.folder;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vavl.core.VavlException;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.learning.corpus.folder.CorpusHeader.ModalityHeader;

/** Writes one modality's features of a new corpus into shards, and knows what all its clips have in common. */
final class ModalityWriter implements Closeable {
    private final String name;
    private final Path folder;
    private final ShardRule rule;
    private @Nullable ModalityHeader header;
    private @Nullable FeatureShard shard;
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
        return Optional.ofNullable(header);
    }

    /** Checks features, of which nothing is written yet. */
    void require(String clip, FeatureSequence sequence) {
        ModalityHeader expected = headerFor(sequence);
        CheckedFeatures.requireStorable(clip, expected.modality(), sequence, rule.storage());
        if (!sequence.extractor().equals(expected.extractorId())) {
            throw new VavlException("clip " + clip + ": " + name + " features are by " + sequence.extractor()
                    + ", and must be by " + expected.extractorId() + " as those of the other clips");
        }
    }

    private ModalityHeader headerFor(FeatureSequence sequence) {
        return header == null
                ? new ModalityHeader(name, sequence.width(), sequence.frameRate(), Optional.of(sequence.extractor()))
                : header;
    }

    /** Writes a clip's features, and into its row of the table where they are. */
    void add(String clip, FeatureSequence sequence, Map<String, String> row) throws IOException {
        ModalityHeader common = headerFor(sequence);
        header = common;
        FeatureShard open = shardFor(FeatureShard.bytes(sequence, rule.storage()));
        open.add(name, clip, sequence);
        row.put(ClipTable.FEATURES + name, CorpusWriter.FEATURES + "/" + shardName());
        if (sequence.frameRate() != common.frameRate()) {
            row.put(ClipTable.FRAME_RATE + name, Double.toString(sequence.frameRate()));
        }
    }

    private FeatureShard shardFor(long bytes) throws IOException {
        if (shard != null && shard.size() + bytes > rule.bytes()) {
            finishShard();
        }
        FeatureShard open = shard;
        if (open == null) {
            shards++;
            open = new FeatureShard(folder.resolve(CorpusWriter.FEATURES).resolve(shardName()), rule.storage());
            shard = open;
        }
        return open;
    }

    private String shardName() {
        return String.format(Locale.ROOT, "%s-%05d.safetensors", name, shards);
    }

    /** Gives the shard that is being written its name. */
    void finishShard() throws IOException {
        if (shard != null) {
            shard.commit(Map.of("corpus", rule.corpus(), "modality", name));
            close();
        }
    }

    /** Removes a shard without a name. */
    @Override
    public void close() throws IOException {
        if (shard != null) {
            shard.close();
            shard = null;
        }
    }
}
