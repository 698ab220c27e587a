package io.boogeyman.victim.input;

/**
 * IEEE 754 binary16, which Java 17 does not know: 1 sign bit, 5 bits of exponent (bias 15), 10 bits
 * of fraction.
 */
public final class Half {
  private static final int SIGN = 0x8000;
  private static final int INFINITY = 0x7c00;

  private Half() {}

  /** The nearest half, ties to even; beyond 65,504 an infinity. */
  public static short of(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = (bits >>> 16) & SIGN;
    int magnitude = bits & 0x7fff_ffff;
    if (magnitude > 0x7f80_0000) {
      return (short) (sign | INFINITY | 0x200);
    }
    if (magnitude >= 0x4780_0000) {
      return (short) (sign | INFINITY);
    }
    if (magnitude < 0x3880_0000) {
      return (short) (sign | subnormal(Math.abs(value)));
    }
    // A carry out of the fraction goes into the exponent, as it should, up to infinity.
    int rounded = magnitude - 0x3800_0000 + 0xfff + ((magnitude >>> 13) & 1);
    return (short) (sign | (rounded >>> 13));
  }

  /** Below 2⁻¹⁴ halves are 2⁻²⁴ apart. */
  private static int subnormal(float magnitude) {
    return (int) Math.rint(magnitude * 0x1p24);
  }

  /** The value of a half, exactly. */
  public static float valueOf(short half) {
    int exponent = (half >>> 10) & 0x1f;
    int fraction = half & 0x3ff;
    float magnitude =
        switch (exponent) {
          case 0 -> fraction * 0x1p-24f;
          case 0x1f -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
          default -> Float.intBitsToFloat(((exponent + 112) << 23) | (fraction << 13));
        };
    return half < 0 ? -magnitude : magnitude;
  }
}
