package org.vavl.model.inference;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Tells networks apart by their parameters alone, whatever a model file says beside them. */
public final class ParameterDigest {
    private static final int DIGITS = 16;

    private ParameterDigest() {}

    /** The first 16 hexadecimal digits of the SHA-256 of the parameters, their names first, in the order of their names. */
    public static String of(TrainedModel model) {
        try (PointerScope scope = new PointerScope()) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new TreeMap<>(model.network().parameters().parameters()).forEach((name, tensor) -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update(bytes(tensor));
            });
            return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static byte[] bytes(Tensor tensor) {
        Tensor float32 = tensor.detach().to(ScalarType.Float).cpu().contiguous();
        float[] values = new float[Math.toIntExact(float32.numel())];
        new FloatPointer(float32.data_ptr()).get(values);
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }
}
