package io.boogeyman.defend.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.observation.Matrix;
import io.boogeyman.defend.observation.Observation;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OwnerImagesTest {

  @Test
  void are_what_the_head_sees_and_the_largest_logit() {
    float[] logits = new float[40 * 2];
    IntStream.range(0, 40).forEach(i -> logits[2 * i + i % 2] = 1);
    Matrix early = new Matrix(new float[40 * 7], 7);
    Matrix features = new Matrix(new float[40 * 3], 3);
    OwnerImages own =
        OwnerImages.of(new Observation(new Matrix(logits, 2), List.of(early, features)));
    assertThat(own.width()).isEqualTo(3);
    assertThat(own.classes()).isEqualTo(2);
    assertThat(own.answers()).startsWith(0, 1, 0, 1);
  }

  @Test
  void must_be_enough() {
    refuses(
        19,
        2,
        "an extraction warning with 2 classes needs at least 20 images of the owner, not 19");
    refuses(
        39,
        20,
        "an extraction warning with 20 classes needs at least 40 images of the owner, not 39");
  }

  @Test
  void must_be_of_two_classes() {
    refuses(
        30, 1, "all of the owner's images are answered with one class: there is nothing to learn");
  }

  @Test
  void must_be_answered_each() {
    assertThatThrownBy(() -> new OwnerImages(new Matrix(new float[60], 2), new int[29], 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("29 answers to 30 images");
  }

  @Test
  void must_be_of_classes_that_the_victim_knows() {
    int[] answers = IntStream.range(0, 30).map(i -> i % 3).toArray();
    assertThatThrownBy(() -> new OwnerImages(new Matrix(new float[60], 2), answers, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("class 2 of a victim with 2 classes");
  }

  @Test
  void must_be_numbers_as_queries_must() {
    float[] values = new float[60];
    values[33] = Float.NaN;
    assertThatThrownBy(() -> new OwnerImages(new Matrix(values, 2), new int[30], 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an embedding needs finite numbers of at most 1e30, not NaN");
    assertThatThrownBy(() -> new AnsweredQuery(new float[2], -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an answered class is counted from 0, not -1");
  }

  @Test
  void a_sample_has_every_class_however_rare() {
    int[] answers = new int[1000];
    answers[3] = 1;
    OwnerImages own = new OwnerImages(new Matrix(new float[1000], 1), answers, 2);
    for (int seed = 0; seed < 20; seed++) {
      OwnerImages sample = own.sample(100, new Seed(seed));
      assertThat(sample.size()).isEqualTo(100);
      assertThat(sample.answers()).contains(1);
    }
  }

  private static void refuses(int images, int classes, String message) {
    int[] answers = IntStream.range(0, images).map(i -> i % classes).toArray();
    assertThatThrownBy(() -> new OwnerImages(new Matrix(new float[images], 1), answers, 50))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
