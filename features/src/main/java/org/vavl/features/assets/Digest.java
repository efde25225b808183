package org.vavl.features.assets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.vavl.core.file.InputFile;

/**
 * By which a file is known.
 *
 * @param kind how it is calculated
 * @param hexadecimal its digits, in lower case
 */
public record Digest(Kind kind, String hexadecimal) {
    private static final int CHUNK_BYTES = 1 << 16;

    /** How a digest is calculated. */
    public enum Kind {
        /** Git's name of a file: SHA-1 of {@code blob}, a space, the size in decimal digits, a zero byte, and the content. */
        GIT_BLOB("SHA-1", 40),
        /** SHA-256 of the content. */
        SHA256("SHA-256", 64);

        private final String algorithm;
        private final int digits;

        Kind(String algorithm, int digits) {
            this.algorithm = algorithm;
            this.digits = digits;
        }
    }

    /** Checks the digits. */
    public Digest {
        if (!hexadecimal.matches("[0-9a-f]{" + kind.digits + "}")) {
            throw new IllegalArgumentException(
                    "digest '" + hexadecimal + "' must have " + kind.digits + " hexadecimal digits");
        }
    }

    /** Git's name of a file. */
    public static Digest gitBlob(String hexadecimal) {
        return new Digest(Kind.GIT_BLOB, hexadecimal);
    }

    /** SHA-256 of a file. */
    public static Digest sha256(String hexadecimal) {
        return new Digest(Kind.SHA256, hexadecimal);
    }

    /**
     * Calculates the digest of a file.
     *
     * @throws org.vavl.core.VavlException if it cannot be read
     */
    public static Digest of(Kind kind, Path file) {
        try (InputStream in = Files.newInputStream(InputFile.require(file))) {
            MessageDigest digest = MessageDigest.getInstance(kind.algorithm);
            if (kind == Kind.GIT_BLOB) {
                digest.update(("blob " + Files.size(file) + "\0").getBytes(StandardCharsets.US_ASCII));
            }
            byte[] chunk = new byte[CHUNK_BYTES];
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                digest.update(chunk, 0, count);
            }
            return new Digest(kind, HexFormat.of().formatHex(digest.digest()));
        } catch (IOException e) {
            throw InputFile.failed(file, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + kind.algorithm, e);
        }
    }

    /** Whether a file has this digest. */
    public boolean fits(Path file) {
        return of(kind, file).equals(this);
    }

    @Override
    public String toString() {
        return (kind == Kind.GIT_BLOB ? "git blob " : "sha256 ") + hexadecimal;
    }
}
