package org.vavl.recognition.output;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The address of a file as seen from a folder, percent-encoded after RFC 3986. */
public final class RelativeUrl {
    private RelativeUrl() {}

    /** The address, which begins with a dot; empty if there is no way from one to the other, as between two drives. */
    public static Optional<String> of(Path folder, Path file) {
        Path from = folder.toAbsolutePath().normalize();
        Path to = file.toAbsolutePath().normalize();
        if (!String.valueOf(from.getRoot()).equals(String.valueOf(to.getRoot()))) {
            return Optional.empty();
        }
        String path = StreamSupport.stream(from.relativize(to).spliterator(), false)
                .map(part -> encoded(part.toString()))
                .collect(Collectors.joining("/"));
        return Optional.of(path.startsWith("../") ? path : "./" + path);
    }

    private static String encoded(String name) {
        try {
            return new URI(null, null, "/" + name, null).toASCIIString().substring(1);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a path is a path", e);
        }
    }
}
