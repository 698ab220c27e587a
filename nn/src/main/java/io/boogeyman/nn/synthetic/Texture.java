package io.boogeyman.nn.synthetic;

/** The colour of each point of a surface. */
@FunctionalInterface
interface Texture {

  /** Writes the colour at (x, y) into {@code color}: red, green, blue. */
  void shade(double x, double y, float[] color);

  static Texture solid(Rgb color) {
    return (x, y, target) -> color.into(target);
  }

  /** From {@code near} to {@code far} as {@code position} goes from −1 to 1. */
  static Texture ramp(Position position, Rgb near, Rgb far) {
    return (x, y, target) -> {
      float share = (float) Math.max(0, Math.min(1, 0.5 + 0.5 * position.at(x, y)));
      target[0] = near.red() + (far.red() - near.red()) * share;
      target[1] = near.green() + (far.green() - near.green()) * share;
      target[2] = near.blue() + (far.blue() - near.blue()) * share;
    };
  }

  /** This, with {@code other} where {@code region} is; the edge is {@code softness} wide. */
  default Texture covered(Region region, double softness, Texture other) {
    return (x, y, target) -> {
      float share = (float) Math.max(0, Math.min(1, 0.5 - region.distance(x, y) / softness));
      if (share >= 1) {
        other.shade(x, y, target);
        return;
      }
      shade(x, y, target);
      if (share > 0) {
        float red = target[0];
        float green = target[1];
        float blue = target[2];
        other.shade(x, y, target);
        target[0] = red + (target[0] - red) * share;
        target[1] = green + (target[1] - green) * share;
        target[2] = blue + (target[2] - blue) * share;
      }
    };
  }

  /** This, brighter and darker by {@code amount × position}. */
  default Texture lit(Position position, double amount) {
    return (x, y, target) -> {
      shade(x, y, target);
      float factor = (float) (1 + amount * position.at(x, y));
      target[0] *= factor;
      target[1] *= factor;
      target[2] *= factor;
    };
  }

  /** A number for each point of the plane, mostly −1 to 1. */
  @FunctionalInterface
  interface Position {
    double at(double x, double y);
  }
}
