package io.boogeyman.defend.stateless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.detector.StatelessDetector;
import io.boogeyman.defend.measure.Separation;
import io.boogeyman.defend.observation.Matrix;
import io.boogeyman.defend.observation.Observation;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Detectors that are fitted, on drawn features: own images lie in classes, foreign ones between.
 */
class FittedDetectorsTest {
  private static final int CLASSES = 4;
  private static final Observation OWN = own(1, 400);
  private static final Observation FOREIGN = foreign(2, 300);

  private static Observation own(long seed, int count) {
    return drawn(seed, count, 4);
  }

  private static Observation foreign(long seed, int count) {
    return drawn(seed, count, 0);
  }

  /** Two stages of 3 and 8 features, classes apart from each other as asked. */
  private static Observation drawn(long seed, int count, double apart) {
    SplittableRandom chance = new SplittableRandom(seed);
    float[] logits = new float[count * CLASSES];
    float[] early = new float[count * 3];
    float[] late = new float[count * 8];
    for (int i = 0; i < count; i++) {
      int own = i % CLASSES;
      for (int k = 0; k < CLASSES; k++) {
        logits[i * CLASSES + k] = (float) (chance.nextGaussian() + (k == own ? 2 * apart : 0));
      }
      for (int d = 0; d < 3; d++) {
        early[i * 3 + d] = (float) (chance.nextGaussian() + (apart == 0 ? 1 : 0));
      }
      for (int d = 0; d < 8; d++) {
        late[i * 8 + d] = (float) (chance.nextGaussian() + (d == own ? apart : 0));
      }
    }
    return new Observation(
        new Matrix(logits, CLASSES), List.of(new Matrix(early, 3), new Matrix(late, 8)));
  }

  static Stream<StatelessDetector<Observation>> detectors() {
    return Stream.of(
        new MaximumSoftmax(),
        new Energy(1),
        new NearestNeighbours(OWN, 10, new Seed(1)),
        Mahalanobis.fit(OWN, OWN.answers(), new Seed(1)),
        Mahalanobis.tuned(OWN, OWN.answers(), FOREIGN, new Seed(1)),
        FeatureClassifier.fit(OWN, FOREIGN, new Seed(1)));
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void foreign_queries_score_higher_than_own_ones(StatelessDetector<Observation> detector) {
    Separation separation =
        new Separation(detector.scores(own(3, 300)), detector.scores(foreign(4, 300)));
    assertThat(separation.auroc().low()).as(detector.name()).isGreaterThan(.75);
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void a_query_scores_the_same_alone_and_among_others(StatelessDetector<Observation> detector) {
    double[] together = detector.scores(FOREIGN);
    for (int i : new int[] {0, 17, 299}) {
      assertThat(detector.scores(FOREIGN.of(i))).containsExactly(together[i]);
    }
  }

  @Test
  void too_few_own_images_are_refused() {
    assertThatThrownBy(() -> Mahalanobis.fit(own(5, 10), new int[10], new Seed(1)))
        .hasMessage("distances to classes need at least 20 own images, not 10");
    assertThatThrownBy(() -> FeatureClassifier.fit(own(5, 3), FOREIGN, new Seed(1)))
        .hasMessage("cross-validation needs at least 5 examples of either class, not 3");
  }
}
