package org.vavl.nn.weights;

/** The 16-bit floating-point formats as float32; every value has its exact counterpart. */
public final class HalfPrecision {
    private static final int EXPONENT_BIAS_DIFFERENCE = 127 - 15;

    private HalfPrecision() {}

    /** The value of an IEEE 754 binary16. */
    public static float fromF16(short bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = (bits >>> 10) & 0x1F;
        int fraction = bits & 0x3FF;
        if (exponent == 0) {
            float magnitude = fraction * 0x1p-24f; // zero and subnormal numbers
            return sign == 0 ? magnitude : -magnitude;
        }
        int wideExponent = exponent == 0x1F ? 0xFF : exponent + EXPONENT_BIAS_DIFFERENCE;
        return Float.intBitsToFloat(sign | wideExponent << 23 | fraction << 13);
    }

    /** The value of a bfloat16, the upper half of a binary32. */
    public static float fromBf16(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }
}
