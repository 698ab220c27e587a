package io.boogeyman.core.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GranularityTest {
  private static final Answer.Vector VECTOR = new Answer.Vector(0.1f, 0.4f, 0.05f, 0.4f, 0.05f);

  @ParameterizedTest
  @ValueSource(strings = {"full", "label", "top-1", "top-5", "round-1", "round-7"})
  void text_reads_back_as_itself(String text) {
    assertThat(Granularity.parse(text)).hasToString(text);
  }

  @Test
  void text_is_read_whatever_its_case_and_surrounding_space() {
    assertThat(Granularity.parse(" Top-5 ")).isEqualTo(new Granularity.TopK(5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "top", "top-", "top5", "top--1", "topk", "round-x", "logits"})
  void text_of_no_granularity_is_refused_with_what_there_is(String text) {
    assertThatThrownBy(() -> Granularity.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'"
                + text
                + "' is no granularity; say full, top-K (top-5), round-D (round-2) or label");
  }

  @Test
  void top_0_is_refused() {
    assertThatThrownBy(() -> Granularity.parse("top-0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("top-0: k must be at least 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"round-0", "round-8"})
  void decimals_that_a_float_does_not_have_are_refused(String text) {
    assertThatThrownBy(() -> Granularity.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(text + ": decimals must be 1 to 7");
  }

  @ParameterizedTest
  @CsvSource({
    "label, full",
    "label, top-1",
    "label, round-1",
    "top-5, full",
    "top-2, top-5",
    "round-1, round-3"
  })
  void coarser_granularity_is_told_from_the_finer(String coarse, String fine) {
    assertThat(Granularity.parse(coarse).isCoarserThan(Granularity.parse(fine))).isTrue();
    assertThat(Granularity.parse(fine).isCoarserThan(Granularity.parse(coarse))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"full, full", "label, label", "top-5, top-5", "top-5, round-2", "round-2, top-5"})
  void granularity_is_not_coarser_than_itself_or_what_it_cannot_be_compared_with(
      String one, String other) {
    assertThat(Granularity.parse(one).isCoarserThan(Granularity.parse(other))).isFalse();
  }

  @Test
  void top_k_lists_the_largest_first_and_ties_by_the_smaller_class() {
    assertThat(new Granularity.TopK(4).release(VECTOR))
        .isEqualTo(topK(5, new int[] {1, 3, 0, 2}, 0.4f, 0.4f, 0.1f, 0.05f));
  }

  @Test
  void top_k_of_an_even_vector_is_the_first_classes() {
    assertThat(new Granularity.TopK(2).release(new Answer.Vector(0.25f, 0.25f, 0.25f, 0.25f)))
        .isEqualTo(topK(4, new int[] {0, 1}, 0.25f, 0.25f));
  }

  @Test
  void top_k_of_fewer_classes_lists_them_all() {
    assertThat(new Granularity.TopK(9).release(new Answer.Vector(0.3f, 0.7f)))
        .isEqualTo(topK(2, new int[] {1, 0}, 0.7f, 0.3f));
  }

  @Test
  void top_k_is_cut_from_a_longer_top_k() {
    assertThat(new Granularity.TopK(1).release(topK(5, new int[] {3, 1, 0}, 0.5f, 0.3f, 0.1f)))
        .isEqualTo(topK(5, new int[] {3}, 0.5f));
  }

  @Test
  void top_k_of_every_class_is_any_longer_top_k() {
    Answer all = topK(2, new int[] {1, 0}, 0.7f, 0.3f);
    assertThat(new Granularity.TopK(5).release(all)).isEqualTo(all);
  }

  @Test
  void rounding_is_half_to_even_and_not_renormalised() {
    // All three are exact in binary: true halves.
    assertThat(new Granularity.Rounded(2).release(new Answer.Vector(0.125f, 0.375f, 0.625f)))
        .isEqualTo(new Answer.Vector(0.12f, 0.38f, 0.62f));
  }

  @Test
  void rounding_may_leave_nothing() {
    assertThat(new Granularity.Rounded(1).release(new Answer.Vector(0.04f, 0.03f)))
        .isEqualTo(new Answer.Vector(0f, 0f));
  }

  @Test
  void rounding_leaves_the_victims_answer_as_it_is() {
    Answer.Vector answer = new Answer.Vector(0.125f, 0.875f);
    new Granularity.Rounded(1).release(answer);
    assertThat(answer).isEqualTo(new Answer.Vector(0.125f, 0.875f));
  }

  @Test
  void label_is_the_first_of_equals() {
    assertThat(new Granularity.Label().release(VECTOR)).isEqualTo(new Answer.Label(5, 1));
  }

  @Test
  void label_is_had_from_every_kind_of_answer() {
    Answer label = new Answer.Label(5, 3);
    assertThat(new Granularity.Label().release(label)).isEqualTo(label);
    assertThat(new Granularity.Label().release(topK(5, new int[] {3}, 0.5f))).isEqualTo(label);
  }

  @ParameterizedTest
  @ValueSource(strings = {"full", "top-1", "round-2"})
  void nothing_but_the_label_is_released_from_a_label(String wanted) {
    assertThatThrownBy(() -> Granularity.parse(wanted).release(new Answer.Label(5, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the API gives labels, which hold less than " + wanted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"full", "top-3", "round-2"})
  void no_more_than_it_lists_is_released_from_a_top_k(String wanted) {
    Answer two = topK(5, new int[] {3, 1}, 0.5f, 0.3f);
    assertThatThrownBy(() -> Granularity.parse(wanted).release(two))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the API gives top-k answers, which hold less than " + wanted);
  }

  @Property
  void top_k_keeps_values_descending_and_leaves_out_none_that_is_larger(
      @ForAll("vectors") Answer.Vector vector, @ForAll @IntRange(min = 1, max = 12) int k) {
    Answer.TopK top = (Answer.TopK) new Granularity.TopK(k).release(vector);
    int[] expected =
        IntStream.range(0, vector.classes())
            .boxed()
            .sorted((a, b) -> Float.compare(vector.probability(b), vector.probability(a)))
            .limit(k)
            .mapToInt(Integer::intValue)
            .toArray();
    assertThat(IntStream.range(0, top.k()).map(top::id).toArray()).isEqualTo(expected);
    for (int rank = 0; rank < top.k(); rank++) {
      assertThat(top.probability(rank)).isEqualTo(vector.probability(top.id(rank)));
    }
  }

  @Property
  void label_is_the_first_class_of_all_granularities_that_keep_values(
      @ForAll("vectors") Answer.Vector vector, @ForAll @IntRange(min = 1, max = 12) int k) {
    int label = new Granularity.Label().release(vector).top();
    assertThat(new Granularity.Full().release(vector).top()).isEqualTo(label);
    assertThat(new Granularity.TopK(k).release(vector).top()).isEqualTo(label);
  }

  @Property
  void rounding_moves_no_value_by_more_than_half_a_unit(
      @ForAll("vectors") Answer.Vector vector, @ForAll @IntRange(min = 1, max = 7) int decimals) {
    Answer.Vector rounded = (Answer.Vector) new Granularity.Rounded(decimals).release(vector);
    // Half a float's spacing below 1 on top: what the rounded value itself cannot hold.
    double most = 0.5 * Math.pow(10, -decimals) + Math.ulp(1f) / 4;
    for (int k = 0; k < vector.classes(); k++) {
      assertThat(Math.abs((double) rounded.probability(k) - vector.probability(k)))
          .isLessThanOrEqualTo(most);
    }
  }

  /** Of few different values, so that ties are common. */
  @Provide
  Arbitrary<Answer.Vector> vectors() {
    return Arbitraries.oneOf(
            Arbitraries.floats().between(0, 1), Arbitraries.of(0f, 0.1f, 0.25f, 0.5f))
        .array(float[].class)
        .ofMinSize(1)
        .ofMaxSize(10)
        .map(Answer.Vector::new);
  }

  private static Answer.TopK topK(int classes, int[] ids, float... probabilities) {
    return new Answer.TopK(classes, ids, probabilities);
  }
}
