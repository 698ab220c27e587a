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
 * times features a query, on all cores.
 */
public final class NearestNeighbours implements PassiveDetector {
  static final String KIND = "nearest-neighbours";
  private static final int BANK = 2_000;

  private final Matrix bank;
  private final int neighbour;

  /**
   * @param own what the network saw of the owner's images
   * @param neighbour k, at least 1 and no more than there are images
   * @throws IllegalArgumentException if there are fewer images than k
   */
  public NearestNeighbours(Observation own, int neighbour, Seed seed) {
    if (neighbour < 1 || own.size() < neighbour) {
      throw new IllegalArgumentException(
          "the %d-th nearest of %d images".formatted(neighbour, own.size()));
    }
    this.bank =
        unit(
            own.features()
                .rows(
                    Arrays.copyOf(
                        seed.derive("order").permutation(own.size()), Math.min(own.size(), BANK))));
    this.neighbour = Math.min(neighbour, bank.rows());
  }

  private NearestNeighbours(Matrix bank, int neighbour) {
    this.bank = bank;
    this.neighbour = neighbour;
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
    double[] squares = new double[bank.rows()];
    for (int i = 0; i < squares.length; i++) {
      double product = 0;
      for (int d = 0; d < query.length; d++) {
        product += query[d] * bank.at(i, d);
      }
      squares[i] = 2 - 2 * product;
    }
    Arrays.sort(squares);
    return Math.sqrt(Math.max(0, squares[neighbour - 1]));
  }
}
