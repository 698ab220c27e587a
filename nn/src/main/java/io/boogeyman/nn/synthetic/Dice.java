package io.boogeyman.nn.synthetic;

import io.boogeyman.core.random.Seed;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The draws of one image. Only {@link SplittableRandom#nextLong} is used: its other methods may
 * round differently in another release of Java.
 */
final class Dice {
  private static final double BELL_DEVIATION = StrictMath.sqrt(4 / 12.0) * 65536;

  private final SplittableRandom random;

  Dice(Seed seed) {
    random = seed.generator();
  }

  /** Uniform in [0, 1). */
  double unit() {
    return (random.nextLong() >>> 11) * 0x1.0p-53;
  }

  /** Uniform in [low, high). */
  double between(double low, double high) {
    return low + (high - low) * unit();
  }

  /** Uniform in [−reach, reach). */
  double around(double reach) {
    return between(-reach, reach);
  }

  /** Uniform among 0 to {@code count − 1}. */
  int below(int count) {
    return (int) (unit() * count);
  }

  boolean chance(double probability) {
    return unit() < probability;
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  long bits() {
    return random.nextLong();
  }

  /**
   * Close to a standard normal: the sum of four uniform 16-bit numbers (Irwin–Hall), all from one
   * draw, for sensor noise needs one a value.
   */
  double bell() {
    long bits = random.nextLong();
    long sum =
        (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48 & 0xFFFF);
    return (sum - 131070) / BELL_DEVIATION;
  }
}
