package io.boogeyman.defend.sequential;

import io.boogeyman.defend.detector.StatefulDetector;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Bets against a client being benign, query after query, and accuses when the fortune passes a
 * bound: testing by betting.
 *
 * <p>Each query's score becomes a p-value ({@link BenignScores}); a bet κ multiplies its fortune by
 * κ·p^(κ−1), which for a benign query is 1 in expectation, or less. The mean of fortunes over
 * several κ, each begun anew with a part of the stake at every query (so that a client who turns
 * thief late is found, too), is therefore a supermartingale for a client whose queries are benign
 * draws, and by Ville's inequality (1939) it passes 1/α with probability at most α, at whatever
 * query one looks. Shafer, "Testing by betting" (2021); Vovk and Wang, "E-values" (2021), for the
 * bets; Shin, Ramdas and Rinaldo, "E-detectors" (2022), for beginning anew. Instead of CUSUM (Page
 * 1954), since its bound has to be simulated for a lifetime.
 *
 * <p>Benign clients are often no independent draws: they repeat images, send bursts of one scene,
 * or come from a corner of the distribution. Then Ville's bound says nothing, and the bound is to
 * be taken from clients: {@link AccusationBound#ofClients}.
 *
 * <p>Cost: a binary search and nine powers a query; a hundred bytes a client.
 */
public final class SequentialTest implements StatefulDetector<Double, Evidence> {
  private static final double[] BETS = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};

  /** Keeps fortunes numbers; an accusation is long out by then. */
  private static final double MOST = 1e200;

  private static final int VERSION = 0x53455101; // "SEQ", 1

  private final String name;
  private final BenignScores benign;
  private final AccusationBound bound;

  /**
   * @param score what is scored, for the name: "energy"
   * @param benign what benign queries score
   * @param bound when to accuse
   */
  public SequentialTest(String score, BenignScores benign, AccusationBound bound) {
    this.name = "sequential-" + score;
    this.benign = benign;
    this.bound = bound;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Evidence begin() {
    return new Evidence(new double[BETS.length], 1, 0, 0);
  }

  /**
   * @param query the query's score
   */
  @Override
  public Evidence update(Evidence state, Double query) {
    double[] fortunes = state.fortunes.clone();
    double unspent = bet(fortunes, state.queries, factors(query));
    return new Evidence(fortunes, unspent, state.queries + 1, state.highest);
  }

  /** By what a query of this score multiplies the fortune of each bet. */
  double[] factors(double score) {
    double logP = Math.log(benign.p(score));
    return DoubleStream.of(BETS).map(bet -> bet * Math.exp((bet - 1) * logP)).toArray();
  }

  /**
   * Bets once more.
   *
   * @param fortunes what each bet has come to; changed
   * @param queries before this one
   * @return what is not at stake yet
   */
  static double bet(double[] fortunes, long queries, double... factors) {
    double before = queries + 1.0;
    double stake = 1 / (before * (before + 1)); // sums to 1 over all queries
    for (int i = 0; i < fortunes.length; i++) {
      fortunes[i] = Math.min(MOST, (fortunes[i] + stake) * factors[i]);
    }
    return 1 / (before + 1);
  }

  /** The logarithm of the fortune by now. */
  @Override
  public double score(Evidence state) {
    return state.now();
  }

  /** Once accused, a client stays so: the bound is on ever passing it. */
  @Override
  public boolean accuses(Evidence state) {
    return accuses(state.highest);
  }

  /**
   * Whether a client is accused who ever came to this evidence.
   *
   * @param highest the highest of his life
   */
  public boolean accuses(double highest) {
    return highest >= bound.evidence();
  }

  /**
   * What two places know together of one client, or of several who may be one: the mean of their
   * fortunes, which bounds false alarms as each does, however their queries depend on each other
   * (Vovk and Wang 2021, proposition 3.1).
   */
  public Evidence merge(Evidence one, Evidence other) {
    double[] fortunes = new double[BETS.length];
    Arrays.setAll(fortunes, i -> (one.fortunes[i] + other.fortunes[i]) / 2);
    return new Evidence(
        fortunes, (one.unspent + other.unspent) / 2, Math.max(one.queries, other.queries), 0);
  }

  @Override
  public byte[] write(Evidence state) {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 8 * (BETS.length + 3));
    bytes.putInt(VERSION);
    for (double fortune : state.fortunes) {
      bytes.putDouble(fortune);
    }
    return bytes.putDouble(state.unspent).putLong(state.queries).putDouble(state.highest).array();
  }

  @Override
  public Evidence read(byte[] bytes) {
    ByteBuffer from = ByteBuffer.wrap(bytes);
    try {
      if (from.getInt() != VERSION) {
        throw new IllegalArgumentException("these bytes are no state of a sequential test");
      }
      double[] fortunes = DoubleStream.generate(from::getDouble).limit(BETS.length).toArray();
      return new Evidence(fortunes, from.getDouble(), from.getLong(), from.getDouble());
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("a state of a sequential test that is cut short", e);
    }
  }
}
