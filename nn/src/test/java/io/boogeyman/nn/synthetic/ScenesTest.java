package io.boogeyman.nn.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import org.junit.jupiter.api.Test;

class ScenesTest {
  private static final ImageShape SMALL = ImageShape.square(32);

  private final Scenes scenes = new Scenes(new Seed(1), 200);

  @Test
  void draws_the_same_bytes_on_every_machine() {
    assertThat(DrawnImages.digest(scenes, SMALL, 8))
        .isEqualTo("fba02d5aca7c3538d8e3577e5cdf1e641759fd7c0958e62f55698c25b39cc4af");
  }

  @Test
  void has_no_labels() {
    assertThat(scenes.labels()).isEmpty();
  }

  @Test
  void begins_a_larger_set_with_the_images_of_a_smaller() {
    Scenes more = new Scenes(new Seed(1), 1000);
    assertThat(more.read(199, SMALL)).isEqualTo(scenes.read(199, SMALL));
  }

  @Test
  void draws_the_same_in_any_order_and_from_many_threads() {
    assertThat(DrawnImages.drawnInParallel(scenes, SMALL))
        .isEqualTo(DrawnImages.drawnBackwards(scenes, SMALL));
  }

  @Test
  void differs_from_seed_to_seed() {
    Scenes others = new Scenes(new Seed(2), 200);
    assertThat(others.digest()).isNotEqualTo(scenes.digest());
    assertThat(others.read(0, SMALL)).isNotEqualTo(scenes.read(0, SMALL));
  }

  @Test
  void never_draws_one_image_twice() {
    assertThat(DrawnImages.drawnInParallel(scenes, SMALL)).hasSize(200).doesNotHaveDuplicates();
  }

  @Test
  void is_mostly_far_from_one_flat_colour() {
    assertThat(DrawnImages.deviations(scenes, SMALL).filter(deviation -> deviation > 10).count())
        .isGreaterThan(160);
  }

  @Test
  void draws_the_same_picture_at_another_resolution() {
    assertThat(DrawnImages.meanDifferenceOfScales(scenes, 32, 64)).isLessThan(10);
  }

  /** Power over frequency f falls about as 1/f² (Field 1987): amplitude as 1/f. */
  @Test
  void has_the_spectrum_of_natural_images() {
    assertThat(Spectrum.slope(scenes, 64)).isBetween(-3.2, -1.6);
  }

  @Test
  void refuses_a_negative_size() {
    assertThatThrownBy(() -> new Scenes(new Seed(1), -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cannot draw -1 scenes");
  }
}
