package io.boogeyman.nn.synthetic;

/**
 * An RGB picture being painted. Regions are antialiased by their distance: a pixel is covered by
 * how far its centre lies within the edge, in pixels. Cost: one distance a pixel of the object's
 * bounding square.
 */
final class Canvas {
  /** Objects fill about the unit disc; perspective enlarges them a little. */
  private static final double USUAL_REACH = 1.35;

  private final int width;
  private final int height;
  private final float[] pixels;

  Canvas(int width, int height) {
    this.width = width;
    this.height = height;
    pixels = new float[3 * width * height];
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** The values themselves: H×W×C, red first, 0 to 1 unless overexposed. */
  float[] pixels() {
    return pixels;
  }

  /** Picture coordinate of a column's middle. */
  double x(int column) {
    return (2 * column + 1.0) / width - 1;
  }

  /** Picture coordinate of a row's middle. */
  double y(int row) {
    return (2 * row + 1.0) / height - 1;
  }

  /** Where a pixel's values begin; beyond the border, those of the nearest pixel. */
  int offset(int row, int column) {
    int nearestRow = Math.max(0, Math.min(height - 1, row));
    return 3 * (nearestRow * width + Math.max(0, Math.min(width - 1, column)));
  }

  /** Bilinear interpolation between the middles of pixels. */
  void interpolate(double row, double column, float[] color) {
    int top = (int) Math.floor(row);
    int left = (int) Math.floor(column);
    float down = (float) (row - top);
    float right = (float) (column - left);
    int upperLeft = offset(top, left);
    int upperRight = offset(top, left + 1);
    int lowerLeft = offset(top + 1, left);
    int lowerRight = offset(top + 1, left + 1);
    for (int i = 0; i < 3; i++) {
      float upper = pixels[upperLeft + i] * (1 - right) + pixels[upperRight + i] * right;
      float lower = pixels[lowerLeft + i] * (1 - right) + pixels[lowerRight + i] * right;
      color[i] = upper * (1 - down) + lower * down;
    }
  }

  /** Covers everything. */
  void fill(Texture texture) {
    float[] color = new float[3];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        texture.shade(x(column), y(row), color);
        System.arraycopy(color, 0, pixels, 3 * (row * width + column), 3);
      }
    }
  }

  /** The side of one pixel in an object's coordinates. */
  double pixelAt(Projection projection) {
    return 2.0 / Math.min(width, height) / projection.radius();
  }

  /** Paints {@code region} of an object that lies at {@code projection}. */
  void paint(Projection projection, Region region, Texture texture) {
    paint(projection, USUAL_REACH, region, texture);
  }

  /** Likewise, for a region that goes to {@code extent} in the object's coordinates. */
  void paint(Projection projection, double extent, Region region, Texture texture) {
    double reach = extent * projection.radius();
    int top = clamp((projection.centerY() - reach + 1) / 2 * height, height);
    int bottom = clamp((projection.centerY() + reach + 1) / 2 * height + 1, height);
    int left = clamp((projection.centerX() - reach + 1) / 2 * width, width);
    int right = clamp((projection.centerX() + reach + 1) / 2 * width + 1, width);
    double pixel = pixelAt(projection);
    float[] color = new float[3];
    for (int row = top; row < bottom; row++) {
      for (int column = left; column < right; column++) {
        double x = projection.objectX(x(column), y(row));
        double y = projection.objectY(x(column), y(row));
        double coverage = Math.min(1, 0.5 - region.distance(x, y) / pixel);
        if (coverage > 0) {
          texture.shade(x, y, color);
          blend(3 * (row * width + column), color, (float) coverage);
        }
      }
    }
  }

  private void blend(int offset, float[] color, float share) {
    for (int i = 0; i < 3; i++) {
      pixels[offset + i] += (color[i] - pixels[offset + i]) * share;
    }
  }

  private static int clamp(double position, int limit) {
    return (int) Math.max(0, Math.min(limit, position));
  }
}
