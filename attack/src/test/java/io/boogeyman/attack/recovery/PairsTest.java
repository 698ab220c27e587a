package io.boogeyman.attack.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PairsTest {
  private static final float[] TWO_IMAGES = {0.9f, 0.1f, 0.2f, 0.8f};
  private static final float[] LABELS = {1, 0, 0, 1};

  @Test
  void all_that_was_released_of_an_image_is_in_one_part() {
    Pairs pairs = new Pairs(2);
    pairs.add(TWO_IMAGES, TWO_IMAGES, 6);
    pairs.add(LABELS, TWO_IMAGES, 6);

    Pairs part = pairs.part(number -> number == 7);

    assertThat(part.released()).containsExactly(0.2f, 0.8f, 0, 1);
    assertThat(part.clean()).containsExactly(0.2f, 0.8f, 0.2f, 0.8f);
  }
}
