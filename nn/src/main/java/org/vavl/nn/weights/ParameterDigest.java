package org.vavl.nn.weights;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Which weights a network has: the first 16 hexadecimal digits of SHA-256 over the parameters' names and float32 values. */
public final class ParameterDigest {
    private static final int BYTES = 8;
    private static final int CHUNK_BYTES = 1 << 28;

    private final MessageDigest digest = sha256();

    /**
     * Adds a parameter; all are added in the order of their creation.
     *
     * @param values of any floating-point type
     */
    public void add(String name, Tensor values) {
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        try (PointerScope scope = new PointerScope()) {
            Tensor host = values.cpu().to(ScalarType.Float).contiguous();
            long length = host.numel() * Float.BYTES;
            for (long begin = 0; begin < length; begin += CHUNK_BYTES) {
                digest.update(new BytePointer(host.data_ptr())
                        .position(begin)
                        .limit(Math.min(length, begin + CHUNK_BYTES))
                        .asByteBuffer());
            }
        }
    }

    /** The digest of those that were added; computed once. */
    public String digits() {
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
