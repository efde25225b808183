package org.vavl.features.vision.detection;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.vavl.core.file.InputFile;

/** Which weights they are: the first twelve digits of the SHA-256 of files in their order. */
public final class WeightsDigest {
    private static final int DIGITS = 12;

    private WeightsDigest() {}

    /**
     * The digest of files.
     *
     * @throws org.vavl.core.VavlException if a file cannot be read
     */
    public static String of(List<Path> files) {
        MessageDigest digest = sha256();
        for (Path file : files) {
            update(digest, file);
        }
        return digits(digest.digest());
    }

    /** The digest of a file's content, as that of the file. */
    public static String of(byte[] content) {
        return digits(sha256().digest(content));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String digits(byte[] digest) {
        return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    }

    private static void update(MessageDigest digest, Path file) {
        try (InputStream in = new DigestInputStream(Files.newInputStream(InputFile.require(file)), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw InputFile.failed(file, e);
        }
    }
}
