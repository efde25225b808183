package org.vavl.learning.corpus;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Modality;

/**
 * SHA-256 over what a training depends on: clips, speakers, labels, traits, partitions and features, with the extractors that
 * made them. It does not depend on the order of the clips, on which file features lie in, on the values of invalid frames, or on
 * the corpus's name.
 */
public final class CorpusDigest {
    private static final int CHUNK = 1 << 14;

    private CorpusDigest() {}

    /** The digest of a corpus in hexadecimal; reads all features, on all cores. */
    public static String of(Corpus corpus) {
        MessageDigest whole = sha256();
        List<byte[]> digests = corpus.clips().parallelStream()
                .sorted(Comparator.comparing(Clip::id))
                .map(clip -> ofClip(corpus, clip))
                .toList();
        digests.forEach(whole::update);
        return HexFormat.of().formatHex(whole.digest());
    }

    /** The digest of a corpus, which is computed when it is asked for and once. */
    public static Supplier<String> memoised(Corpus corpus) {
        return new Supplier<>() {
            private @Nullable String digest;

            @Override
            public synchronized String get() {
                String known = digest == null ? of(corpus) : digest;
                digest = known;
                return known;
            }
        };
    }

    private static byte[] ofClip(Corpus corpus, Clip clip) {
        Map<String, Part> parts = new TreeMap<>();
        corpus.partitions().forEach((name, partition) -> {
            Part part = partition.get(clip.id());
            if (part != null) {
                parts.put(name, part);
            }
        });
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream data = new DataOutputStream(bytes)) {
            data.writeUTF(clip.id());
            data.writeUTF(clip.speaker());
            write(data, clip.labels());
            write(data, clip.traits());
            write(data, parts);
            for (Modality modality : modalities(corpus)) {
                Optional<FeatureSequence> sequence = clip.features(modality);
                if (sequence.isPresent()) {
                    data.writeUTF(modality.name());
                    data.writeUTF(String.valueOf(corpus.extractors().get(modality.name())));
                    data.write(ofFeatures(sequence.get()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sha256().digest(bytes.toByteArray());
    }

    private static List<Modality> modalities(Corpus corpus) {
        return corpus.modalities().stream()
                .sorted(Comparator.comparing(Modality::name))
                .toList();
    }

    /** A corpus without labels of modalities has the digest that it had before there were any. */
    private static void write(DataOutputStream data, Labels labels) throws IOException {
        write(data, labels.classes());
        write(data, labels.attributes());
        for (Map.Entry<String, Labels> modality : new TreeMap<>(labels.modalities()).entrySet()) {
            data.writeUTF(modality.getKey());
            write(data, modality.getValue());
        }
    }

    private static void write(DataOutputStream data, Map<String, ?> map) throws IOException {
        data.writeInt(map.size());
        for (Map.Entry<String, ?> entry : new TreeMap<>(map).entrySet()) {
            data.writeUTF(entry.getKey());
            data.writeUTF(entry.getValue().toString());
        }
    }

    /** The digest of a sequence in hexadecimal: of its shape, its frame rate, its mask and the values of its valid frames. */
    public static String of(FeatureSequence sequence) {
        return HexFormat.of().formatHex(ofFeatures(sequence));
    }

    private static byte[] ofFeatures(FeatureSequence sequence) {
        MessageDigest digest = sha256();
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        digest.update(chunk.putInt(sequence.frames())
                .putInt(sequence.width())
                .putDouble(sequence.frameRate())
                .flip());
        FloatBuffer values = sequence.values();
        chunk.clear();
        for (int t = 0; t < sequence.frames(); t++) {
            for (int d = -1; d < sequence.width(); d++) {
                if (chunk.remaining() < Float.BYTES) {
                    digest.update(chunk.flip());
                    chunk.clear();
                }
                boolean valid = sequence.isValid(t);
                if (d < 0) {
                    chunk.putInt(valid ? 1 : 0);
                } else {
                    chunk.putFloat(valid ? values.get(t * sequence.width() + d) : 0);
                }
            }
        }
        digest.update(chunk.flip());
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
