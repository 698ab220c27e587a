package io.boogeyman.defend.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.defend.release.ReleaseSettings.Dawn;
import io.boogeyman.defend.watermark.Trigger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReleasesTest {
  private static final Answer.Vector VECTOR = new Answer.Vector(.6f, .3f, .1f);

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[full]"})
  void without_any_answers_pass_as_they_are(String chain) {
    Answer label = new Answer.Label(3, 1);
    assertThat(Chains.open(chain, 3).release(Chains.exchange(VECTOR, label)))
        .containsExactly(VECTOR, label);
  }

  @Test
  void are_applied_in_the_order_in_which_they_stand() {
    Release chain = Chains.open("[modelguard-w: {epsilon: 0.4}, round-1, top-2]", 3);
    assertThat(chain.name()).isEqualTo("modelguard-w, round-1, top-2");
    assertThat(chain.release(Chains.exchange(VECTOR)))
        .containsExactly(new Answer.TopK(3, new int[] {0, 1}, new float[] {.4f, .3f}));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[label, mad] | mad changes probability vectors, and label before it leaves none: put"
            + " label last",
        "[top-5, gaussian-noise] | gaussian-noise changes probability vectors, and top-5 before it"
            + " leaves none: put top-5 last",
        "[top-5, full] | full after top-5 releases no less: leave one of them out",
        "[round-2, modelguard-s] | modelguard-s changes probability vectors, and round-2 before"
            + " it leaves none: put round-2 last",
        "[label, top-5] | top-5 after label releases no less: leave one of them out",
        "[top-5, round-2] | round-2 after top-5 releases no less: leave one of them out",
        "[label, label] | label after label releases no less: leave one of them out",
        "[dawn, dawn] | dawn stands 2 times among the releases: once marks as much as is meant"
      })
  void an_order_without_sense_is_refused(String chain, String message) {
    assertThatThrownBy(() -> Chains.open(chain, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[full, mad, full, top-2]",
        "[round-2, top-2, top-1, label, dawn]",
        "[dawn, reverse-sigmoid, label]"
      })
  void an_order_with_sense_is_opened(String chain) {
    assertThat(Chains.open(chain, 3).release(Chains.exchange(VECTOR))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "high-confidence",
        "gaussian-noise",
        "reverse-sigmoid",
        "mad",
        "gradient-redirection",
        "adaptive-misinformation",
        "modelguard-w",
        "modelguard-s"
      })
  void a_victim_that_gives_labels_is_told_of_at_the_first_answer(String name) {
    assertThatThrownBy(
            () -> Chains.open("[" + name + "]", 3).release(Chains.exchange(new Answer.Label(3, 1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            name
                + " changes probability vectors, and the model gives labels: leave it out, or have"
                + " the model give vectors");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mad", "modelguard-s", "dawn"})
  void a_victim_of_other_classes_is_told_of(String name) {
    assertThatThrownBy(() -> Chains.open("[" + name + "]", 4).release(Chains.exchange(VECTOR)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(name + " was opened for 4 classes, and the model answers with 3");
  }

  @Test
  void the_finest_answer_is_that_of_the_last_granularity() {
    assertThat(Releases.finest(Chains.settings("[mad]"))).isEqualTo(new Granularity.Full());
    assertThat(Releases.finest(Chains.settings("[mad, round-2, top-5, dawn]")))
        .isEqualTo(new Granularity.TopK(5));
  }

  @Test
  void another_key_draws_other_noise() {
    byte[] other = new byte[16];
    other[0] = 1;
    Exchange exchange = Chains.exchange(VECTOR);
    assertThat(Chains.open("[gaussian-noise]", 3, other).release(exchange))
        .isNotEqualTo(Chains.open("[gaussian-noise]", 3).release(exchange));
  }

  @Test
  void another_image_draws_other_noise() {
    List<Answer> released =
        Chains.open("[gaussian-noise]", 3).release(Chains.exchange(VECTOR, VECTOR));
    assertThat(released.get(0)).isNotEqualTo(released.get(1));
  }

  @Test
  void a_secret_that_could_be_tried_out_is_refused() {
    assertThatThrownBy(() -> ReleaseKey.of(new byte[15]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the policy's secret has 15 bytes; it needs at least 16, at random");
    assertThat(ReleaseKey.of(new byte[16])).hasToString("a secret of 16 bytes");
  }

  @Test
  void an_exchange_has_one_answer_an_image() {
    ImageBatch images = Chains.images(1, 2);
    assertThatThrownBy(() -> Exchange.of(images, List.of(VECTOR)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 images with 2 names and 1 answers");
  }

  @Test
  void marked_queries_are_answered_with_the_mark_in_every_kind_of_answer() {
    ImageBatch images = Chains.images(1, 200);
    List<Answer> vectors = new ArrayList<>();
    IntStream.range(0, 200).forEach(i -> vectors.add(VECTOR));
    Exchange exchange = Exchange.of(images, vectors);
    List<Trigger> triggers = new ArrayList<>();
    List<Answer> full = Chains.open("[dawn: {rate: 0.5}]", 3).release(exchange, triggers::add);
    List<Answer> pairs = Chains.open("[top-2, dawn: {rate: 0.5}]", 3).release(exchange);
    List<Answer> labels = Chains.open("[label, dawn: {rate: 0.5}]", 3).release(exchange);
    assertThat(triggers).hasSizeBetween(70, 130);
    int marked = 0;
    for (int i = 0; i < 200; i++) {
      boolean isMarked =
          marked < triggers.size()
              && Arrays.equals(
                  triggers.get(marked).image().pixels(), images.slice(i, i + 1).pixels());
      int expected = isMarked ? triggers.get(marked++).mark() : 0;
      assertThat(full.get(i).top()).isEqualTo(expected);
      assertThat(new Granularity.TopK(2).release(full.get(i))).isEqualTo(pairs.get(i));
      assertThat(labels.get(i)).isEqualTo(new Answer.Label(3, expected));
    }
    assertThat(marked).isEqualTo(triggers.size());
  }

  @Test
  void marks_are_told_whatever_stands_before_and_after_them() {
    List<Trigger> alone = marked("[dawn: {rate: 0.5}]");
    assertThat(marked("[mad, dawn: {rate: 0.5}, gaussian-noise, label]"))
        .extracting(Trigger::code, Trigger::mark)
        .isEqualTo(alone.stream().map(t -> tuple(t.code(), t.mark())).toList());
  }

  private static List<Trigger> marked(String chain) {
    ImageBatch images = Chains.images(2, 50);
    List<Answer> answers = Collections.nCopies(50, VECTOR);
    List<Trigger> triggers = new ArrayList<>();
    Chains.open(chain, 3).release(Exchange.of(images, answers), triggers::add);
    return triggers;
  }

  @Test
  void a_chain_without_watermark_has_none() {
    assertThat(Releases.watermark(Chains.settings("[mad, dawn]"))).contains(new Dawn(.005));
    assertThat(Releases.watermark(Chains.settings("[mad]"))).isEmpty();
  }

  @Test
  void only_large_probabilities_are_told_and_always_the_largest() {
    Release release = Chains.open("[high-confidence]", 3);
    Answer.Vector flat = new Answer.Vector(.2f, .24f, .2f, .18f, .18f);
    assertThat(release.release(Chains.exchange(VECTOR)))
        .containsExactly(new Answer.Vector(.6f, .3f, 0));
    assertThat(
            ((Answer.Vector)
                    Chains.open("[high-confidence]", 5).release(Chains.exchange(flat)).get(0))
                .toArray())
        .containsExactly(0, .24f, 0, 0, 0);
  }

  /** Two answers to one image would else give the vector away: y = (b·y₁ − a·y₂)/(b − a). */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{gaussian-noise: {deviation: %s, keep-label: false}}",
        "{mad: {epsilon: %s}}",
        "{gradient-redirection: {epsilon: %s}}"
      })
  void steps_of_one_release_do_not_give_the_vector_away_together(String release) {
    Answer.Vector vector = new Answer.Vector(.22f, .21f, .2f, .19f, .18f);
    float[] first = released("[" + release.formatted("0.02") + "]", vector);
    float[] second = released("[" + release.formatted("0.04") + "]", vector);
    double furthest = 0;
    for (int k = 0; k < 5; k++) {
      furthest = Math.max(furthest, Math.abs(2 * first[k] - second[k] - vector.probability(k)));
    }
    assertThat(furthest).isGreaterThan(1e-3);
  }

  private static float[] released(String chain, Answer.Vector vector) {
    Release release = Chains.open(chain, 5);
    return ((Answer.Vector) release.release(Chains.exchange(vector)).get(0)).toArray();
  }
}
