package io.boogeyman.nn.synthetic;

/**
 * Smooth random functions of the plane: value noise on the integer lattice, and its fractal sum,
 * whose octaves halve in amplitude as they double in frequency, as the spectra of natural images
 * fall (Field 1987, J. Opt. Soc. Am. A 4(12)). Four hashes a point and octave.
 */
record Noise(long seed) {

  static Noise draw(Dice dice) {
    return new Noise(dice.bits());
  }

  /** Value noise in [−1, 1]. */
  double at(double x, double y) {
    long column = (long) Math.floor(x);
    long row = (long) Math.floor(y);
    double right = smooth(x - column);
    double down = smooth(y - row);
    double upper = mix(lattice(column, row), lattice(column + 1, row), right);
    double lower = mix(lattice(column, row + 1), lattice(column + 1, row + 1), right);
    return mix(upper, lower, down);
  }

  /** {@code octaves} of noise in about [−1, 1]; {@code gain} is the ratio of their amplitudes. */
  double fractal(double x, double y, int octaves, double gain) {
    double sum = 0;
    double amplitude = 1;
    double total = 0;
    double shiftedX = x;
    double shiftedY = y;
    for (int i = 0; i < octaves; i++) {
      sum += amplitude * at(shiftedX, shiftedY);
      total += amplitude * amplitude;
      amplitude *= gain;
      shiftedX = 2 * shiftedX + 17.3;
      shiftedY = 2 * shiftedY + 31.7;
    }
    return sum / Math.sqrt(total);
  }

  private double lattice(long column, long row) {
    long mixed = seed ^ column * 0x9E3779B97F4A7C15L ^ row * 0xC2B2AE3D27D4EB4FL;
    mixed = (mixed ^ mixed >>> 31) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 29) * 0x94D049BB133111EBL;
    return (mixed >> 11) * 0x1.0p-52;
  }

  private static double smooth(double t) {
    return t * t * (3 - 2 * t);
  }

  private static double mix(double a, double b, double share) {
    return a + (b - a) * share;
  }
}
