package io.boogeyman.nn.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.boogeyman.core.image.ImageDigest;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.image.Labels;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.nn.image.source.ImageSources;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageStoreTest {
  private static final ImageShape SHAPE = ImageShape.square(4);

  @TempDir Path folder;
  @TempDir Path cache;

  @BeforeEach
  void ten_images_of_two_classes() throws IOException {
    for (int i = 0; i < 10; i++) {
      Pictures.write(image(i), Pictures.plain(6, 8, 10 * i));
    }
  }

  @Test
  void images_are_read_in_any_order_with_their_labels() throws IOException {
    try (StoredImages images = open()) {
      assertThat(images.size()).isEqualTo(10);
      assertThat(images.read(7, 2).slice(0, 1).pixels()).hasSize(48).containsOnly(70);
      assertThat(images.read(7, 2).slice(1, 2).pixels()).containsOnly(20);
      assertThat(images.labels().orElseThrow().toArray()).endsWith(0, 1, 1, 1, 1, 1);
      assertThat(images.nameOf(3)).isEqualTo("0/3.ppm");
      assertThat(IntStream.range(0, 10).map(images::group).distinct()).hasSize(10);
    }
  }

  @Test
  void pixels_lie_in_the_file_from_the_offset_on() throws IOException {
    try (StoredImages images = open();
        RandomAccessFile file = new RandomAccessFile(images.file().toFile(), "r")) {
      file.seek(images.offset() + 9L * SHAPE.bytes());
      assertThat(file.read()).isEqualTo(90);
    }
  }

  @Test
  void a_second_opening_decodes_nothing_and_finds_the_same() throws IOException {
    String digest;
    try (StoredImages images = open()) {
      digest = images.digest();
    }
    Progress mustNotBegin =
        (name, unit, total) -> {
          throw new AssertionError("decoded again");
        };
    try (ImageSource source = ImageSources.open(folder.toString());
        StoredImages images = ImageStore.open(source, SHAPE, cache, 2, mustNotBegin)) {
      assertThat(images.digest()).isEqualTo(digest);
      assertThat(images.read(4).pixels()).containsOnly(40);
    }
  }

  @Test
  void a_changed_image_is_decoded_anew() throws IOException {
    String before;
    try (StoredImages images = open()) {
      before = images.digest();
    }
    Pictures.write(image(4), Pictures.plain(6, 9, 41));
    try (StoredImages images = open()) {
      assertThat(images.digest()).isNotEqualTo(before);
      assertThat(images.read(4).pixels()).containsOnly(41);
    }
  }

  @Test
  void unreadable_images_are_left_out_and_listed_also_the_second_time() throws IOException {
    Files.write(image(1), new byte[0]);
    Files.writeString(image(6), "no image", StandardCharsets.UTF_8);
    for (int opening = 0; opening < 2; opening++) {
      try (StoredImages images = open()) {
        assertThat(images.size()).isEqualTo(8);
        assertThat(images.unreadable())
            .extracting(UnreadableImage::index, UnreadableImage::name)
            .containsExactly(tuple(1, "0/1.ppm"), tuple(6, "1/6.ppm"));
        assertThat(images.unreadable().get(0).reason()).isEqualTo("0/1.ppm: the file is empty");
        assertThat(images.read(1).pixels()).containsOnly(20);
        assertThat(images.labels().orElseThrow().counts()).containsExactly(4, 4);
      }
    }
  }

  @Test
  void digests_are_those_of_the_pixels_also_where_images_were_left_out() throws IOException {
    Files.write(image(1), new byte[0]);
    try (StoredImages images = open()) {
      for (int i = 0; i < images.size(); i++) {
        assertThat(images.digestOf(i)).isEqualTo(ImageDigest.of(images.read(i), 0));
      }
      assertThat(images.subset("two", 4, 5).unlabelled().digestOf(1)).isEqualTo(images.digestOf(5));
    }
  }

  @Test
  void a_source_without_one_readable_image_is_refused_and_leaves_nothing() throws IOException {
    for (int i = 0; i < 10; i++) {
      Files.write(image(i), new byte[0]);
    }
    assertThatThrownBy(this::open)
        .isInstanceOf(ImageSourceException.class)
        .hasMessageContaining("none of the 10 images can be read; the first is 0/0.ppm");
    assertThat(files(".partial")).isEmpty();
    assertThat(files(".images")).isEmpty();
  }

  @Test
  void a_source_that_breaks_down_half_way_leaves_nothing_half_written() throws IOException {
    ImageSource breaking =
        new ImageSource() {
          @Override
          public String name() {
            return "breaking";
          }

          @Override
          public String digest() {
            return "breaking";
          }

          @Override
          public int size() {
            return 1000;
          }

          @Override
          public Optional<Labels> labels() {
            return Optional.empty();
          }

          @Override
          public String nameOf(int index) {
            return Integer.toString(index);
          }

          @Override
          public byte[] read(int index, ImageShape shape) {
            if (index == 500) {
              throw new IllegalStateException("broke down");
            }
            return new byte[shape.bytes()];
          }
        };
    assertThatThrownBy(() -> ImageStore.open(breaking, SHAPE, cache, 2, Progress.SILENT))
        .hasMessageContaining("broke down");
    assertThat(cache).isEmptyDirectory();
  }

  @Test
  void a_store_cut_short_is_made_again() throws IOException {
    Path file;
    try (StoredImages images = open()) {
      file = images.file();
    }
    Files.delete(file);
    Files.write(file, new byte[5000]);
    try (StoredImages images = open()) {
      assertThat(images.read(9).pixels()).containsOnly(90);
    }
  }

  @Test
  void several_may_make_the_same_store_at_once() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<byte[]>> openings =
          IntStream.range(0, 8)
              .<Callable<byte[]>>mapToObj(
                  i ->
                      () -> {
                        try (StoredImages images = open()) {
                          return images.read(0, 5, 9).pixels();
                        }
                      })
              .toList();
      for (Future<byte[]> pixels : threads.invokeAll(openings)) {
        assertThat(pixels.get()).hasSize(3 * 48).contains(50, 90);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(files(".images")).hasSize(1);
    assertThat(files(".partial")).isEmpty();
  }

  @Test
  void a_cache_that_is_no_folder_is_named_in_one_line() throws IOException {
    Path file = Files.writeString(cache.resolve("file"), "");
    try (ImageSource source = ImageSources.open(folder.toString())) {
      assertThatThrownBy(() -> ImageStore.open(source, SHAPE, file, 1, Progress.SILENT))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("cannot keep decoded images in " + file)
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void reading_from_a_closed_store_says_so() throws IOException {
    StoredImages images = open();
    images.close();
    assertThatThrownBy(() -> images.read(0)).hasMessageEndingWith("is closed");
  }

  @Test
  void an_interrupted_reader_reads_to_its_end_and_disturbs_no_other() throws IOException {
    try (StoredImages images = open()) {
      Thread.currentThread().interrupt();
      assertThat(images.read(3).pixels()).containsOnly(30);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(images.read(8).pixels()).containsOnly(80);
    }
  }

  @Test
  void a_store_that_shrinks_while_it_is_read_is_named_in_one_line() throws IOException {
    try (StoredImages images = open()) {
      try (RandomAccessFile file = new RandomAccessFile(images.file().toFile(), "rw")) {
        file.setLength(images.offset() + SHAPE.bytes());
      }
      assertThat(images.read(0).pixels()).containsOnly(0);
      assertThatThrownBy(() -> images.read(1, 2))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage("cannot read images from " + images.file() + ": it has become shorter");
    }
  }

  private StoredImages open() throws IOException {
    try (ImageSource source = ImageSources.open(folder.toString())) {
      return ImageStore.open(source, SHAPE, cache, 2, Progress.SILENT);
    }
  }

  private Path image(int i) {
    return folder.resolve(i / 5 + "/" + i + ".ppm");
  }

  private List<Path> files(String ending) throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }
}
