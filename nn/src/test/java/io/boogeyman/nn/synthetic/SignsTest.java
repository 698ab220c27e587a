package io.boogeyman.nn.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.image.Labels;
import io.boogeyman.core.random.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignsTest {
  private static final ImageShape SMALL = ImageShape.square(32);

  private final Signs signs = new Signs(new Seed(1), 430);

  @Test
  void draws_the_same_bytes_on_every_machine() {
    assertThat(DrawnImages.digest(signs, SMALL, 8))
        .isEqualTo("e3553f3e49fb9f67e5455f2059e1b55a9a513b6241109b43d207010ca8e382ec");
  }

  @Test
  void names_43_different_classes() {
    assertThat(labels().classNames()).hasSize(43).doesNotHaveDuplicates();
  }

  @Test
  void shows_every_class_equally_often() {
    assertThat(labels().counts()).hasSize(43).containsOnly(10);
  }

  @Test
  void mixes_the_classes_anew_every_43_images() {
    int[] classes = labels().toArray();
    int[] first = Arrays.copyOfRange(classes, 0, 43);
    int[] second = Arrays.copyOfRange(classes, 43, 86);
    assertThat(first).isNotEqualTo(second).containsExactlyInAnyOrder(second);
  }

  @Test
  void begins_a_larger_set_with_the_images_of_a_smaller() {
    Signs more = new Signs(new Seed(1), 1000);
    assertThat(more.read(429, SMALL)).isEqualTo(signs.read(429, SMALL));
    assertThat(more.labels().orElseThrow().toArray()).startsWith(labels().toArray());
  }

  @Test
  void draws_the_same_in_any_order_and_from_many_threads() {
    assertThat(DrawnImages.drawnInParallel(signs, SMALL))
        .isEqualTo(DrawnImages.drawnBackwards(signs, SMALL));
  }

  @Test
  void differs_from_seed_to_seed() {
    Signs others = new Signs(new Seed(2), 430);
    assertThat(others.digest()).isNotEqualTo(signs.digest());
    assertThat(others.read(0, SMALL)).isNotEqualTo(signs.read(0, SMALL));
  }

  @Test
  void digests_of_different_sizes_differ() {
    assertThat(new Signs(new Seed(1), 431).digest()).isNotEqualTo(signs.digest());
  }

  @Test
  void draws_more_than_one_flat_colour() {
    assertThat(DrawnImages.deviations(signs, SMALL)).allMatch(deviation -> deviation > 2);
  }

  @Test
  void draws_the_same_picture_at_another_resolution() {
    assertThat(DrawnImages.meanDifferenceOfScales(signs, 32, 64)).isLessThan(6);
  }

  @Test
  void draws_at_sides_that_are_not_equal() {
    ImageShape shape = new ImageShape(20, 48, 3);
    assertThat(signs.read(3, shape)).hasSize(shape.bytes());
  }

  @Test
  void draws_a_different_face_for_every_class() {
    Projection filling = Projection.placed(0, 0, 1, 0, 1, 0, 0);
    List<String> pictures = new ArrayList<>();
    for (SignFace face : Signs.FACES) {
      Canvas canvas = new Canvas(32, 32);
      for (SignFace.Layer layer : face.layers()) {
        canvas.paint(filling, layer.region(), Texture.solid(layer.ink().color()));
      }
      pictures.add(Arrays.toString(canvas.pixels()));
    }
    assertThat(pictures).hasSize(43).doesNotHaveDuplicates();
  }

  @Test
  void refuses_grey_shapes() {
    assertThatThrownBy(() -> signs.read(0, new ImageShape(32, 32, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("images are drawn in 3 channels, not 1 as in 32x32x1");
  }

  @Test
  void refuses_images_it_does_not_have() {
    assertThatThrownBy(() -> signs.read(430, SMALL)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  private Labels labels() {
    return signs.labels().orElseThrow();
  }
}
