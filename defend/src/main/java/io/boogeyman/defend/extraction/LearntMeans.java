package io.boogeyman.defend.extraction;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What {@link ExtractionInformationGain} knows of a client: of each class how often it was answered
 * and the mean of the queries then, at most 64 KiB.
 */
public final class LearntMeans {
  private final int[] counts;
  private final float[] means;
  private final int width;
  private long queries;
  private long measured;
  private double highest;

  private LearntMeans(int places, int width) {
    this.counts = new int[places];
    this.means = new float[places * width];
    this.width = width;
  }

  static LearntMeans none(int places, int width) {
    return new LearntMeans(places, width);
  }

  /** Queries so far. */
  public long queries() {
    return queries;
  }

  /** The highest status that was ever measured, in [0, 1]. */
  public double highest() {
    return highest;
  }

  /** A mean instead of a sum: it stays small and exact enough however many are asked. */
  void take(int place, float[] point) {
    queries++;
    counts[place] = (int) Math.min(Integer.MAX_VALUE, counts[place] + 1L);
    for (int d = 0, at = place * width; d < width; d++, at++) {
      means[at] += (float) (((double) point[d] - means[at]) / counts[place]);
    }
  }

  /** Whether a tenth more was asked since the status was measured. */
  boolean isDue() {
    return queries - measured > measured / 10;
  }

  void measure(double status) {
    measured = queries;
    highest = Math.max(highest, status);
  }

  /** Where the answered classes are kept. */
  int[] answered() {
    return IntStream.range(0, counts.length).filter(place -> counts[place] > 0).toArray();
  }

  /** The means of these, in this order. */
  Centres means(int[] places) {
    float[] picked = new float[places.length * width];
    for (int i = 0; i < places.length; i++) {
      System.arraycopy(means, places[i] * width, picked, i * width, width);
    }
    return new Centres(picked, width);
  }

  LearntMeans with(LearntMeans other) {
    LearntMeans both = new LearntMeans(counts.length, width);
    both.queries = queries + other.queries;
    both.highest = Math.max(highest, other.highest);
    for (int place = 0; place < counts.length; place++) {
      long count = (long) counts[place] + other.counts[place];
      both.counts[place] = (int) Math.min(Integer.MAX_VALUE, count);
      for (int at = place * width; count > 0 && at < (place + 1) * width; at++) {
        double sum =
            (double) means[at] * counts[place] + (double) other.means[at] * other.counts[place];
        both.means[at] = (float) (sum / count);
      }
    }
    return both;
  }

  /** How many bytes it takes. */
  int length() {
    return 3 * Long.BYTES + Integer.BYTES * counts.length + Float.BYTES * means.length;
  }

  void write(ByteBuffer to) {
    to.putLong(queries).putLong(measured).putDouble(highest);
    for (int count : counts) {
      to.putInt(count);
    }
    for (float value : means) {
      to.putFloat(value);
    }
  }

  void read(ByteBuffer from) {
    queries = from.getLong();
    measured = from.getLong();
    highest = from.getDouble();
    Arrays.setAll(counts, i -> from.getInt());
    for (int i = 0; i < means.length; i++) {
      means[i] = from.getFloat();
    }
  }

  /** Whether a client can have come to it. */
  boolean isPossible() {
    boolean finite = true;
    for (float value : means) {
      finite &= Float.isFinite(value);
    }
    return finite
        && Arrays.stream(counts).allMatch(count -> count >= 0)
        && Arrays.stream(counts).asLongStream().sum() <= queries
        && measured >= 0
        && measured <= queries
        && highest >= 0
        && highest <= 1;
  }
}
