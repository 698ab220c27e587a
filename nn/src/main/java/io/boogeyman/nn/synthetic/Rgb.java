package io.boogeyman.nn.synthetic;

/** A colour; each channel 0 to 1, in the display's own (gamma-encoded) scale. */
record Rgb(float red, float green, float blue) {

  /** From {@code 0xRRGGBB}. */
  static Rgb hex(int code) {
    return new Rgb((code >> 16 & 255) / 255f, (code >> 8 & 255) / 255f, (code & 255) / 255f);
  }

  /** From hue (0 to 1, red to red), saturation and value (Smith 1978). */
  static Rgb hsv(double hue, double saturation, double value) {
    return new Rgb(
        channel(hue, saturation, value),
        channel(hue + 2 / 3.0, saturation, value),
        channel(hue + 1 / 3.0, saturation, value));
  }

  private static float channel(double hue, double saturation, double value) {
    double wheel = 6 * (hue - Math.floor(hue));
    double fullness = Math.max(0, Math.min(1, Math.abs(wheel - 3) - 1));
    return (float) (value * (1 - saturation * (1 - fullness)));
  }

  static Rgb grey(double value) {
    return hsv(0, 0, value);
  }

  /** A colour near this one: each channel moved by up to {@code reach}. */
  Rgb near(Dice dice, double reach) {
    double common = dice.around(reach);
    return new Rgb(
        (float) (red + common + dice.around(reach / 2)),
        (float) (green + common + dice.around(reach / 2)),
        (float) (blue + common + dice.around(reach / 2)));
  }

  /** {@code share} of {@code other}, the rest of this. */
  Rgb mix(Rgb other, double share) {
    float part = (float) share;
    return new Rgb(
        red + (other.red - red) * part,
        green + (other.green - green) * part,
        blue + (other.blue - blue) * part);
  }

  void into(float[] target) {
    target[0] = red;
    target[1] = green;
    target[2] = blue;
  }
}
