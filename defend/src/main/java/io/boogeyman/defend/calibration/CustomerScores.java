package io.boogeyman.defend.calibration;

import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.Transformation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a detector made of the owner's images, as they are and in other states. */
public final class CustomerScores {
  private final double[] asTheyAre;
  private final Map<Transformation, double[]> changed;

  /**
   * @param asTheyAre one an image
   * @param changed the same images' by other state
   */
  public CustomerScores(double[] asTheyAre, Map<Transformation, double[]> changed) {
    this.asTheyAre = asTheyAre;
    this.changed = new LinkedHashMap<>(changed);
  }

  /**
   * Scores images in every state.
   *
   * @param what they are, for the progress
   * @return one a detector
   */
  public static List<CustomerScores> of(
      Scoring scoring, ImageSet images, List<Transformation> states, String what) {
    Scores usual = scoring.score(images, what);
    Map<Transformation, Scores> changed = new LinkedHashMap<>();
    states.forEach(
        state -> changed.put(state, scoring.score(state.of(images), what + ", " + state)));
    return IntStream.range(0, usual.detectors())
        .mapToObj(
            detector -> {
              Map<Transformation, double[]> its = new LinkedHashMap<>();
              changed.forEach((state, scores) -> its.put(state, scores.of(detector)));
              return new CustomerScores(usual.of(detector), its);
            })
        .toList();
  }

  /** Of the images as they are; not a copy. */
  public double[] asTheyAre() {
    return asTheyAre;
  }

  /** The other states. */
  Set<Transformation> changed() {
    return changed.keySet();
  }

  /** As they are, and then in the other states, in their order. */
  List<double[]> inStates() {
    return Stream.concat(Stream.of(asTheyAre), changed.values().stream()).toList();
  }
}
