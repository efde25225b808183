package org.vavl.cli.extract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import org.vavl.cli.output.MediaFiles;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.file.FolderLock;
import org.vavl.features.ExtractedFeatures;
import org.vavl.features.storage.FeatureFolder;

/** A folder that takes one kind of features of many files. Safe for use by several threads. */
final class FeatureOutput {
    private static final String LOCK = ".vavl-extract.lock";

    private final Path folder;
    private final ExtractorId extractor;
    private final List<String> columns;
    private final BiFunction<Path, DoubleConsumer, ExtractedFeatures> extract;

    /**
     * @param folder made when the first features come
     * @param extract makes a file's features, and says which share of the work is done
     */
    FeatureOutput(
            Path folder,
            ExtractorId extractor,
            List<String> columns,
            BiFunction<Path, DoubleConsumer, ExtractedFeatures> extract) {
        this.folder = folder;
        this.extractor = extractor;
        this.columns = columns;
        this.extract = extract;
    }

    /** @throws VavlException if two files would become one, or the folder has other features */
    void require(List<MediaFiles.Media> media) {
        Map<Path, Path> targets = new HashMap<>();
        for (MediaFiles.Media one : media) {
            Path other = targets.put(target(one), one.file());
            if (other != null) {
                throw new VavlException(other + " and " + one.file() + " would both become " + target(one)
                        + ": extract them into different folders");
            }
        }
        FeatureFolder.read(folder).ifPresent(before -> said(before.frameRate()).requireSame(folder));
    }

    /** Takes the folder for this extraction: two at a time would each write what the other knows nothing of. */
    FolderLock lock() {
        return FolderLock.take(folder, LOCK, "another extraction writes there");
    }

    /** Makes the features of a file, unless they are there already. */
    void extract(MediaFiles.Media media, DoubleConsumer progress) {
        Path target = target(media);
        if (Files.exists(target) && FeatureFolder.read(folder).isPresent()) {
            return;
        }
        try (ExtractedFeatures features = extract.apply(media.file(), progress)) {
            makeFolder(target.toAbsolutePath().getParent());
            note(media, features.frameRate());
            features.write(target);
        }
    }

    private synchronized void note(MediaFiles.Media media, double frameRate) {
        Optional<FeatureFolder> before = FeatureFolder.read(folder);
        String name = media.name().toString().replace('\\', '/');
        before.orElseGet(() -> said(frameRate)).with(name, frameRate).write(folder);
    }

    private FeatureFolder said(double frameRate) {
        return new FeatureFolder(extractor, frameRate, columns);
    }

    private Path target(MediaFiles.Media media) {
        return folder.resolve(media.name() + ".npy");
    }

    private static void makeFolder(@Nullable Path folder) {
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new VavlException(
                    folder + " cannot be made: "
                            + (Files.exists(folder) ? "a file of that name is there" : e.getMessage()),
                    e);
        }
    }
}
