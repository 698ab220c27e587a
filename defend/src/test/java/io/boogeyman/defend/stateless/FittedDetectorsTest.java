package io.boogeyman.defend.stateless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.measure.Separation;
import io.boogeyman.defend.observation.Matrix;
import io.boogeyman.defend.observation.Observation;
import io.boogeyman.defend.parameters.ParameterFile;
import io.boogeyman.defend.parameters.Parameters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Detectors that are fitted, on drawn features: own images lie in classes, foreign ones between.
 */
class FittedDetectorsTest {
  private static final int CLASSES = 4;
  private static final Observation OWN = own(1, 400);
  private static final Observation FOREIGN = foreign(2, 300);

  @TempDir private Path folder;

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

  static Stream<PassiveDetector> detectors() {
    return Stream.of(
        new MaximumSoftmax(),
        new Energy(1),
        new NearestNeighbours(OWN, 10, new Seed(1)),
        Mahalanobis.fit(OWN, OWN.answers(), new Seed(1)),
        Mahalanobis.tuned(OWN, OWN.answers(), FOREIGN, new Seed(1)),
        FeatureClassifier.fit(OWN, FOREIGN, new Seed(1)),
        combination());
  }

  private static Combination combination() {
    int[] fold = IntStream.range(0, OWN.size()).map(i -> i / 4 % 3).toArray();
    return Combination.fit(
        OWN,
        fold,
        List.of(
            own -> new Energy(1),
            own -> FeatureClassifier.fit(own, FOREIGN, new Seed(1)),
            own -> Mahalanobis.fit(own, own.answers(), new Seed(1))));
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void foreign_queries_score_higher_than_own_ones(PassiveDetector detector) {
    Separation separation =
        new Separation(detector.scores(own(3, 300)), detector.scores(foreign(4, 300)));
    assertThat(separation.auroc().low()).as(detector.name()).isGreaterThan(.75);
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void a_query_scores_the_same_alone_and_among_others(PassiveDetector detector) {
    double[] together = detector.scores(FOREIGN);
    for (int i : new int[] {0, 17, 299}) {
      assertThat(detector.scores(FOREIGN.of(i))).containsExactly(together[i]);
    }
  }

  /** A gateway's requests are scored each in its own thread. */
  @ParameterizedTest
  @MethodSource("detectors")
  void a_query_scores_the_same_whatever_other_threads_ask(PassiveDetector detector) {
    double[] together = detector.scores(FOREIGN);
    List<double[]> atOnce =
        IntStream.range(0, 2_000)
            .parallel()
            .mapToObj(i -> detector.scores(FOREIGN.of(i % FOREIGN.size())))
            .toList();
    for (int i = 0; i < atOnce.size(); i++) {
      assertThat(atOnce.get(i)).containsExactly(together[i % together.length]);
    }
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void a_detector_that_was_written_and_read_is_the_same(PassiveDetector detector)
      throws IOException {
    Path file = folder.resolve("detector");
    ParameterFile.write(file, detector.parameters());

    PassiveDetector again = PassiveDetector.read(ParameterFile.read(file));

    assertThat(again.scores(FOREIGN)).containsExactly(detector.scores(FOREIGN));
    assertThat(again.name()).isEqualTo(detector.name());
  }

  @Test
  void a_classifier_tells_by_how_images_look_at_the_first_stage_too() {
    FeatureClassifier classifier = FeatureClassifier.fit(OWN, alike(2, 3), new Seed(1));

    Separation separation =
        new Separation(classifier.scores(own(3, 300)), classifier.scores(alike(4, 3)));

    assertThat(separation.auroc().low()).isGreaterThan(.9);
  }

  /** Own queries but for what the first stage sees. */
  private static Observation alike(long seed, float lighter) {
    Observation own = own(seed, 300);
    float[] early = own.stages().get(0).toArray();
    for (int i = 0; i < early.length; i++) {
      early[i] += lighter;
    }
    return new Observation(own.logits(), List.of(new Matrix(early, 3), own.features()));
  }

  @Test
  void a_combination_encloses_the_owners_images_on_all_sides() {
    // A query that every detector takes for more own than any own image is flagged, too.
    float[] logits = {400, 0, 0, 0};
    Observation surest =
        new Observation(
            new Matrix(logits, CLASSES),
            List.of(
                new Matrix(new float[3], 3), new Matrix(new float[] {4, 0, 0, 0, 0, 0, 0, 0}, 8)));
    double usual = Arrays.stream(combination().scores(own(3, 300))).max().orElseThrow();
    assertThat(combination().scores(surest)[0]).isGreaterThan(usual);
  }

  @Test
  void parameters_of_no_detector_are_refused_in_one_line() {
    assertThatThrownBy(() -> PassiveDetector.read(Parameters.of("oracle")))
        .hasMessage("there is no detector of the kind 'oracle'");
    assertThatThrownBy(() -> PassiveDetector.read(Parameters.of("energy")))
        .hasMessage("it lacks its temperature");
    assertThatThrownBy(
            () -> PassiveDetector.read(Parameters.of("energy").with("temperature", "hot")))
        .hasMessage("its temperature is 'hot', which is no number");
  }

  @Test
  void stages_of_a_damaged_classifier_are_refused_in_one_line() {
    for (double[] stages : new double[][] {{.5}, {-1}, {1, 1}, {1, 0}, {Double.NaN}}) {
      Parameters damaged =
          FeatureClassifier.fit(OWN, FOREIGN, new Seed(1)).parameters().with("stages", stages);
      assertThatThrownBy(() -> PassiveDetector.read(damaged))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("its stages are no places in ascending order");
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
