package io.boogeyman.nn.synthetic;

import io.boogeyman.core.image.ImageShape;

/**
 * Turns a painted scene into a photograph: defocus, motion, few pixels, noise, eight bits.
 *
 * @param resolution pixels along the side
 * @param defocus standard deviation of a Gaussian, as a share of the side
 * @param motionX movement during the exposure, half pictures
 * @param motionY likewise, downwards
 * @param noise standard deviation, full scale 1
 */
record Camera(double resolution, double defocus, double motionX, double motionY, double noise) {
  /** A narrower Gaussian leaves no trace between pixels. */
  private static final double LEAST_BLUR_PIXELS = 0.25;

  private static final double LEAST_MOTION_PIXELS = 0.5;

  static Camera draw(Dice dice, Difficulty difficulty, double severity) {
    double length = 2 * difficulty.motion().draw(dice, severity) * dice.unit();
    double direction = 2 * Math.PI * dice.unit();
    return new Camera(
        difficulty.resolution().draw(dice, severity),
        difficulty.defocus().draw(dice, severity),
        length * StrictMath.cos(direction),
        length * StrictMath.sin(direction),
        difficulty.noise().draw(dice, severity));
  }

  /** An empty canvas with the pixels that the camera has, but no more than are asked for. */
  Canvas canvas(ImageShape shape) {
    int side = (int) Math.round(resolution);
    return new Canvas(Math.min(side, shape.width()), Math.min(side, shape.height()));
  }

  /**
   * The photograph.
   *
   * @return {@code shape.bytes()} values, H×W×C, red first
   */
  byte[] expose(Canvas scene, ImageShape shape, Dice grain) {
    Canvas seen = moved(blurred(blurred(scene, true), false));
    float[] pixels = seen.pixels();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] += (float) (noise * grain.bell());
    }
    return scaled(seen, shape);
  }

  private Canvas blurred(Canvas source, boolean alongRows) {
    double sigma = defocus * (alongRows ? source.width() : source.height());
    if (sigma < LEAST_BLUR_PIXELS) {
      return source;
    }
    float[] weights = gaussian(sigma);
    int reach = weights.length / 2;
    int[] steps = new int[weights.length];
    Canvas target = new Canvas(source.width(), source.height());
    for (int row = 0; row < source.height(); row++) {
      for (int column = 0; column < source.width(); column++) {
        for (int i = 0; i < steps.length; i++) {
          steps[i] =
              alongRows
                  ? source.offset(row, column + i - reach)
                  : source.offset(row + i - reach, column);
        }
        weigh(source.pixels(), steps, weights, target.pixels(), target.offset(row, column));
      }
    }
    return target;
  }

  private static void weigh(float[] from, int[] offsets, float[] weights, float[] to, int at) {
    for (int i = 0; i < offsets.length; i++) {
      to[at] += weights[i] * from[offsets[i]];
      to[at + 1] += weights[i] * from[offsets[i] + 1];
      to[at + 2] += weights[i] * from[offsets[i] + 2];
    }
  }

  private static float[] gaussian(double sigma) {
    int reach = (int) Math.ceil(2.5 * sigma);
    double[] weights = new double[2 * reach + 1];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      double z = (i - reach) / sigma;
      weights[i] = StrictMath.exp(-z * z / 2);
      sum += weights[i];
    }
    float[] normalised = new float[weights.length];
    for (int i = 0; i < weights.length; i++) {
      normalised[i] = (float) (weights[i] / sum);
    }
    return normalised;
  }

  private Canvas moved(Canvas source) {
    double columns = motionX * source.width() / 2;
    double rows = motionY * source.height() / 2;
    double length = Math.max(Math.abs(columns), Math.abs(rows));
    if (length < LEAST_MOTION_PIXELS) {
      return source;
    }
    int steps = (int) Math.ceil(length) + 1;
    Canvas target = new Canvas(source.width(), source.height());
    float[] sum = target.pixels();
    float[] color = new float[3];
    for (int row = 0; row < source.height(); row++) {
      for (int column = 0; column < source.width(); column++) {
        int offset = target.offset(row, column);
        for (int i = 0; i < steps; i++) {
          double time = (double) i / (steps - 1) - 0.5;
          source.interpolate(row + time * rows, column + time * columns, color);
          sum[offset] += color[0] / steps;
          sum[offset + 1] += color[1] / steps;
          sum[offset + 2] += color[2] / steps;
        }
      }
    }
    return target;
  }

  private static byte[] scaled(Canvas source, ImageShape shape) {
    if (source.width() == shape.width() && source.height() == shape.height()) {
      return quantised(source);
    }
    Canvas target = new Canvas(shape.width(), shape.height());
    float[] color = new float[3];
    double rowScale = (double) source.height() / shape.height();
    double columnScale = (double) source.width() / shape.width();
    for (int row = 0; row < shape.height(); row++) {
      for (int column = 0; column < shape.width(); column++) {
        source.interpolate((row + 0.5) * rowScale - 0.5, (column + 0.5) * columnScale - 0.5, color);
        System.arraycopy(color, 0, target.pixels(), target.offset(row, column), 3);
      }
    }
    return quantised(target);
  }

  private static byte[] quantised(Canvas canvas) {
    float[] values = canvas.pixels();
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (255 * Math.max(0, Math.min(1, values[i])) + 0.5f);
    }
    return bytes;
  }
}
