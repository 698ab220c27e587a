package io.boogeyman.nn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageDigest;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.image.Labels;
import io.boogeyman.core.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchLoaderTest {
  private static final Augmentation VARIED = new Augmentation(2, true, 0.3, 0);
  private static final PaintedImages IMAGES = new PaintedImages(23, 8, 4, 1);

  @ParameterizedTest(name = "{0} images in batches of {1}: {2}")
  @CsvSource({"23, 5, 5", "20, 5, 4", "3, 5, 1", "1, 5, 1", "4, 1, 4"})
  void every_image_comes_once_an_epoch(int size, int batch, int batches) {
    PaintedImages images = new PaintedImages(size, 8, 2, 1);
    List<ImageDigest> seen = new ArrayList<>();
    try (BatchLoader loader = loader(images, batch, Augmentation.NONE, 1)) {
      loader.forEach(0, one -> seen.addAll(digests(one, images.shape())));

      assertThat(loader.batches()).isEqualTo(batches);
    }
    ImageBatch all = images.all();
    List<ImageDigest> expected = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      expected.add(ImageDigest.of(all, i));
    }
    assertThat(seen).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void a_last_image_is_never_alone_as_it_has_no_batch_statistics() {
    PaintedImages images = new PaintedImages(11, 8, 2, 1);
    List<Integer> sizes = new ArrayList<>();
    try (BatchLoader loader = loader(images, 5, Augmentation.NONE, 1)) {
      loader.forEach(0, batch -> sizes.add(batch.count()));

      assertThat(loader.batches()).isEqualTo(2);
    }
    assertThat(sizes).containsExactly(5, 6);
  }

  @Test
  void each_image_comes_with_its_own_target() {
    PaintedImages images = new PaintedImages(8, 8, 8, 1);
    try (BatchLoader loader = loader(images, 3, Augmentation.NONE, 1)) {
      loader.forEach(
          0,
          batch -> {
            for (int i = 0; i < batch.count(); i++) {
              ImageDigest image = digests(batch, images.shape()).get(i);
              for (int k = 0; k < 8; k++) {
                boolean own = ImageDigest.of(images.all(), k).equals(image);
                assertThat(batch.targets()[i * 8 + k]).isEqualTo(own ? 1 : 0);
              }
            }
          });
    }
  }

  @Test
  void an_epoch_is_the_same_whatever_came_before_it() {
    List<ImageDigest> alone;
    List<ImageDigest> later;
    try (BatchLoader loader = loader(IMAGES, 5, VARIED, 1)) {
      alone = epoch(loader, 3);
    }
    try (BatchLoader loader = loader(IMAGES, 5, VARIED, 1)) {
      epoch(loader, 1);
      epoch(loader, 2);
      later = epoch(loader, 3);
    }

    assertThat(later).isEqualTo(alone);
  }

  @Test
  void epochs_differ_in_order_and_variation() {
    try (BatchLoader plain = loader(IMAGES, 5, Augmentation.NONE, 1);
        BatchLoader varied = loader(IMAGES, 5, VARIED, 1)) {
      assertThat(epoch(plain, 0)).isNotEqualTo(epoch(plain, 1));
      assertThat(epoch(varied, 0)).doesNotContainAnyElementsOf(epoch(varied, 1));
    }
  }

  @Test
  void another_seed_gives_other_batches() {
    try (BatchLoader first = loader(IMAGES, 5, Augmentation.NONE, 1);
        BatchLoader second = loader(IMAGES, 5, Augmentation.NONE, 2)) {
      assertThat(epoch(first, 0)).isNotEqualTo(epoch(second, 0));
    }
  }

  @Test
  void what_goes_wrong_in_reading_is_thrown_as_it_is() {
    try (BatchLoader loader = loader(new ClosedImages(), 5, Augmentation.NONE, 1)) {
      assertThatThrownBy(() -> epoch(loader, 0))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("closed");
    }
  }

  private static BatchLoader loader(
      ImageSet images, int batch, Augmentation augmentation, long seed) {
    Recipe recipe =
        new Recipe(5, batch, 0.1, new Optimiser.Adam(0), new Schedule.Constant(), augmentation, 0);
    return new BatchLoader(Examples.labelled(images), recipe, new Seed(seed));
  }

  private static List<ImageDigest> epoch(BatchLoader loader, int number) {
    List<ImageDigest> seen = new ArrayList<>();
    loader.forEach(number, batch -> seen.addAll(digests(batch, IMAGES.shape())));
    return seen;
  }

  private static List<ImageDigest> digests(Batch batch, ImageShape shape) {
    List<ImageDigest> digests = new ArrayList<>();
    for (int i = 0; i < batch.count(); i++) {
      digests.add(ImageDigest.of(new ImageBatch(shape, batch.pixels()), i));
    }
    return digests;
  }

  /** Images that cannot be read. */
  private static final class ClosedImages implements ImageSet {
    @Override
    public ImageShape shape() {
      return IMAGES.shape();
    }

    @Override
    public int size() {
      return 2;
    }

    @Override
    public String name() {
      return "closed";
    }

    @Override
    public String digest() {
      return "";
    }

    @Override
    public ImageBatch read(int... indices) {
      throw new IllegalStateException("closed");
    }

    @Override
    public Optional<Labels> labels() {
      return Optional.of(new Labels(List.of("one"), 0, 0));
    }
  }
}
