package io.boogeyman.victim.input;

import java.util.List;

/**
 * What becomes of a pixel's value v in [0, 255]: (v × scale − mean) / deviation, a mean and a
 * deviation a channel, in the order of the channels that the model is fed.
 *
 * @param scale not 0
 * @param mean one a channel, or one for all
 * @param deviation one a channel, or one for all; none is 0
 */
public record Normalisation(double scale, List<Double> mean, List<Double> deviation) {
  /** Values in [0, 1]. */
  public static final Normalisation UNIT = new Normalisation(1 / 255.0, List.of(0.0), List.of(1.0));

  /** Values in [0, 255], as they are. */
  public static final Normalisation RAW = new Normalisation(1, List.of(0.0), List.of(1.0));

  /** Values in [−1, 1]: Inception's and MobileNet's in TensorFlow. */
  public static final Normalisation SYMMETRIC =
      new Normalisation(1 / 255.0, List.of(0.5), List.of(0.5));

  /** ImageNet's means and deviations in RGB: torchvision's. */
  public static final Normalisation TORCHVISION =
      new Normalisation(1 / 255.0, List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));

  /** ImageNet's means in BGR, taken from values in [0, 255]: Caffe's. */
  public static final Normalisation CAFFE =
      new Normalisation(1, List.of(104.0, 117.0, 123.0), List.of(1.0));

  /**
   * @throws IllegalArgumentException if a number is not finite, or the scale or a deviation is 0
   */
  public Normalisation {
    if (!Double.isFinite(scale) || scale == 0) {
      throw new IllegalArgumentException("input.scale must be a number other than 0");
    }
    if (mean.isEmpty() || !mean.stream().allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("input.mean must be one number, or one a channel");
    }
    if (deviation.isEmpty() || !deviation.stream().allMatch(d -> Double.isFinite(d) && d != 0)) {
      throw new IllegalArgumentException(
          "input.deviation must be one number other than 0, or one a channel");
    }
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
  }

  /**
   * The one of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Normalisation named(String name) {
    return switch (name) {
      case "unit" -> UNIT;
      case "raw" -> RAW;
      case "symmetric" -> SYMMETRIC;
      case "torchvision" -> TORCHVISION;
      case "caffe" -> CAFFE;
      default ->
          throw new IllegalArgumentException(
              "input.normalisation is unit, raw, symmetric, torchvision or caffe, not '"
                  + name
                  + "'");
    };
  }

  void requireChannels(int channels) {
    requireChannels("input.mean", mean, channels);
    requireChannels("input.deviation", deviation, channels);
  }

  private static void requireChannels(String name, List<Double> values, int channels) {
    if (values.size() != 1 && values.size() != channels) {
      throw new IllegalArgumentException(
          name
              + " has "
              + values.size()
              + " numbers for "
              + channels
              + (channels == 1 ? " channel" : " channels")
              + "; give one, or one a channel");
    }
  }

  float apply(float value, int channel) {
    return (float) ((value * scale - at(mean, channel)) / at(deviation, channel));
  }

  /** What a value of the tensor is to be multiplied by, on the way back to a pixel's. */
  double factorBack(int channel) {
    return at(deviation, channel) / scale;
  }

  /** What is to be added after that. */
  double offsetBack(int channel) {
    return at(mean, channel) / scale;
  }

  private static double at(List<Double> values, int channel) {
    return values.size() == 1 ? values.get(0) : values.get(channel);
  }

  @Override
  public String toString() {
    return "(pixel × " + number(scale) + " − " + numbers(mean) + ") / " + numbers(deviation);
  }

  private static String numbers(List<Double> values) {
    return values.size() == 1
        ? number(values.get(0))
        : "(" + String.join(", ", values.stream().map(Normalisation::number).toList()) + ")";
  }

  private static String number(double value) {
    if (value == 1 / 255.0) {
      return "1/255";
    }
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
