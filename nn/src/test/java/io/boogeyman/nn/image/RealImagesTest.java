package io.boogeyman.nn.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.nn.image.source.ImageSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data sets that Boogeyman is measured on, where they are at hand. */
@Tag("slow")
class RealImagesTest {
  @TempDir Path cache;

  @Test
  void traffic_signs_have_43_classes_and_their_tracks_are_groups() throws IOException {
    try (ImageSource signs = open("gtsrb32.zip:train")) {
      assertThat(signs.size()).isEqualTo(13_070);
      assertThat(signs.labels().orElseThrow().classNames()).hasSize(43).startsWith("00000");
      // 39,209 frames of 30 a track, but for one track that lost a frame.
      assertThat(IntStream.range(0, 13_070).map(signs::groupOf).distinct()).hasSize(1307);
      assertThat(signs.name()).isEqualTo("gtsrb32.zip:train");
    }
  }

  @Test
  void traffic_signs_for_testing_are_no_tracks() throws IOException {
    try (ImageSource signs = open("gtsrb32.zip:test")) {
      assertThat(IntStream.range(0, signs.size()).map(signs::groupOf).distinct()).hasSize(4210);
    }
  }

  @Test
  void photographs_of_both_parts_are_decoded_and_found_again() throws IOException {
    try (ImageSource photographs = open("tinyimagenet64.zip")) {
      try (StoredImages stored = store(photographs)) {
        assertThat(stored.size()).isEqualTo(20_000);
        assertThat(stored.unreadable()).isEmpty();
        assertThat(stored.labels().orElseThrow().classNames()).hasSize(200);
      }
      Progress mustNotBegin =
          (name, unit, total) -> {
            throw new AssertionError("decoded again");
          };
      ImageStore.open(photographs, ImageShape.square(64), cache, 2, mustNotBegin).close();
    }
  }

  @Test
  void groceries_are_cut_square_and_their_table_of_classes_is_ignored() throws IOException {
    try (ImageSource groceries = open("grocery128.zip")) {
      assertThat(groceries.size()).isEqualTo(2640 + 296 + 2485);
      assertThat(groceries.labels().orElseThrow().classNames()).hasSize(81);
      assertThat(groceries.ignored()).containsExactly("LICENSE", "classes.csv");
    }
  }

  @Test
  void digits_come_from_gzipped_idx_files() throws Exception {
    try (ImageSource digits = open("mnist:test")) {
      assertThat(digits.size()).isEqualTo(10_000);
      assertThat(digits.labels().orElseThrow().counts())
          .containsExactly(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);
      assertThat(digits.read(0, new ImageShape(28, 28, 3))).hasSize(28 * 28 * 3).contains(0xfe);
    }
  }

  private StoredImages store(ImageSource source) throws IOException {
    return ImageStore.open(source, ImageShape.square(64), cache, 2, Progress.SILENT);
  }

  private static ImageSource open(String name) throws IOException {
    Path folder =
        Path.of(Optional.ofNullable(System.getenv("BOOGEYMAN_DATA")).orElse("../../shared/data"));
    Assumptions.assumeTrue(Files.isDirectory(folder), "no real data in " + folder);
    return ImageSources.open(folder + "/" + name);
  }
}
