package org.vavl.core.file;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.vavl.core.VavlException;

/**
 * The files of a folder and of the folders in it. Links are followed, but not in a circle; what a file manager hides (names with a dot in
 * front) and what macOS packs beside files ({@code __MACOSX}) is passed over.
 */
public final class FolderFiles {
    private static final int FOLDERS_DEEP = 16;
    private static final int MOST = 2_000_000;

    private FolderFiles() {}

    /**
     * All files, sorted.
     *
     * @throws VavlException if it is no folder, cannot be read, or has more than two million files
     */
    public static List<Path> of(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new VavlException(folder + (Files.exists(folder) ? " is not a folder" : " does not exist"));
        }
        Collector collector = new Collector(folder);
        try {
            Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), FOLDERS_DEEP, collector);
        } catch (IOException e) {
            throw new VavlException(folder + " cannot be read: " + e.getMessage(), e);
        }
        return collector.files.stream().sorted().toList();
    }

    private static boolean isHidden(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.startsWith(".") || name.equals("__MACOSX");
    }

    private static final class Collector extends SimpleFileVisitor<Path> {
        private final Path folder;
        private final List<Path> files = new ArrayList<>();

        Collector(Path folder) {
            this.folder = folder;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
            return !inner.equals(folder) && isHidden(inner) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !isHidden(file)) {
                files.add(file);
                if (files.size() > MOST) {
                    throw new VavlException(folder + " has more than " + MOST + " files");
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof FileSystemLoopException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }
    }
}
