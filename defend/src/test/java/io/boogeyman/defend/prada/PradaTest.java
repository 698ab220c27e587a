package io.boogeyman.defend.prada;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against sequences that were computed from the description of the authors' code. */
class PradaTest {
  private static final Prada<double[]> CODE =
      new Prada<>(VectorSet::new, PradaRule.CODE, Prada.DELTA);

  /** A test that was made: queries before it, distances that stayed, W. */
  private record Tested(int before, double w, boolean accused) {}

  @Test
  void a_growing_set_grows_as_in_the_authors_code() {
    double[][] points = {{0, 0}, {3, 4}, {6, 8}, {0, 1}, {3, 3}, {9, 12}};
    PradaClient<double[]> client = CODE.begin();
    for (double[] point : points) {
      CODE.update(client, new PradaQuery<>(point, 0));
    }
    ClassState<double[]> state = client.classes.get(0);

    assertThat(state.distances()).containsExactly(5.0, 5.0, 1.0, 1.0, 5.0);
    assertThat(state.set.size()).isEqualTo(6);
    assertThat(state.threshold()).isCloseTo(.9763107294, within(1e-9));
  }

  @Test
  void queries_that_fill_a_square_evenly_are_accused_from_the_first_test_to_the_last() {
    PradaClient<double[]> client = CODE.begin();
    List<Tested> tests = tests(client, sequenceA());

    assertThat(client.classes.get(1).set.size()).isEqualTo(19);
    assertThat(client.classes.get(0).set.size()).isEqualTo(20);
    assertThat(client.classes.get(1).threshold()).isCloseTo(.1878560640, within(1e-9));
    assertThat(client.classes.get(0).threshold()).isCloseTo(.1553749483, within(1e-9));
    assertThat(sum(client.classes.get(1).distances())).isCloseTo(15.1712332506, within(1e-8));
    assertThat(sum(client.classes.get(0).distances())).isCloseTo(14.3599039626, within(1e-8));
    assertThat(tests).hasSize(20).allMatch(Tested::accused);
    assertTest(tests.get(0), 110, .8281858033, true);
    assertTest(tests.get(1), 120, .8776092961, true);
    assertTest(tests.get(19), 300, .8152894086, true);
  }

  @Test
  void an_accusation_is_taken_back_when_distances_look_normal_again() {
    PradaClient<double[]> client = CODE.begin();
    List<Tested> tests = tests(client, sequenceB());

    assertThat(client.classes.get(1).set.size()).isEqualTo(39);
    assertThat(client.classes.get(0).set.size()).isEqualTo(46);
    assertThat(tests.get(0).w()).isCloseTo(.8869634795, within(1e-8));
    assertThat(tests.get(0).accused()).isTrue();
    assertThat(tests.get(tests.size() - 1).w()).isCloseTo(.9028930109, within(1e-8));
    assertThat(CODE.accuses(client)).isFalse();
  }

  @Test
  void distances_that_are_all_equal_accuse() {
    PradaClient<double[]> client = CODE.begin();
    for (int i = 0; i < 200; i++) {
      CODE.update(client, new PradaQuery<>(new double[] {i, 0}, 0));
    }
    assertThat(client.classes.get(0).distances()).containsOnly(1.0);
    assertThat(CODE.accuses(client)).isTrue();
  }

  @Test
  void distances_that_are_all_equal_but_for_outliers_accuse() {
    PradaClient<double[]> client = CODE.begin();
    for (int i = 0; i < 200; i++) {
      CODE.update(client, new PradaQuery<>(new double[] {i % 2, 0}, 0));
    }
    assertThat(client.classes.get(0).distances()).contains(0.0, 1.0);
    assertThat(CODE.accuses(client)).isTrue();
  }

  @Test
  void a_state_that_was_written_goes_on_as_if_it_had_not() {
    for (PradaRule rule : PradaRule.values()) {
      Prada<double[]> prada = new Prada<>(VectorSet::new, rule, Prada.DELTA);
      PradaClient<double[]> whole = prada.begin();
      PradaClient<double[]> moved = prada.begin();
      for (PradaQuery<double[]> query : sequenceB()) {
        prada.update(whole, query);
        moved = prada.read(prada.write(prada.update(moved, query)));
      }
      assertThat(moved.w()).isEqualTo(whole.w());
      assertThat(prada.write(moved)).isEqualTo(prada.write(whole));
    }
  }

  @Test
  void bytes_that_are_no_state_are_refused_in_one_line() {
    byte[] state = CODE.write(CODE.begin());
    assertThatThrownBy(() -> CODE.read(new byte[] {1, 2, 3, 4, 5}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("these bytes are no state of PRADA");
    assertThatThrownBy(() -> CODE.read(java.util.Arrays.copyOf(state, state.length - 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a state of PRADA that is cut short or damaged");
  }

  private static void assertTest(Tested test, int before, double w, boolean accused) {
    assertThat(test.before()).isEqualTo(before);
    assertThat(test.w()).isCloseTo(w, within(1e-8));
    assertThat(test.accused()).isEqualTo(accused);
  }

  private static List<Tested> tests(
      PradaClient<double[]> client, List<PradaQuery<double[]>> queries) {
    List<Tested> tests = new ArrayList<>();
    for (PradaQuery<double[]> query : queries) {
      int before = client.queries();
      CODE.update(client, query);
      if (before % 10 == 0 && client.w() < 1) {
        tests.add(new Tested(before, client.w(), CODE.accuses(client)));
      }
    }
    return tests;
  }

  private static List<PradaQuery<double[]>> sequenceA() {
    List<PradaQuery<double[]>> queries = new ArrayList<>();
    for (int i = 1; i <= 301; i++) {
      double[] point = {(.6180339887498949 * i) % 1, (.7548776662466927 * i) % 1};
      queries.add(new PradaQuery<>(point, i % 2));
    }
    return queries;
  }

  /** Every query is one of those before, moved a little: how synthetic queries are made. */
  private static List<PradaQuery<double[]>> sequenceB() {
    List<PradaQuery<double[]>> queries = new ArrayList<>(sequenceA().subList(0, 20));
    for (int k = 0; queries.size() < 301; k++) {
      PradaQuery<double[]> seed = queries.get(k);
      double[] point = seed.point().clone();
      point[0] += k % 2 == 0 ? .1 : -.1;
      point[1] += k / 2 % 2 == 0 ? .1 : -.1;
      queries.add(new PradaQuery<>(point, seed.answer()));
    }
    return queries;
  }

  private static double sum(double... values) {
    return Arrays.stream(values).sum();
  }
}
