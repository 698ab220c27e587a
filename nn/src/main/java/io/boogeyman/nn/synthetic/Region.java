package io.boogeyman.nn.synthetic;

/**
 * A region of the plane by its signed distance: negative inside, zero on the edge (Quilez, 2D
 * distance functions). Pictures put x to the right and y down. Unions and cuts keep the sign exact
 * and the distance close enough for antialiasing.
 */
@FunctionalInterface
interface Region {

  /** How far (x, y) lies outside the edge; negative within. */
  double distance(double x, double y);

  static Region disc(double radius) {
    return (x, y) -> Math.sqrt(x * x + y * y) - radius;
  }

  static Region ring(double radius, double halfWidth) {
    return (x, y) -> Math.abs(Math.sqrt(x * x + y * y) - radius) - halfWidth;
  }

  /** An axis-parallel box around the origin. */
  static Region box(double halfWidth, double halfHeight) {
    return (x, y) -> {
      double outX = Math.abs(x) - halfWidth;
      double outY = Math.abs(y) - halfHeight;
      if (outX <= 0 || outY <= 0) {
        return Math.max(outX, outY);
      }
      return Math.sqrt(outX * outX + outY * outY);
    };
  }

  /** A regular polygon; {@code turn} in degrees, 0 with a corner to the right. */
  static Region polygon(int corners, double radius, double turn) {
    Path path = new Path();
    for (int i = 0; i < corners; i++) {
      double angle = StrictMath.toRadians(turn + 360.0 * i / corners);
      path.to(radius * StrictMath.cos(angle), radius * StrictMath.sin(angle));
    }
    return path.close().filled();
  }

  default Region or(Region other) {
    return (x, y) -> Math.min(distance(x, y), other.distance(x, y));
  }

  default Region without(Region other) {
    return (x, y) -> Math.max(distance(x, y), -other.distance(x, y));
  }

  default Region within(Region other) {
    return (x, y) -> Math.max(distance(x, y), other.distance(x, y));
  }

  /** Wider by {@code margin} on every side, its corners rounded. */
  default Region grown(double margin) {
    return (x, y) -> distance(x, y) - margin;
  }

  default Region moved(double right, double down) {
    return (x, y) -> distance(x - right, y - down);
  }

  default Region scaled(double factor) {
    return (x, y) -> distance(x / factor, y / factor) * factor;
  }

  default Region mirrored() {
    return (x, y) -> distance(-x, y);
  }

  /** Turned clockwise about the origin. */
  default Region turned(double degrees) {
    double cosine = StrictMath.cos(StrictMath.toRadians(degrees));
    double sine = StrictMath.sin(StrictMath.toRadians(degrees));
    return (x, y) -> distance(cosine * x + sine * y, cosine * y - sine * x);
  }
}
