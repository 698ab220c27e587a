package io.boogeyman.defend.stateless;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.image.WeatheredImages;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.observation.Matrix;
import io.boogeyman.defend.observation.Observation;
import io.boogeyman.defend.observation.TwoLooks;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShownImagesTest {
  private static final ImageShape SHAPE = ImageShape.square(8);
  private static final ImageSet OWN = TwoLooks.own(6, 3, SHAPE);
  private static final ImageSet POOL = TwoLooks.foreign(5, 3, SHAPE);
  private static final Seed SEED = new Seed(1);

  private static final ShownImages SHOWN =
      ShownImages.of(
          ShownImagesTest::pixels, new int[] {0}, OWN, List.of(POOL, POOL), SEED, Progress.SILENT);

  private static Observation pixels(ImageBatch images) {
    byte[] bytes = images.pixels();
    float[] values = new float[bytes.length];
    IntStream.range(0, values.length).forEach(i -> values[i] = bytes[i] & 255);
    Matrix rows = new Matrix(values, SHAPE.bytes());
    return new Observation(rows, List.of(rows));
  }

  @Test
  void every_image_is_shown_as_it_is_and_weathered() {
    int[] all = IntStream.range(0, OWN.size()).toArray();
    Matrix plain = pixels(OWN.read(all)).features();
    Matrix weathered = pixels(new WeatheredImages(OWN, SEED).read(all)).features();

    assertThat(SHOWN.values.rows(all).toArray()).containsExactly(plain.toArray());
    assertThat(SHOWN.values.rows(Arrays.stream(all).map(i -> i + 6).toArray()).toArray())
        .containsExactly(weathered.toArray())
        .isNotEqualTo(plain.toArray());
  }

  @Test
  void the_owners_images_come_first_and_are_not_foreign() {
    assertThat(IntStream.range(0, 32).filter(i -> SHOWN.foreign[i]))
        .containsExactlyElementsOf(IntStream.range(12, 32).boxed().toList());
  }

  @Test
  void both_states_of_an_image_are_of_one_group_and_images_of_other_sets_of_others() {
    int[] groups = SHOWN.groups;
    assertThat(Arrays.copyOfRange(groups, 6, 12)).containsExactly(Arrays.copyOf(groups, 6));
    assertThat(IntStream.of(groups).distinct()).hasSize(16);
  }
}
