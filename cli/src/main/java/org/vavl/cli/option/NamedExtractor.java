package org.vavl.cli.option;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.vavl.core.VavlException;
import org.vavl.features.Extractors;

/**
 * An extractor as it is named to the command: {@code NAME} or {@code NAME:PATH}.
 *
 * @param name the extractor's
 * @param source where its weights are, if it is said
 */
record NamedExtractor(String name, Optional<Path> source) {
    /** @throws VavlException if the path is none */
    static NamedExtractor parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return new NamedExtractor(text, Optional.empty());
        }
        try {
            return new NamedExtractor(text.substring(0, colon), Optional.of(Path.of(text.substring(colon + 1))));
        } catch (InvalidPathException e) {
            throw new VavlException("'" + text + "' must be NAME:PATH, and its path is none: " + e.getMessage(), e);
        }
    }

    /** The extractors with this one's weights. */
    Extractors in(Extractors extractors) {
        return source.map(path -> extractors.with(name, path)).orElse(extractors);
    }
}
