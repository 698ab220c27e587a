package io.boogeyman.defend.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.boogeyman.defend.parameters.Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SequentialTestTest {
  private static final BenignScores BENIGN = benign(new SplittableRandom(1), 2_000);

  private static BenignScores benign(SplittableRandom chance, int count) {
    return BenignScores.of(DoubleStream.generate(chance::nextDouble).limit(count).toArray(), .01);
  }

  private static SequentialTest test(double falseAlarms) {
    return new SequentialTest("score", BENIGN, AccusationBound.ofIndependentQueries(falseAlarms));
  }

  private static Evidence after(SequentialTest test, int queries, DoubleSupplier score) {
    Evidence evidence = test.begin();
    for (int i = 0; i < queries; i++) {
      evidence = test.update(evidence, score.getAsDouble());
    }
    return evidence;
  }

  @Test
  @Tag("slow")
  void
      benign_clients_are_accused_no_more_often_than_was_stated_in_a_life_of_ten_thousand_queries() {
    double stated = .05;
    SequentialTest test = test(stated);
    SplittableRandom chance = new SplittableRandom(2);
    long accused =
        IntStream.range(0, 400)
            .mapToObj(client -> chance.split())
            .filter(own -> test.accuses(after(test, 10_000, own::nextDouble)))
            .count();
    assertThat(accused).isLessThanOrEqualTo((long) (400 * stated));
  }

  @Test
  void foreign_queries_are_found_within_a_few() {
    SequentialTest test = test(.001);
    Evidence evidence = test.begin();
    while (!test.accuses(evidence)) {
      evidence = test.update(evidence, 2.0);
    }
    assertThat(evidence.queries()).isLessThanOrEqualTo(12);
  }

  @Test
  void a_client_that_turns_thief_after_a_long_benign_life_is_found() {
    SequentialTest test = test(.001);
    Evidence evidence = after(test, 5_000, new SplittableRandom(3)::nextDouble);
    assertThat(test.accuses(evidence)).isFalse();
    while (!test.accuses(evidence)) {
      evidence = test.update(evidence, 2.0);
    }
    assertThat(evidence.queries() - 5_000).isLessThanOrEqualTo(40);
  }

  @Test
  void a_mixer_of_every_second_query_is_found() {
    SequentialTest test = test(.001);
    SplittableRandom chance = new SplittableRandom(4);
    Evidence evidence = test.begin();
    for (int i = 0; !test.accuses(evidence); i++) {
      evidence = test.update(evidence, i % 2 == 0 ? chance.nextDouble() : 2.0);
    }
    assertThat(evidence.queries()).isLessThanOrEqualTo(80);
  }

  @Test
  void lives_of_known_images_come_to_the_same_evidence() {
    SequentialTest test = test(.05);
    double[] scores = new SplittableRandom(6).doubles(50, 0, 1.2).toArray();
    int[] asked = new SplittableRandom(7).ints(80, 0, 50).toArray();
    Evidence evidence = test.begin();
    for (int image : asked) {
      evidence = test.update(evidence, scores[image]);
    }
    assertThat(new KnownImages(test, scores).highestEvidence(asked)).isEqualTo(evidence.highest());
  }

  @Test
  void a_score_is_as_usual_as_in_the_state_that_has_most_of_its_kind() {
    double[] usual = IntStream.range(0, 99).mapToDouble(i -> i).toArray();
    double[] other = IntStream.range(0, 99).mapToDouble(i -> 2 * (i - 25)).toArray();
    BenignScores both = BenignScores.inStates(List.of(usual, other), .5);
    double slack = Math.sqrt(Math.log(2 / .5) / (2 * 99));
    for (double score : new double[] {-60, 10, 49.5, 90, 98, 120, 146, 200}) {
      double alone = shareAtLeast(score, usual);
      double changed = shareAtLeast(score, other);
      assertThat(both.p(score))
          .isCloseTo(Math.min(1, Math.max(alone, changed) + slack), within(1e-12));
    }
  }

  @Test
  void scores_that_could_mislead_are_refused() {
    double[] twenty = new double[20];
    double[] infinite = twenty.clone();
    infinite[3] = Double.NEGATIVE_INFINITY;
    refused(List.of(), "as many in every state");
    refused(List.of(twenty, new double[30]), "as many in every state");
    refused(List.of(twenty, infinite), "not a finite number");
    Parameters none = BenignScores.of(twenty, .01).parameters().with("states", 0);
    assertThatThrownBy(() -> BenignScores.read(none)).hasMessageContaining("one state at least");
  }

  private static void refused(List<double[]> scores, String why) {
    assertThatThrownBy(() -> BenignScores.inStates(scores, .01))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  private static double shareAtLeast(double score, double... scores) {
    return (DoubleStream.of(scores).filter(s -> s >= score).count() + 1) / (scores.length + 1.0);
  }

  @Test
  void once_accused_is_accused_for_good() {
    SequentialTest test = test(.05);
    Evidence evidence = after(test, 50, () -> 2.0);
    Evidence later = evidence;
    for (int i = 0; i < 2_000; i++) {
      later = test.update(later, 0.0);
    }
    assertThat(later.now()).isLessThan(evidence.now());
    assertThat(test.accuses(later)).isTrue();
  }

  @Test
  void a_state_that_was_written_goes_on_as_if_it_had_not() {
    SequentialTest test = test(.01);
    SplittableRandom chance = new SplittableRandom(5);
    Evidence whole = test.begin();
    Evidence moved = test.begin();
    for (int i = 0; i < 300; i++) {
      double score = chance.nextDouble() * 1.1;
      whole = test.update(whole, score);
      moved = test.read(test.write(test.update(moved, score)));
    }
    assertThat(test.write(moved)).isEqualTo(test.write(whole)).hasSizeLessThan(128);
    assertThatThrownBy(() -> test.read(new byte[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a state of a sequential test that is cut short");
  }

  @Test
  void two_places_know_together_what_is_between_what_each_knows() {
    SequentialTest test = test(.01);
    Evidence one = after(test, 5, () -> 2.0);
    Evidence other = after(test, 5, () -> 0.2);
    assertThat(Math.exp(test.merge(one, other).now()))
        .isCloseTo((Math.exp(one.now()) + Math.exp(other.now())) / 2, within(1e-9));
  }

  @Test
  void unusual_scores_are_as_unusual_as_the_sample_allows() {
    BenignScores scores = BenignScores.of(IntStream.range(0, 99).mapToDouble(i -> i).toArray(), .5);
    double slack = Math.sqrt(Math.log(2) / 198);
    assertThat(scores.p(1000)).isCloseTo(.01 + slack, within(1e-12));
    assertThat(scores.p(98)).isCloseTo(.02 + slack, within(1e-12));
    assertThat(scores.p(0)).isEqualTo(1);
    assertThatThrownBy(() -> BenignScores.of(new double[10], .01))
        .hasMessage("benign scores to compare with must be at least 20, not 10");
  }

  @Test
  void a_bound_of_clients_lets_as_many_of_them_pass_as_was_stated() {
    double[] highest = IntStream.rangeClosed(1, 999).mapToDouble(i -> i).toArray();
    AccusationBound bound = AccusationBound.ofClients(highest, .001);
    assertThat(Arrays.stream(highest).filter(h -> h >= bound.evidence())).isEmpty();
    assertThat(
            Arrays.stream(highest)
                .filter(h -> h >= AccusationBound.ofClients(highest, .01).evidence()))
        .hasSize(9);
    assertThatThrownBy(() -> AccusationBound.ofClients(new double[500], .001))
        .hasMessage(
            "one false accusation in 1000 clients needs at least 999 benign clients, not 500");
  }
}
