package io.boogeyman.defend.stateless;

import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.observation.Matrix;
import io.boogeyman.defend.observation.Observation;
import io.boogeyman.defend.parameters.Parameters;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The distance to the k-th nearest of the owner's images among features of length one.
 *
 * <p>Sun et al., "Out-of-distribution detection with deep nearest neighbors" (ICML 2022). The bank
 * is a sample of at most {@value #BANK} images, as the paper finds small shares enough. Cost: bank
 * times features a query, on all cores, in single precision: distances under 0.001 are no smaller
 * than others.
 */
public final class NearestNeighbours implements PassiveDetector {
  static final String KIND = "nearest-neighbours";
  private static final int BANK = 2_000;

  private final Matrix bank;
  private final float[] columns; // feature after feature, of each all of the bank
  private final int neighbour;

  /**
   * @param own what the network saw of the owner's images
   * @param neighbour k, at least 1 and no more than there are images
   * @throws IllegalArgumentException if there are fewer images than k
   */
  public NearestNeighbours(Observation own, int neighbour, Seed seed) {
    this(unit(own.features().rows(sample(own.size(), neighbour, seed))), neighbour);
  }

  private NearestNeighbours(Matrix bank, int neighbour) {
    this.bank = bank;
    this.columns = bank.columns();
    this.neighbour = Math.min(neighbour, bank.rows());
  }

  private static int[] sample(int size, int neighbour, Seed seed) {
    if (neighbour < 1 || size < neighbour) {
      throw new IllegalArgumentException(
          "the %d-th nearest of %d images".formatted(neighbour, size));
    }
    return Arrays.copyOf(seed.derive("order").permutation(size), Math.min(size, BANK));
  }

  @Override
  public Parameters parameters() {
    return Parameters.of(KIND).with("bank", bank).with("neighbour", neighbour);
  }

  static NearestNeighbours read(Parameters parameters) {
    Matrix bank = parameters.matrix("bank");
    return new NearestNeighbours(bank, Math.max(1, parameters.count("neighbour", bank.rows())));
  }

  private static Matrix unit(Matrix rows) {
    float[] values = rows.toArray();
    int width = rows.width();
    for (int from = 0; from < values.length; from += width) {
      double squares = 0;
      for (int i = from; i < from + width; i++) {
        squares += (double) values[i] * values[i];
      }
      double length = Math.max(Math.sqrt(squares), 1e-12);
      for (int i = from; i < from + width; i++) {
        values[i] /= (float) length;
      }
    }
    return new Matrix(values, width);
  }

  @Override
  public String name() {
    return KIND;
  }

  @Override
  public double[] scores(Observation queries) {
    Matrix features = unit(queries.features());
    return IntStream.range(0, features.rows())
        .parallel()
        .mapToDouble(query -> distance(features.row(query)))
        .toArray();
  }

  private double distance(float[] query) {
    float nearest = kthLargest(products(query));
    return Math.sqrt(Math.max(0, 2 - 2.0 * nearest));
  }

  /** Feature by feature over all of the bank, which the compiler turns into vector instructions. */
  private float[] products(float[] query) {
    float[] products = new float[bank.rows()];
    for (int d = 0; d < query.length; d++) {
      float value = query[d];
      int from = d * products.length;
      for (int i = 0; i < products.length; i++) {
        products[i] += value * columns[from + i];
      }
    }
    return products;
  }

  /** By keeping the k largest in order: few of a bank are ever among them. */
  private float kthLargest(float[] values) {
    float[] largest = new float[neighbour];
    Arrays.fill(largest, Float.NEGATIVE_INFINITY);
    for (float value : values) {
      int place = neighbour;
      for (; place > 0 && value > largest[place - 1]; place--) {
        if (place < neighbour) {
          largest[place] = largest[place - 1];
        }
      }
      if (place < neighbour) {
        largest[place] = value;
      }
    }
    return largest[neighbour - 1];
  }
}
