package io.boogeyman.core.random;

import io.boogeyman.core.digest.Digest;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * Where randomness begins. A part of the program asks for a seed of its own by name, so that a draw
 * more in one part changes nothing in another.
 *
 * @param value any number
 */
public record Seed(long value) {

  /** The seed of one part: SHA-256 of this seed and the part's name and numbers. */
  public Seed derive(String part, long... numbers) {
    Digest digest = Digest.start().add(value).add(part);
    for (long number : numbers) {
      digest.add(number);
    }
    return new Seed(ByteBuffer.wrap(digest.bytes()).getLong());
  }

  /** A generator that starts here; the same draws on every machine. */
  public SplittableRandom generator() {
    return new SplittableRandom(value);
  }

  /** The numbers 0 to {@code size − 1}, shuffled (Fisher–Yates). */
  public int[] permutation(int size) {
    SplittableRandom random = generator();
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
