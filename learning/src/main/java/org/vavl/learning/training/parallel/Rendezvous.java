package org.vavl.learning.training.parallel;

import java.nio.file.Path;
import org.vavl.core.VavlException;

/** Where the ranks of a training find each other. */
public sealed interface Rendezvous {
    /**
     * A port of the first rank's machine.
     *
     * @param host its name or address, as the others reach it
     * @param port on which the first rank listens, from 1 to 65535
     */
    record Port(String host, int port) implements Rendezvous {
        private static final int MOST = 65_535;

        /** Checks the port. */
        public Port {
            if (host.isBlank() || port < 1 || port > MOST) {
                throw new IllegalArgumentException("rendezvous at '" + host + "', port " + port);
            }
        }

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /**
     * A file that all reach. It must not be there before, and is to be removed afterwards.
     *
     * @param path where it is
     */
    record SharedFile(Path path) implements Rendezvous {}

    /**
     * A port as users write it.
     *
     * @param text {@code HOST:PORT}, an IPv6 address in brackets
     * @throws VavlException if it is not that
     */
    static Rendezvous parse(String text) {
        int colon = text.lastIndexOf(':');
        try {
            String host = text.substring(0, Math.max(0, colon));
            boolean bracketed = host.startsWith("[") && host.endsWith("]");
            return new Port(
                    bracketed ? host.substring(1, host.length() - 1) : host,
                    Integer.parseInt(text.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            throw new VavlException(
                    "the rendezvous is '" + text + "', and must be HOST:PORT, with a port from 1 to 65535", e);
        }
    }
}
