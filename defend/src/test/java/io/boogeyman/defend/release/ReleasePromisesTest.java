package io.boogeyman.defend.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.core.prediction.Answer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every release promises, on vectors as they are and as they might be. */
class ReleasePromisesTest {
  /** Of each release; {@code -Dboogeyman.vectors=100000} for as many as were tried in the end. */
  private static final int VECTORS = Integer.getInteger("boogeyman.vectors", 20_000);

  private static final int[] CLASSES = {2, 3, 5, 10, 11, 43, 100, 256, 1000};
  private static final int[] SHARES = {15, 15, 15, 15, 15, 15, 5, 3, 2};

  /**
   * @param release as a policy writes it
   * @param keepsLabel whether the top class stays so
   * @param sumsToOne whether the answer is on the simplex
   * @param ball in which the answer stays
   * @param epsilon the ball's radius
   */
  record Promise(String release, boolean keepsLabel, boolean sumsToOne, Ball ball, double epsilon) {
    @Override
    public String toString() {
      return release;
    }
  }

  static List<Promise> promises() {
    return List.of(
        anywhere("high-confidence", true, false),
        anywhere("high-confidence: {cutoff: 1}", true, false),
        anywhere("gaussian-noise", true, true),
        anywhere("gaussian-noise: {deviation: 0.01, keep-label: false}", false, true),
        anywhere("reverse-sigmoid", true, true),
        anywhere("reverse-sigmoid: {beta: 1, gamma: 0.1, keep-label: false}", false, true),
        anywhere("reverse-sigmoid: {beta: 10, gamma: 10}", true, true),
        anywhere("adaptive-misinformation", false, true),
        anywhere("dawn: {rate: 0.5}", false, false),
        within("mad", true, Ball.L1, 1),
        within("mad: {epsilon: 0.1, keep-label: false}", false, Ball.L1, .1),
        within("mad: {epsilon: 0.5, objective: distance}", true, Ball.L1, .5),
        within("mad: {epsilon: 0.3, ball: l2}", true, Ball.L2, .3),
        within("mad: {epsilon: 0.3, ball: l2, keep-label: false}", false, Ball.L2, .3),
        within("mad: {epsilon: 0.5, ball: kl}", true, Ball.KL, .5),
        within("mad: {epsilon: 0.5, ball: kl, keep-label: false}", false, Ball.KL, .5),
        within("gradient-redirection", true, Ball.L1, 1),
        within("gradient-redirection: {epsilon: 0.2, keep-label: false}", false, Ball.L1, .2),
        within("modelguard-w", true, Ball.L1, 1),
        within("modelguard-w: {epsilon: 0.05}", true, Ball.L1, .05),
        within("modelguard-s: {epsilon: 0.5, answers: 1000000}", true, Ball.L1, .5));
  }

  private static Promise anywhere(String release, boolean keepsLabel, boolean sumsToOne) {
    return new Promise(release, keepsLabel, sumsToOne, Ball.L1, 2);
  }

  private static Promise within(String release, boolean keepsLabel, Ball ball, double epsilon) {
    return new Promise(release, keepsLabel, true, ball, epsilon);
  }

  @ParameterizedTest
  @MethodSource("promises")
  void are_kept(Promise promise) {
    assertKept(promise, 20);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("promises")
  void are_kept_for_many_vectors(Promise promise) {
    assertKept(promise, VECTORS / 100);
  }

  private static void assertKept(Promise promise, int hundredths) {
    RandomVectors vectors = new RandomVectors(promise.release().hashCode());
    for (int i = 0; i < CLASSES.length; i++) {
      int classes = CLASSES[i];
      List<Answer> answers =
          IntStream.range(0, SHARES[i] * hundredths)
              .mapToObj(j -> (Answer) vectors.vector(classes))
              .toList();
      Exchange exchange = Exchange.of(Chains.images(i, answers.size()), answers);
      try (Release release = open(promise, classes)) {
        List<Answer> released = release.release(exchange);
        for (int j = 0; j < answers.size(); j++) {
          assertKept(promise, (Answer.Vector) answers.get(j), (Answer.Vector) released.get(j));
        }
        assertThat(release.release(exchange)).as("asked again").isEqualTo(released);
      }
      if (!promise.release().startsWith("modelguard-s")) {
        assertAlone(promise, exchange, classes);
      }
    }
  }

  private static void assertKept(Promise promise, Answer.Vector answer, Answer.Vector released) {
    double[] y = Simplex.of(answer);
    double[] changed = new double[y.length];
    double sum = 0;
    for (int k = 0; k < y.length; k++) {
      // Answer.Vector refuses what is not finite, negative, or over 1.
      changed[k] = released.probability(k);
      sum += changed[k];
    }
    assertThat(!promise.sumsToOne() || Math.abs(sum - 1) < 1e-5).as("sum %s", sum).isTrue();
    double distance = promise.ball().distance(y, changed);
    assertThat(promise.epsilon() == 2 || distance <= promise.epsilon() + 1e-5)
        .as("distance %s of %s and %s", distance, answer, released)
        .isTrue();
    assertThat(!promise.keepsLabel() || released.top() == answer.top())
        .as("label of %s in %s", answer, released)
        .isTrue();
  }

  /** The last images first, each by itself, of a release that was opened anew. */
  private static void assertAlone(Promise promise, Exchange exchange, int classes) {
    int some = Math.min(40, exchange.size());
    try (Release one = open(promise, classes);
        Release other = open(promise, classes)) {
      List<Answer> together = one.release(exchange.only(exchange.size() - some, exchange.size()));
      for (int i = some - 1; i >= 0; i--) {
        int place = exchange.size() - some + i;
        assertThat(other.release(exchange.only(place, place + 1))).containsExactly(together.get(i));
      }
    }
  }

  private static Release open(Promise promise, int classes) {
    return Chains.open("[" + promise.release() + "]", classes);
  }
}
