package org.vavl.features.assets;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.VavlException;

/** Where the user's store is. */
final class AssetFolder {
    private static final String PLACE = "vavl/models";

    private AssetFolder() {}

    /**
     * The folder that {@value AssetStore#VARIABLE} names, or else one where this system keeps caches.
     *
     * @param environment the process's variables
     * @param system what Java calls the system
     * @param home the user's folder
     * @throws VavlException if the variable names no folder
     */
    static Path of(Map<String, String> environment, String system, Path home) {
        Optional<Path> named = folder(environment, AssetStore.VARIABLE);
        if (named.isPresent()) {
            return named.get();
        }
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return folder(environment, "LOCALAPPDATA")
                    .orElse(home.resolve("AppData/Local"))
                    .resolve(PLACE);
        }
        if (name.startsWith("mac")) {
            return home.resolve("Library/Caches").resolve(PLACE);
        }
        return folder(environment, "XDG_CACHE_HOME")
                .orElse(home.resolve(".cache"))
                .resolve(PLACE);
    }

    private static Optional<Path> folder(Map<String, String> environment, String variable) {
        try {
            return Optional.ofNullable(environment.get(variable))
                    .filter(value -> !value.isBlank())
                    .map(Path::of);
        } catch (InvalidPathException e) {
            throw new VavlException("the variable " + variable + " names no folder: " + e.getMessage(), e);
        }
    }
}
