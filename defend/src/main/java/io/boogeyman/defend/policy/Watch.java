package io.boogeyman.defend.policy;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.calibration.CalibratedDetector;
import io.boogeyman.defend.observation.Observation;
import io.boogeyman.defend.observation.Queries;
import io.boogeyman.defend.prada.CompactPrada;
import io.boogeyman.defend.prada.RandomProjection;
import io.boogeyman.defend.sequential.SequentialTest;
import io.boogeyman.defend.stateless.PassiveDetector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All detectors of a policy: they score queries as they come, and say what is known of a client by
 * its scores. Scoring is for one thread at a time where a detector {@linkplain #computesNetworks
 * computes networks}; all else for any.
 */
public final class Watch implements AutoCloseable {
  private static final String PRADA = "prada-compact";

  private final List<CalibratedDetector> detectors;
  private final Map<String, SequentialTest> tests;
  private final Map<String, Double> bounds;
  private final Optional<CompactPrada> prada;
  private final Optional<RandomProjection> projection;
  private final AutoCloseable behind;

  /**
   * @param detectors those that bet against clients
   * @param prada PRADA on pixels, if it watches
   * @param pixels values of an image
   * @param seed of what PRADA leaves to chance
   * @param behind closed with this: what the detectors came from
   */
  public Watch(
      List<CalibratedDetector> detectors,
      Optional<Double> prada,
      int pixels,
      Seed seed,
      AutoCloseable behind) {
    this.detectors = List.copyOf(detectors);
    this.tests = new LinkedHashMap<>();
    this.bounds = new LinkedHashMap<>();
    for (CalibratedDetector detector : detectors) {
      tests.put(detector.name(), detector.test());
      bounds.put(detector.name(), detector.bound().evidence());
    }
    this.prada = prada.map(delta -> new CompactPrada(seed, delta));
    this.projection =
        prada.map(delta -> new RandomProjection(seed, pixels, CompactPrada.DIMENSIONS));
    this.behind = behind;
  }

  /** Nobody watches. */
  public static Watch nobody() {
    return new Watch(List.of(), Optional.empty(), 1, new Seed(0), () -> {});
  }

  /** Whether nobody watches. */
  boolean isIdle() {
    return detectors.isEmpty() && prada.isEmpty();
  }

  /** Whether a detector computes a network of its own, which is quicker for several at once. */
  boolean computesNetworks() {
    return detectors.stream().anyMatch(one -> !(one.detector() instanceof PassiveDetector));
  }

  /** The tests that bet against clients, by name of the detector. */
  Map<String, SequentialTest> tests() {
    return tests;
  }

  /** PRADA, if it watches. */
  Optional<CompactPrada> prada() {
    return prada;
  }

  /** The evidence at which a detector accuses. */
  double bound(String detector) {
    return bounds.get(detector);
  }

  /** What PRADA is called where evidence is told. */
  static String pradaName() {
    return PRADA;
  }

  /**
   * Scores a batch.
   *
   * @param observation of the same images; needed if there are detectors that bet
   */
  Scores score(ImageBatch images, Optional<Observation> observation) {
    Map<String, double[]> scores = new LinkedHashMap<>();
    if (!detectors.isEmpty()) {
      Queries queries = new Queries(images, observation.orElseThrow());
      for (CalibratedDetector detector : detectors) {
        scores.put(detector.name(), detector.detector().scores(queries));
      }
    }
    return new Scores(scores, projection.map(p -> points(p, images)).orElse(new float[0][]));
  }

  private static float[][] points(RandomProjection projection, ImageBatch images) {
    int bytes = images.shape().bytes();
    float[][] points = new float[images.count()][];
    float[] values = new float[bytes];
    for (int i = 0; i < points.length; i++) {
      for (int b = 0; b < bytes; b++) {
        values[b] = (images.pixels()[i * bytes + b] & 0xff) / 255f;
      }
      points[i] = projection.of(values);
    }
    return points;
  }

  /**
   * What detectors make of a batch.
   *
   * @param scores by detector, one an image
   * @param points where PRADA sees the images; none where it does not watch
   */
  @SuppressWarnings("ArrayRecordComponent") // passed on within the package, never compared
  record Scores(Map<String, double[]> scores, float[][] points) {}

  @Override
  public void close() {
    try {
      behind.close();
    } catch (Exception e) {
      throw new IllegalStateException("detectors could not be closed", e);
    }
  }
}
