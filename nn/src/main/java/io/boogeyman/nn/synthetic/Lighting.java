package io.boogeyman.nn.synthetic;

/**
 * Light and air between the scene and the camera: exposure, the light's colour and direction, the
 * edge of a shadow, haze.
 */
record Lighting(
    double exposure,
    Rgb gain,
    double slopeX,
    double slopeY,
    double shadowDepth,
    Region shadow,
    double contrast,
    Rgb haze) {
  private static final double SHADOW_SOFTNESS = 0.12;

  static Lighting draw(Dice dice, Difficulty difficulty, double severity) {
    double stops = difficulty.exposureStops().draw(dice, severity);
    double cast = difficulty.cast().draw(dice, severity);
    double warmth = dice.around(cast);
    boolean shadowed = dice.chance(difficulty.shadowProbability());
    double depth = difficulty.shadowDepth().draw(dice, severity);
    return new Lighting(
        StrictMath.pow(2, dice.chance(0.65) ? -2 * stops * dice.unit() : stops * dice.unit()),
        new Rgb((float) (1 + warmth), (float) (1 + dice.around(cast / 3)), (float) (1 - warmth)),
        dice.around(0.15),
        dice.around(0.15),
        shadowed ? depth : 0,
        Region.box(2, 2).moved(0, 2 + dice.around(0.6)).turned(360 * dice.unit()),
        difficulty.contrast().draw(dice, severity),
        Rgb.hsv(dice.between(0.08, 0.65), 0.12 * dice.unit(), dice.between(0.3, 0.85)));
  }

  void applyTo(Canvas canvas) {
    float[] pixels = canvas.pixels();
    for (int row = 0; row < canvas.height(); row++) {
      for (int column = 0; column < canvas.width(); column++) {
        int offset = 3 * (row * canvas.width() + column);
        double light = lightAt(canvas.x(column), canvas.y(row));
        pixels[offset] = seen(pixels[offset] * light * gain.red(), haze.red());
        pixels[offset + 1] = seen(pixels[offset + 1] * light * gain.green(), haze.green());
        pixels[offset + 2] = seen(pixels[offset + 2] * light * gain.blue(), haze.blue());
      }
    }
  }

  private double lightAt(double x, double y) {
    double light = exposure * (1 + slopeX * x + slopeY * y);
    if (shadowDepth > 0) {
      double share = 0.5 - shadow.distance(x, y) / SHADOW_SOFTNESS;
      light *= 1 - shadowDepth * Math.max(0, Math.min(1, share));
    }
    return light;
  }

  /** Haze is lit as the scene is; the sensor saturates. */
  private float seen(double value, double air) {
    return (float) Math.min(1, value * contrast + air * exposure * (1 - contrast));
  }
}
