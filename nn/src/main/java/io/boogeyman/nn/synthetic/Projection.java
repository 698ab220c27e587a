package io.boogeyman.nn.synthetic;

/**
 * How a flat object lies in the picture: a homography from picture coordinates (both axes −1 to 1)
 * to the object's own, whose extent is about the unit disc. Linear part {@code a b / c d} about the
 * centre, then division by {@code 1 + tiltX·x + tiltY·y}.
 *
 * @param centerX where the object's origin lies, picture coordinates
 * @param radius size of the object in the picture, half pictures
 */
record Projection(
    double centerX,
    double centerY,
    double radius,
    double a,
    double b,
    double c,
    double d,
    double tiltX,
    double tiltY) {

  /** The picture itself: a backdrop fills it. */
  static final Projection WHOLE = new Projection(0, 0, 1, 1, 0, 0, 1, 0, 0);

  /**
   * An object seen at {@code degrees} (clockwise), narrowed to {@code aspect} of its width, with
   * its far side shrunk by perspective.
   */
  static Projection placed(
      double centerX,
      double centerY,
      double radius,
      double degrees,
      double aspect,
      double tiltX,
      double tiltY) {
    double cosine = StrictMath.cos(StrictMath.toRadians(degrees)) / radius;
    double sine = StrictMath.sin(StrictMath.toRadians(degrees)) / radius;
    return new Projection(
        centerX, centerY, radius, cosine / aspect, sine / aspect, -sine, cosine, tiltX, tiltY);
  }

  double objectX(double x, double y) {
    return (a * (x - centerX) + b * (y - centerY)) / depth(x, y);
  }

  double objectY(double x, double y) {
    return (c * (x - centerX) + d * (y - centerY)) / depth(x, y);
  }

  private double depth(double x, double y) {
    return 1 + tiltX * (x - centerX) + tiltY * (y - centerY);
  }
}
