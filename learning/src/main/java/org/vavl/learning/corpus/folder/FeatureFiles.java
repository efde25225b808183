package org.vavl.learning.corpus.folder;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.vavl.core.VavlException;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.weights.ElementType;
import org.vavl.core.weights.SafetensorsFile;
import org.vavl.core.weights.TensorEntry;
import org.vavl.features.storage.NpyFile;
import org.vavl.learning.corpus.folder.CorpusHeader.ModalityHeader;

/** The files of a corpus folder that features are read from; safetensors files are opened once and kept open. */
final class FeatureFiles implements AutoCloseable {
    private static final String NPY = ".npy";
    private static final Set<ElementType> FLOATS =
            EnumSet.of(ElementType.F64, ElementType.F32, ElementType.F16, ElementType.BF16);

    private final Path folder;
    private final Map<Path, SafetensorsFile> shards = new HashMap<>();

    /** The corpus's. */
    Path folder() {
        return folder;
    }

    FeatureFiles(Path folder) {
        this.folder = folder;
    }

    /** A clip's features in the file that the table names. */
    Supplier<FeatureSequence> named(String relative, String clip, ModalityHeader modality) {
        Path path = FolderPaths.resolve(folder, relative);
        if (!Files.isRegularFile(path)) {
            throw new VavlException(modality.name() + " features " + path + " do not exist");
        }
        if (relative.endsWith(".safetensors")) {
            return inShard(shards.computeIfAbsent(path, SafetensorsFile::open), clip, modality);
        }
        if (relative.endsWith(NPY)) {
            return () -> NpyFile.read(path, modality.frameRate(), modality.extractorId());
        }
        throw new VavlException(modality.name() + " features '" + relative + "' must be a .safetensors or .npy file");
    }

    /** A clip's features where they are if the table names no files; empty if nothing is there. */
    Optional<Supplier<FeatureSequence>> unnamed(String clip, ModalityHeader modality) {
        String relative = CorpusWriter.FEATURES + "/" + modality.name() + "/" + clip + NPY;
        Path path = FolderPaths.resolve(folder, relative);
        return Files.isRegularFile(path) ? Optional.of(named(relative, clip, modality)) : Optional.empty();
    }

    private static Supplier<FeatureSequence> inShard(SafetensorsFile file, String clip, ModalityHeader modality) {
        String valuesName = FeatureShard.valuesName(modality.name(), clip);
        TensorEntry values = file.entry(valuesName);
        if (values.shape().size() != 2
                || values.shape().get(1) != modality.width()
                || values.elements() > Integer.MAX_VALUE
                || !FLOATS.contains(values.type())) {
            throw new VavlException(file.path().getFileName() + ": " + modality.name() + " features are "
                    + values.type() + " of shape " + values.shape() + ", and must be floating-point of shape [frames, "
                    + modality.width() + "]");
        }
        long frames = values.shape().get(0);
        String maskName = FeatureShard.maskName(modality.name(), clip);
        TensorEntry mask = file.entries().get(maskName);
        if (mask != null
                && (!mask.shape().equals(List.of(frames))
                        || (mask.type() != ElementType.BOOL && mask.type() != ElementType.U8))) {
            throw new VavlException(file.path().getFileName() + ": the mask of " + modality.name() + " features is "
                    + mask.type() + " of shape " + mask.shape() + ", and must be BOOL of shape [" + frames + "]");
        }
        return () -> new FeatureSequence(
                file.floats(valuesName),
                modality.width(),
                modality.frameRate(),
                mask == null ? allFrames((int) frames) : frames(file.bytes(maskName)),
                modality.extractorId());
    }

    private static BitSet allFrames(int frames) {
        BitSet valid = new BitSet();
        valid.set(0, frames);
        return valid;
    }

    private static BitSet frames(ByteBuffer mask) {
        BitSet valid = new BitSet();
        for (int t = 0; t < mask.limit(); t++) {
            valid.set(t, mask.get(t) != 0);
        }
        return valid;
    }

    @Override
    public void close() {
        shards.values().forEach(SafetensorsFile::close);
    }
}
