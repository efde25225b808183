package org.vavl.learning.corpus.importer;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.vavl.core.VavlException;
import org.vavl.learning.corpus.folder.FolderPaths;
import org.vavl.learning.corpus.table.CsvRow;

/**
 * Where the paths in a table lead. Absolute ones are taken as they are: the table is the user's own. Relative ones are looked for beside the
 * table, and then in the folder that the option {@value #FOLDER} names, and stay inside of it.
 */
final class TablePaths {
    static final String FOLDER = "folder";

    private final List<Path> folders;
    private final List<Path> missing = new ArrayList<>();
    private int found;

    private TablePaths(List<Path> folders) {
        this.folders = folders;
    }

    /** @throws VavlException if the option names no folder */
    static TablePaths of(Path table, ImportOptions options) {
        Set<Path> folders = new LinkedHashSet<>();
        Path parent = table.toAbsolutePath().getParent();
        folders.add(parent == null ? table.toAbsolutePath() : parent);
        options.get(FOLDER).map(Path::of).ifPresent(folder -> {
            if (!Files.isDirectory(folder)) {
                throw new VavlException("option folder is " + folder + ", and must be a folder");
            }
            folders.add(folder);
        });
        return new TablePaths(List.copyOf(folders));
    }

    /**
     * The file that a cell names. If there is none, the path that it would have beside the table.
     *
     * @throws VavlException if it is no path, or a relative one that leads out of the folder
     */
    Path find(CsvRow row, String column, String text) {
        try {
            Path path = Path.of(text);
            List<Path> candidates = path.isAbsolute()
                    ? List.of(path)
                    : folders.stream()
                            .map(folder -> FolderPaths.resolve(folder, text))
                            .toList();
            for (Path candidate : candidates) {
                if (Files.exists(candidate)) {
                    found++;
                    return candidate;
                }
            }
            missing.add(candidates.get(0));
            return candidates.get(0);
        } catch (InvalidPathException e) {
            throw row.error(column + " is '" + text.replaceAll("\\p{Cntrl}", "?") + "', and must be a path");
        } catch (VavlException e) {
            throw row.error(column + ": " + e.getMessage() + ", or an absolute one");
        }
    }

    /**
     * Makes sure that not all paths lead nowhere.
     *
     * @throws VavlException if they do
     */
    void requireSome() {
        if (found == 0 && !missing.isEmpty()) {
            throw new VavlException("none of the " + missing.size() + " files that the table names is there, such as "
                    + missing.get(0)
                    + (folders.size() > 1
                            ? "; they were looked for in "
                                    + folders.stream().map(Path::toString).collect(Collectors.joining(" and "))
                            : ": --option folder=FOLDER names where they are"));
        }
    }
}
