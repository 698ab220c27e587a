package io.boogeyman.defend.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

/** Values computed in double precision from the formula, those of ART by ART's own test. */
class ReverseSigmoidCurveTest {
  private static final double[] PLAIN = {.7, .2, .1};

  @Test
  void is_the_formula() {
    assertCurve(1, .1, PLAIN, .63552381, .21963538, .14484081);
    assertCurve(1, .2, PLAIN, .57963756, .23694836, .18341409);
    assertCurve(.008, .2, PLAIN, .69890854, .20033505, .10075641);
    double[] four = {.9, .05, .03, .02};
    assertCurve(1, .1, four, .70411634, .10252733, .09665821, .09669812);
    assertCurve(1, .2, four, .57074510, .13918457, .14207995, .14799038);
  }

  @Test
  void makes_everything_alike_at_a_steepness_of_one() {
    assertCurve(1, 1, PLAIN, 1 / 3., 1 / 3., 1 / 3.);
  }

  @Test
  void keeps_away_from_the_edges() {
    assertCurve(1, .1, new double[] {1, 0, 0, 0}, .34441941, .21852686, .21852686, .21852686);
  }

  @Test
  void loses_the_label_as_it_was_published() {
    double[] flat = {.4, .3, .3, 0};
    assertCurve(1, .1, flat, .28468585, .22293254, .22293254, .26944907);
    assertCurve(1, .2, flat, .26445086, .21537023, .21537023, .30480869);
    assertCurve(1, .1, new double[] {.35, .33, .32, 0}, .25376622, .24142491, .23527165, .26953722);
    assertThat(Simplex.top(new ReverseSigmoidCurve(1, .2).perturb(flat))).isEqualTo(3);
  }

  @Test
  void agrees_with_art() {
    double[] y = {
      .12109935, .0498215, .0993958, .06410096, .11366928, .04645343, .06419807, .30685693,
      .07616714, .05823757
    };
    assertCurve(
        1, .1, y, .10733664, .07743666, .09712707, .08230411, .10377649, .0764482, .08234023,
        .20600921, .08703023, .08019119);
  }

  private static void assertCurve(double beta, double gamma, double[] y, double... expected) {
    assertThat(new ReverseSigmoidCurve(beta, gamma).perturb(y))
        .containsExactly(expected, offset(1e-6));
  }
}
