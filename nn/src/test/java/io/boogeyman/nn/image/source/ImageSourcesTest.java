package io.boogeyman.nn.image.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.image.Labels;
import io.boogeyman.nn.image.ImageSource;
import io.boogeyman.nn.image.ImageSourceException;
import io.boogeyman.nn.image.Pictures;
import io.boogeyman.nn.image.UnreadableImageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSourcesTest {
  private static final byte[] PICTURE = Pictures.plain(2, 2, 7);

  @TempDir Path folder;

  @Test
  void class_folders_are_sorted_by_name_and_read_at_any_depth() throws IOException {
    pictures("cat/b/1.ppm", "cat/0.ppm", "ant/9.ppm");
    try (ImageSource source = open()) {
      assertThat(names(source)).containsExactly("ant/9.ppm", "cat/0.ppm", "cat/b/1.ppm");
      assertThat(labels(source).classNames()).containsExactly("ant", "cat");
      assertThat(labels(source).toArray()).containsExactly(0, 1, 1);
    }
  }

  @Test
  void image_that_is_gone_since_it_was_listed_says_so() throws IOException {
    pictures("cat/0.ppm", "ant/1.ppm");
    try (ImageSource source = open()) {
      Files.delete(folder.resolve("cat/0.ppm"));
      assertThatThrownBy(() -> source.read(1, ImageShape.square(2)))
          .isInstanceOf(UnreadableImageException.class)
          .hasMessageContaining("cat/0.ppm: cannot be read: it was there, and is no more");
    }
  }

  @Test
  void images_beside_folders_make_the_whole_unlabelled() throws IOException {
    pictures("cat/0.ppm", "1.ppm");
    try (ImageSource source = open()) {
      assertThat(source.size()).isEqualTo(2);
      assertThat(source.labels()).isEmpty();
    }
  }

  @Test
  void train_val_and_test_are_parts_and_not_classes() throws IOException {
    pictures("train/cat/0.ppm", "train/ant/1.ppm", "test/cat/2.ppm");
    try (ImageSource source = open()) {
      assertThat(labels(source).classNames()).containsExactly("ant", "cat");
      assertThat(source.size()).isEqualTo(3);
    }
    try (ImageSource part = open(":test")) {
      assertThat(names(part)).containsExactly("cat/2.ppm");
      assertThat(part.name()).endsWith(":test");
    }
  }

  @Test
  void a_test_set_that_lacks_a_class_has_other_class_names() throws IOException {
    pictures("train/cat/0.ppm", "train/ant/1.ppm", "test/cat/2.ppm");
    try (ImageSource train = open(":train");
        ImageSource test = open(":test")) {
      assertThat(labels(test).classNames()).isNotEqualTo(labels(train).classNames());
    }
  }

  @Test
  void hidden_files_are_passed_over_and_others_listed_as_ignored() throws IOException {
    pictures("cat/0.ppm", "cat/.1.ppm", "__MACOSX/cat/0.ppm", ".git/x.ppm", "readme.txt");
    try (ImageSource source = open()) {
      assertThat(names(source)).containsExactly("cat/0.ppm");
      assertThat(source.ignored()).containsExactly("readme.txt");
    }
  }

  @Test
  void frames_of_a_track_are_one_group() throws IOException {
    pictures("00/00000_00000.ppm", "00/00000_00001.ppm", "00/00001_00000.ppm");
    pictures("01/00000_00000.ppm", "01/00000_00001.ppm", "02/1.ppm", "02/2.ppm", "02/3_1.ppm");
    try (ImageSource source = open()) {
      assertThat(IntStream.range(0, 8).map(source::groupOf))
          .containsExactly(0, 0, 1, 2, 2, 3, 4, 5);
    }
  }

  @Test
  void german_traffic_signs_have_a_table_a_class() throws IOException {
    pictures("Images/00000/00000_00000.ppm", "Images/00014/00000_00000.ppm");
    text(
        "Images/00000/GT-00000.csv",
        "Filename;Width;Height;Roi.X1;ClassId\n00000_00000.ppm;2;2;0;0\n");
    text(
        "Images/00014/GT-00014.csv",
        "Filename;Width;Height;Roi.X1;ClassId\n00000_00000.ppm;2;2;0;14\n");
    try (ImageSource source = open()) {
      assertThat(labels(source).classNames()).containsExactly("00000", "00014");
      assertThat(labels(source).toArray()).containsExactly(0, 1);
      assertThat(source.ignored()).isEmpty();
    }
  }

  @Test
  void german_traffic_signs_for_testing_have_one_table() throws IOException {
    pictures("00000.ppm", "00001.ppm");
    text(
        "GT-final_test.csv",
        "Filename;Width;Height;ClassId\r\n00000.ppm;2;2;16\r\n00001.ppm;2;2;1\r\n");
    try (ImageSource source = open()) {
      assertThat(labels(source).classNames()).containsExactly("00001", "00016");
      assertThat(labels(source).toArray()).containsExactly(1, 0);
    }
  }

  @Test
  void any_table_of_paths_and_labels_will_do_and_its_missing_images_are_unreadable()
      throws Exception {
    pictures("pictures/a.ppm", "pictures/unlisted.ppm");
    text(
        "labels.csv",
        "\ufeffid,path,label\n1,pictures/a.ppm,\"dog, small\"\n2,pictures/gone.ppm,cat\n");
    try (ImageSource source = open()) {
      assertThat(labels(source).classNames()).containsExactly("cat", "dog, small");
      assertThat(source.ignored()).containsExactly("pictures/unlisted.ppm");
      assertThatThrownBy(() -> source.read(1, ImageShape.square(2)))
          .isInstanceOf(UnreadableImageException.class)
          .hasMessageStartingWith("pictures/gone.ppm: cannot be read");
    }
  }

  @Test
  void tables_that_contradict_each_other_are_refused() throws IOException {
    pictures("a.ppm");
    text("one.csv", "file\tclass\na.ppm\tcat\n");
    text("two.csv", "file\tclass\na.ppm\tdog\n");
    assertThatThrownBy(this::open)
        .isInstanceOf(ImageSourceException.class)
        .hasMessage("two.csv: calls a.ppm 'dog', but another table calls it 'cat'");
  }

  @Test
  void a_table_that_names_no_image_is_ignored() throws IOException {
    pictures("cat/a.ppm");
    text("classes.csv", "file,class\nelsewhere.ppm,0\n");
    try (ImageSource source = open()) {
      assertThat(labels(source).classNames()).containsExactly("cat");
      assertThat(source.ignored()).containsExactly("classes.csv");
    }
  }

  @Test
  void cifar_10_is_read_from_planes() throws Exception {
    text("batches.meta.txt", "airplane\nautomobile\n\n");
    Pictures.write(folder.resolve("data_batch_1.bin"), cifar(1, 10, 20, 30));
    Pictures.write(folder.resolve("test_batch.bin"), cifar(0, 1, 2, 3));
    try (ImageSource source = open(":train")) {
      assertThat(source.size()).isEqualTo(1);
      assertThat(labels(source).classNames()).hasSize(10).startsWith("airplane", "automobile", "2");
      assertThat(labels(source).get(0)).isEqualTo(1);
      assertThat(source.read(0, ImageShape.square(32))).startsWith(10, 20, 30, 10, 20, 30);
    }
  }

  @Test
  void cifar_100_is_labelled_by_its_fine_classes() throws IOException {
    byte[] record = new byte[2 + 3072];
    record[0] = 5;
    record[1] = 77;
    Pictures.write(folder.resolve("test.bin"), record);
    try (ImageSource source = open()) {
      assertThat(labels(source).classNames()).hasSize(100);
      assertThat(labels(source).get(0)).isEqualTo(77);
    }
  }

  @Test
  void a_cifar_file_cut_short_is_refused() throws IOException {
    Pictures.write(folder.resolve("test_batch.bin"), new byte[3000]);
    assertThatThrownBy(this::open)
        .hasMessageEndingWith(
            "test_batch.bin has 3000 bytes, no whole number of 3073-byte records; it may be cut short");
  }

  @Test
  void gzipped_idx_files_are_grey_images_with_labels() throws Exception {
    byte[] images = ByteBuffer.allocate(16 + 8).putInt(0x803).putInt(2).putInt(2).putInt(2).array();
    Arrays.fill(images, 20, 24, (byte) 9);
    byte[] labels = ByteBuffer.allocate(10).putInt(0x801).putInt(2).put((byte) 3).array();
    Pictures.write(folder.resolve("t10k-images-idx3-ubyte.gz"), gzip(images));
    Pictures.write(folder.resolve("t10k-labels-idx1-ubyte.gz"), gzip(labels));
    try (ImageSource source = open(":test")) {
      assertThat(labels(source).toArray()).containsExactly(3, 0);
      assertThat(labels(source).classNames()).containsExactly("0", "1", "2", "3");
      assertThat(source.read(1, ImageShape.square(2))).hasSize(12).containsOnly(9);
    }
  }

  @Test
  void an_idx_file_that_claims_more_than_it_has_is_refused() throws IOException {
    byte[] images =
        ByteBuffer.allocate(20).putInt(0x803).putInt(1 << 30).putInt(1 << 30).putInt(4).array();
    Pictures.write(folder.resolve("train-images-idx3-ubyte"), images);
    assertThatThrownBy(this::open)
        .isInstanceOf(ImageSourceException.class)
        .hasMessageContaining("claims 1073741824 images of 1073741824 x 4, but has 4 bytes");
  }

  @Test
  void a_gzipped_file_cut_short_is_named() throws IOException {
    byte[] packed = gzip(new byte[5000]);
    Pictures.write(
        folder.resolve("train-images-idx3-ubyte.gz"), Arrays.copyOf(packed, packed.length / 2));
    assertThatThrownBy(this::open)
        .isInstanceOf(ImageSourceException.class)
        .hasMessageContaining("train-images-idx3-ubyte.gz cannot be read: Unexpected end");
  }

  @Test
  void a_wrapping_folder_need_not_be_named() throws IOException {
    pictures("data/set/train/cat/0.ppm", "data/set/test/cat/1.ppm");
    try (ImageSource source = open(":train")) {
      assertThat(names(source)).containsExactly("cat/0.ppm");
    }
  }

  @Test
  void a_file_that_goes_on_and_on_is_not_read_to_its_end() {
    assertThatThrownBy(() -> Bounded.read(new ByteArrayInputStream(new byte[3 << 20]), 2 << 20))
        .hasMessage("more than 2 MiB");
  }

  @Test
  void a_zip_is_the_same_source_as_the_folder_that_was_packed() throws IOException {
    pictures("cat/0.ppm", "ant/1.ppm");
    Path zip = folder.resolveSibling(folder.getFileName() + ".zip");
    Pictures.zip(zip, Map.of("cat/0.ppm", PICTURE, "ant/1.ppm", PICTURE));
    try (ImageSource packed = ImageSources.open(zip.toString());
        ImageSource unpacked = open()) {
      assertThat(packed.digest()).isEqualTo(unpacked.digest());
      assertThat(labels(packed).classNames()).containsExactly("ant", "cat");
    } finally {
      Files.delete(zip);
    }
  }

  @Test
  void a_zip_that_leads_out_of_itself_is_refused() throws IOException {
    Path zip = Pictures.zip(folder.resolve("a.zip"), Map.of("../../cat/0.ppm", PICTURE));
    assertThatThrownBy(() -> ImageSources.open(zip.toString()))
        .isInstanceOf(ImageSourceException.class)
        .hasMessageContaining("entry '../../cat/0.ppm' leads out of the archive");
  }

  @Test
  void a_zip_cut_short_is_refused() throws IOException {
    Path zip = Pictures.zip(folder.resolve("a.zip"), Map.of("cat/0.ppm", PICTURE));
    Files.write(zip, Arrays.copyOf(Files.readAllBytes(zip), 60));
    assertThatThrownBy(() -> ImageSources.open(zip.toString()))
        .isInstanceOf(ImageSourceException.class)
        .hasMessageContaining("not a readable zip archive");
  }

  @Test
  void the_digest_follows_pixels_and_labels() throws IOException {
    pictures("cat/0.ppm", "ant/1.ppm");
    String before = digest();
    Pictures.write(folder.resolve("ant/1.ppm"), Pictures.plain(2, 2, 8));
    String otherPixels = digest();
    Files.move(folder.resolve("ant"), folder.resolve("bee"));
    assertThat(List.of(before, otherPixels, digest())).doesNotHaveDuplicates();
  }

  @Test
  void what_is_not_there_is_said_in_one_line() throws IOException {
    pictures("train/cat/0.ppm");
    assertThatThrownBy(() -> ImageSources.open("nowhere/at/all"))
        .hasMessageStartingWith("nowhere/at/all: no such file");
    assertThatThrownBy(() -> open(":valid"))
        .hasMessageContaining("no folder 'valid' in it; there is train");
    Files.createDirectories(folder.resolve("empty"));
    assertThatThrownBy(() -> ImageSources.open(folder.resolve("empty").toString()))
        .hasMessageStartingWith("empty: no images in it");
  }

  private ImageSource open() throws IOException {
    return open("");
  }

  private ImageSource open(String part) throws IOException {
    return ImageSources.open(folder + part);
  }

  private String digest() throws IOException {
    try (ImageSource source = open()) {
      return source.digest();
    }
  }

  private void pictures(String... paths) throws IOException {
    for (String path : paths) {
      Pictures.write(folder.resolve(path), PICTURE);
    }
  }

  private void text(String path, String text) throws IOException {
    Pictures.write(folder.resolve(path), text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] cifar(int label, int red, int green, int blue) {
    byte[] image = new byte[1 + 3072];
    image[0] = (byte) label;
    Arrays.fill(image, 1, 1025, (byte) red);
    Arrays.fill(image, 1025, 2049, (byte) green);
    Arrays.fill(image, 2049, 3073, (byte) blue);
    return image;
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }

  private static List<String> names(ImageSource source) {
    return IntStream.range(0, source.size()).mapToObj(source::nameOf).toList();
  }

  private static Labels labels(ImageSource source) {
    return source.labels().orElseThrow();
  }
}
