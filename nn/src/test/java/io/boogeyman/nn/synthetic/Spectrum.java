package io.boogeyman.nn.synthetic;

import io.boogeyman.core.image.ImageShape;

/** How the power along the rows of images falls with frequency. */
final class Spectrum {
  private static final int LOWEST = 2;

  private Spectrum() {}

  /**
   * Slope of log power over log frequency by least squares, from two cycles a row to a quarter of
   * the sampling rate, of all images' green channel under a Hann window.
   */
  static double slope(Scenes scenes, int side) {
    double[] power = new double[side / 4 + 1];
    for (int i = 0; i < scenes.size(); i++) {
      byte[] image = scenes.read(i, ImageShape.square(side));
      for (int row = 0; row < side; row += 8) {
        addPower(image, row, side, power);
      }
    }
    return slope(power);
  }

  private static void addPower(byte[] image, int row, int side, double[] power) {
    double mean = 0;
    for (int x = 0; x < side; x++) {
      mean += (image[3 * (row * side + x) + 1] & 255) / (double) side;
    }
    for (int frequency = LOWEST; frequency < power.length; frequency++) {
      double real = 0;
      double imaginary = 0;
      for (int x = 0; x < side; x++) {
        double window = 1 - Math.cos(2 * Math.PI * (x + 0.5) / side);
        double value = window * ((image[3 * (row * side + x) + 1] & 255) - mean);
        real += value * Math.cos(2 * Math.PI * frequency * x / side);
        imaginary += value * Math.sin(2 * Math.PI * frequency * x / side);
      }
      power[frequency] += real * real + imaginary * imaginary;
    }
  }

  private static double slope(double[] power) {
    double meanX = 0;
    double meanY = 0;
    int count = power.length - LOWEST;
    for (int i = LOWEST; i < power.length; i++) {
      meanX += Math.log(i) / count;
      meanY += Math.log(power[i]) / count;
    }
    double covariance = 0;
    double variance = 0;
    for (int i = LOWEST; i < power.length; i++) {
      covariance += (Math.log(i) - meanX) * (Math.log(power[i]) - meanY);
      variance += (Math.log(i) - meanX) * (Math.log(i) - meanX);
    }
    return covariance / variance;
  }
}
