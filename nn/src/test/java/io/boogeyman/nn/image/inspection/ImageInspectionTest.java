package io.boogeyman.nn.image.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.image.ImageSource;
import io.boogeyman.nn.image.ImageStore;
import io.boogeyman.nn.image.Pictures;
import io.boogeyman.nn.image.StoredImages;
import io.boogeyman.nn.image.inspection.ImageInspection.ClassCount;
import io.boogeyman.nn.image.inspection.ImageInspection.Duplicates;
import io.boogeyman.nn.image.inspection.ImageInspection.Range;
import io.boogeyman.nn.image.source.ImageSources;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageInspectionTest {
  @TempDir Path folder;
  @TempDir Path other;

  @BeforeEach
  void a_small_data_set_with_faults() throws IOException {
    Pictures.write(folder.resolve("cat/a.ppm"), Pictures.plain(2, 3, 5));
    Pictures.write(folder.resolve("cat/same.ppm"), Pictures.plain(2, 3, 5));
    Pictures.write(folder.resolve("cat/turned.ppm"), Pictures.plain(3, 2, 5));
    Pictures.write(folder.resolve("dog/b.ppm"), Pictures.plain(9, 9, 5));
    Pictures.write(folder.resolve("dog/broken.png"), new byte[3]);
    Pictures.write(folder.resolve("notes.txt"), new byte[3]);
  }

  @Test
  void counts_classes_formats_and_sizes() throws IOException {
    ImageInspection inspection = inspect();
    assertThat(inspection.images()).isEqualTo(5);
    assertThat(inspection.classes())
        .containsExactly(new ClassCount("cat", 3), new ClassCount("dog", 2));
    assertThat(inspection.formats()).isEqualTo(Map.of("PNM", 4));
    assertThat(inspection.heights()).contains(new Range(2, 2, 9));
    assertThat(inspection.widths()).contains(new Range(2, 3, 9));
    assertThat(inspection.ignored()).containsExactly("notes.txt");
  }

  @Test
  void unreadable_images_are_listed_with_the_reason() throws IOException {
    assertThat(inspect().unreadable())
        .singleElement()
        .satisfies(
            image -> assertThat(image.reason()).startsWith("dog/broken.png: not the beginning"));
  }

  @Test
  void duplicates_have_the_same_size_and_pixels() throws IOException {
    assertThat(inspect().duplicates())
        .containsExactly(new Duplicates(List.of("cat/a.ppm", "cat/same.ppm"), false));
  }

  @Test
  void duplicates_with_different_labels_are_pointed_out() throws IOException {
    Pictures.write(folder.resolve("dog/cat.ppm"), Pictures.plain(2, 3, 5));
    assertThat(inspect().duplicates())
        .containsExactly(new Duplicates(List.of("cat/a.ppm", "cat/same.ppm", "dog/cat.ppm"), true));
  }

  @Test
  void a_contact_sheet_shows_the_images() throws IOException {
    Path sheet = other.resolve("sheet.png");
    try (ImageSource source = ImageSources.open(folder.toString());
        StoredImages images =
            ImageStore.open(source, ImageShape.square(8), other, 1, Progress.SILENT)) {
      ContactSheet.draw(images, new Seed(1), sheet);
    }
    BufferedImage picture = ImageIO.read(sheet.toFile());
    long pixelsOfImages = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        pixelsOfImages += picture.getRGB(x, y) == 0xff050505 ? 1 : 0;
      }
    }
    assertThat(pixelsOfImages).isEqualTo(4 * 64 * 64);
  }

  private ImageInspection inspect() throws IOException {
    try (ImageSource source = ImageSources.open(folder.toString())) {
      return ImageInspection.of(source, 2, Progress.SILENT);
    }
  }
}
