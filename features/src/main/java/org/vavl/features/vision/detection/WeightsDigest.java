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
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files) {
                update(digest, file);
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void update(MessageDigest digest, Path file) {
        try (InputStream in = new DigestInputStream(Files.newInputStream(InputFile.require(file)), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw InputFile.failed(file, e);
        }
    }
}
