package org.vavl.serve.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vavl.core.VavlException;

/**
 * Secrets of which each request must bear one: {@code Authorization: Bearer TOKEN}, or, as browsers ask their user for it, {@code Basic} with the token
 * as the password and any name. They are compared by their digests in a time that does not depend on what was given.
 */
public final class Tokens {
    /** The fewest characters. */
    public static final int SHORTEST = 16;

    private static final int MOST = 1000;
    private static final int LONGEST_HEADER = 4096;

    private final List<byte[]> digests;

    private Tokens(List<byte[]> digests) {
        this.digests = digests;
    }

    /**
     * Tokens as they are written.
     *
     * @throws VavlException if one is shorter than {@value #SHORTEST} characters, or there are more than {@value #MOST}
     */
    public static Tokens of(List<String> tokens) {
        if (tokens.size() > MOST) {
            throw new VavlException("there are " + tokens.size() + " tokens, and must be at most " + MOST);
        }
        for (String token : tokens) {
            if (token.length() < SHORTEST || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
                throw new VavlException("a token has " + token.length() + " characters, and must have at least "
                        + SHORTEST + ", all of ASCII and none a space");
            }
        }
        return new Tokens(tokens.stream().map(Tokens::digest).toList());
    }

    /** Whether there are none, so that everybody may ask. */
    public boolean isEmpty() {
        return digests.isEmpty();
    }

    /** Whether a request may be answered that has this header {@code Authorization}; an empty text stands for none. */
    public boolean allow(String authorization) {
        if (isEmpty()) {
            return true;
        }
        byte[] given = digest(token(authorization).orElse(""));
        boolean known = false;
        for (byte[] digest : digests) {
            known |= MessageDigest.isEqual(digest, given);
        }
        return known;
    }

    private static Optional<String> token(String authorization) {
        int space = authorization.indexOf(' ');
        if (space < 0 || authorization.length() > LONGEST_HEADER) {
            return Optional.empty();
        }
        String value = authorization.substring(space + 1).strip();
        return switch (authorization.substring(0, space).toLowerCase(Locale.ROOT)) {
            case "bearer" -> Optional.of(value);
            case "basic" -> password(value);
            default -> Optional.empty();
        };
    }

    private static Optional<String> password(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? Optional.empty() : Optional.of(pair.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
