package io.boogeyman.defend.watermark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;
import static org.assertj.core.data.Percentage.withPercentage;

import io.boogeyman.core.digest.KeyedDigest;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Answer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerificationTest {
  private static final ImageShape SHAPE = ImageShape.square(8);
  private static final Watermark WATERMARK =
      new Watermark(new KeyedDigest(new byte[16]), .1, 10, SHAPE);
  private static final MarkedModel MODEL =
      new MarkedModel(IntStream.range(0, 10).mapToObj(i -> "class " + i).toList(), SHAPE);

  /** Computed by SciPy in double precision. */
  @Test
  void chances_are_the_exact_tails_of_the_binomial_distribution() {
    assertThat(new Verification(10, 5, .1).pValue()).isCloseTo(.0016349374, withPercentage(1e-5));
    assertThat(new Verification(50, 25, .1).pValue())
        .isCloseTo(1.0149838700e-12, withPercentage(1e-7));
    assertThat(new Verification(100, 50, .1).pValue())
        .isCloseTo(5.8320387858e-24, withPercentage(1e-7));
    assertThat(new Verification(100, 90, .1).pValue()).isCloseTo(6.1102e-78, withPercentage(1e-2));
    assertThat(new Verification(250, 125, .1).pValue()).isCloseTo(1.9542e-57, withPercentage(1e-2));
    assertThat(new Verification(10, 5, .1).log2PValue()).isCloseTo(-9.26, offset(.01));
    assertThat(new Verification(50, 25, .1).log2PValue()).isCloseTo(-39.84, offset(.01));
    assertThat(new Verification(100, 50, .1).log2PValue()).isCloseTo(-77.18, offset(.01));
    assertThat(new Verification(250, 125, .1).log2PValue()).isCloseTo(-188.4, offset(.1));
  }

  @Test
  void chances_of_a_long_trial_stay_finite_at_both_ends() {
    assertThat(new Verification(10_000, 10_000, .1).log2PValue())
        .isCloseTo(-33_219.28, offset(.01));
    assertThat(new Verification(10_000, 0, .5).pValue()).isEqualTo(1);
    assertThat(new Verification(10_000, 1, .5).pValue()).isCloseTo(1, offset(1e-9));
    assertThat(new Verification(0, 0, .5).pValue()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "10, 0.5, 83, 81", "10, 0.3, 41, 41", "10, 0.1, 24, 24",
    "43, 0.5, 35, 35", "43, 0.3, 21, 21", "43, 0.1, 14, 14",
    "100, 0.5, 27, 25", "100, 0.3, 16, 16", "100, 0.1, 12, 12",
    "256, 0.5, 21, 21", "256, 0.3, 12, 12", "256, 0.1, 9, 9",
    "1000, 0.5, 15, 15", "1000, 0.3, 11, 9", "1000, 0.1, 7, 7"
  })
  void a_proof_needs_so_many_triggers(int classes, double forgotten, int count, int first) {
    TriggersNeeded needed = new TriggersNeeded(classes, forgotten);
    assertThat(needed.count()).isEqualTo(count);
    assertThat(IntStream.range(1, 200).filter(needed::isEnough).findFirst()).hasValue(first);
  }

  @Test
  void a_rare_mark_needs_many_queries() {
    assertThat(new TriggersNeeded(10, .5).queries(.005)).isEqualTo(16_600);
    assertThat(new TriggersNeeded(1_000, .5).queries(.005)).isEqualTo(3_000);
  }

  @Test
  void what_is_forgotten_by_chance_proves_nothing() {
    assertThatThrownBy(() -> new TriggersNeeded(2, .5).count())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "with 2 classes and 0.5 of the marks forgotten, no number of triggers proves anything");
  }

  @Test
  void a_copy_is_told_from_models_that_never_saw_the_answers() {
    TriggerSet triggers = marked(images(1, 2_500));
    assertThat(triggers.size()).isBetween(200, 300);
    int[] marks = triggers.marks();
    SplittableRandom random = new SplittableRandom(1);
    List<Answer> copy =
        IntStream.range(0, marks.length)
            .mapToObj(i -> label(random.nextInt(10) < 6 ? marks[i] : random.nextInt(10)))
            .toList();
    assertThat(Verification.of(triggers, copy).isProof(ProofLevel.STANDARD, 1)).isTrue();
    List<Answer> always = IntStream.of(marks).mapToObj(mark -> label(3)).toList();
    assertThat(Verification.of(triggers, always).pValue()).isGreaterThan(.001);
    List<Answer> stranger =
        IntStream.of(marks).mapToObj(mark -> label(random.nextInt(10))).toList();
    assertThat(Verification.of(triggers, stranger).pValue()).isGreaterThan(.001);
  }

  private static Answer label(int top) {
    return new Answer.Label(10, top);
  }

  @Test
  void triggers_count_once_a_code_of_each_watermark() {
    TriggerSet once = marked(images(2, 300));
    Watermark other = new Watermark(new KeyedDigest(new byte[] {1}), .1, 10, SHAPE);
    List<Trigger> all = new ArrayList<>(once.triggers());
    all.addAll(once.triggers());
    assertThat(new TriggerSet(MODEL, all)).isEqualTo(once);
    assertThat(other.fingerprint()).isNotEqualTo(WATERMARK.fingerprint());
    once.triggers()
        .forEach(t -> all.add(new Trigger(other.fingerprint(), t.code(), t.mark(), t.image())));
    assertThat(new TriggerSet(MODEL, all).size()).isEqualTo(2 * once.size());
  }

  @Test
  void a_watermark_is_the_same_at_another_rate() {
    Watermark more = new Watermark(new KeyedDigest(new byte[16]), .5, 10, SHAPE);
    assertThat(more.fingerprint()).isEqualTo(WATERMARK.fingerprint());
    ImageBatch images = images(5, 100);
    for (int i = 0; i < 100; i++) {
      int image = i;
      WATERMARK
          .trigger(images, i)
          .ifPresent(
              marked ->
                  assertThat(more.trigger(images, image))
                      .hasValueSatisfying(
                          same -> assertThat(same.mark()).isEqualTo(marked.mark())));
    }
  }

  @Test
  void the_images_and_marks_of_triggers_are_in_one_order() {
    TriggerSet triggers = marked(images(2, 300));
    for (int i = 0; i < triggers.size(); i++) {
      Trigger trigger = WATERMARK.trigger(triggers.images(), i).orElseThrow();
      assertThat(trigger.mark()).isEqualTo(triggers.marks()[i]);
    }
  }

  @Test
  void who_tests_many_multiplies_the_chance() {
    Verification one = new Verification(10, 5, .1);
    assertThat(one.log2PValue(8)).isCloseTo(one.log2PValue() + 3, offset(1e-9));
    assertThat(new Verification(10, 1, .1).log2PValue(8)).isZero();
    assertThat(one.isProof(new ProofLevel(-9), 1)).isTrue();
    assertThat(one.isProof(new ProofLevel(-9), 2)).isFalse();
  }

  @Test
  void levels_are_powers_of_two_or_numbers() {
    assertThat(ProofLevel.parse("2^-64")).isEqualTo(ProofLevel.STANDARD).hasToString("2^-64");
    assertThat(ProofLevel.parse("0.25")).isEqualTo(new ProofLevel(-2));
    assertThat(ProofLevel.parse("1e-9")).hasToString("1.0e-09");
    for (String wrong : new String[] {"1", "0", "-1", "NaN", "2^64", "2^-0", "soon"}) {
      assertThatThrownBy(() -> ProofLevel.parse(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "'%s' is no level; say a chance over 0 and under 1, such as 2^-64 or 1e-9", wrong);
    }
  }

  @Test
  void answers_of_another_number_of_classes_are_refused() {
    TriggerSet triggers = marked(images(2, 300));
    List<Answer> others = Collections.nCopies(triggers.size(), new Answer.Label(9, 3));
    assertThatThrownBy(() -> Verification.of(triggers, others))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the suspect answers with another number of classes than 10");
  }

  private static TriggerSet marked(ImageBatch images) {
    return new TriggerSet(
        MODEL,
        IntStream.range(0, images.count())
            .mapToObj(i -> WATERMARK.trigger(images, i))
            .flatMap(Optional::stream)
            .toList());
  }

  private static ImageBatch images(long seed, int count) {
    byte[] pixels = new byte[count * SHAPE.bytes()];
    new SplittableRandom(seed).nextBytes(pixels);
    return new ImageBatch(SHAPE, pixels);
  }
}
