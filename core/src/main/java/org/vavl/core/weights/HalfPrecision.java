package org.vavl.core.weights;

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

    /** The nearest IEEE 754 binary16, of two equally near the even one; infinite from 65520 up. */
    public static short toF16(float value) {
        int bits = Float.floatToIntBits(value);
        int sign = (bits >>> 16) & 0x8000;
        float magnitude = Math.abs(value);
        if (Float.isNaN(value)) {
            return (short) (sign | 0x7E00);
        }
        if (magnitude < 0x1p-14f) {
            // Subnormal: a multiple of 2^-24, and rint rounds to the even one.
            return (short) (sign | (int) Math.rint(magnitude * 0x1p24f));
        }
        if (magnitude >= 65520f) {
            return (short) (sign | 0x7C00);
        }
        // The lower 13 bits of the fraction go; a carry into the exponent is what rounding up means there.
        int magnitudeBits = Float.floatToIntBits(magnitude) - (EXPONENT_BIAS_DIFFERENCE << 23);
        int even = (magnitudeBits >>> 13) & 1;
        return (short) (sign | (magnitudeBits + 0xFFF + even) >>> 13);
    }

    /** The value of a bfloat16, the upper half of a binary32. */
    public static float fromBf16(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }
}
