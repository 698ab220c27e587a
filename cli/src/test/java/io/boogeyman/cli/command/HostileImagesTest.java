package io.boogeyman.cli.command;

import static io.boogeyman.cli.command.HostileFiles.PACKED;
import static io.boogeyman.cli.command.HostileFiles.UNPACKED;
import static io.boogeyman.cli.command.HostileFiles.ascii;
import static io.boogeyman.cli.command.HostileFiles.encrypted;
import static io.boogeyman.cli.command.HostileFiles.lying;
import static io.boogeyman.cli.command.HostileFiles.picture;
import static io.boogeyman.cli.command.HostileFiles.renamed;
import static io.boogeyman.cli.command.HostileFiles.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Images from who means ill, or does not care. What is broken as a whole is refused by every
 * command that reads images, in one line and without a trace on disk; a broken image is left out
 * and named.
 */
class HostileImagesTest {
  private static final byte[] PICTURE = picture(2, 2, 7);
  private static final List<String> TWO = List.of("cat/1.ppm", "dog/2.ppm");

  @TempDir private Path folder;
  private Path data;
  private SmallVictim victim;

  @BeforeEach
  void make() throws IOException {
    data = folder.resolve("data");
    victim = SmallVictim.in(folder);
  }

  /** Something that is no source of images, whatever its name says. */
  @SuppressWarnings("ImmutableEnumChecker") // nobody changes the bytes
  private enum Broken {
    CLIMBING_ENTRY("x.zip", zipOf("../../cat/1.ppm"), "entry '../../cat/1.ppm' leads out of the"),
    CLIMBING_WINDOWS_ENTRY("x.zip", zipOf("a\\..\\..\\1.ppm"), "entry 'a/../../1.ppm' leads out"),
    ABSOLUTE_ENTRY("x.zip", zipOf("/etc/1.ppm"), "entry '/etc/1.ppm' leads out of the archive"),
    DOUBLE_ENTRY(
        "x.zip",
        renamed(zipOf("cat/1.ppm", "cat/2.ppm"), "cat/2.ppm", "cat/1.ppm"),
        "entry 'cat/1.ppm' is there twice; pack the archive anew"),
    ENCRYPTED_ENTRIES(
        "x.zip", encrypted(zipOf("cat/1.ppm")), "its entries are encrypted; unpack it with its"),
    SHARED_BYTES(
        "x.zip",
        lying(zipOf("cat/1.ppm"), PACKED, 1 << 20),
        "its entries claim more bytes than it has; it is damaged, or a bomb"),
    CUT_SHORT("x.zip", Arrays.copyOf(zipOf("cat/1.ppm"), 60), "not a readable zip archive"),
    NO_ZIP("x.zip", ascii("Rar!"), "not a readable zip archive"),
    EMPTY_FILE("x.zip", new byte[0], "not a readable zip archive"),
    EMPTY_ZIP("x.zip", zipOf(), "no images in it; PNG, JPEG, WebP, BMP, PPM, CIFAR and IDX"),
    OTHER_FILE("x.rar", new byte[9], "neither a folder nor a"),
    CIFAR_CUT_SHORT("test_batch.bin", new byte[3000], "no whole number of 3073-byte records"),
    CIFAR_LABEL_OUT_OF_RANGE("test_batch.bin", cifar(10), "image 0 has class 10, but there are 10"),
    IDX_CLAIMING_MORE(
        "train-images-idx3-ubyte", idx(1 << 30, 1 << 30, 1 << 30), "images of 1073741824 x"),
    TABLE_AT_ODDS_WITH_ITSELF(
        "labels.csv", ascii("file,class\n1.ppm,cat\n1.ppm,dog\n"), "calls 1.ppm 'dog', and before"),
    TABLE_CUT_SHORT(
        "labels.csv", ascii("file,class\n1.ppm,cat\n2.ppm,\"do"), "no table from some line on:");

    private final String name;
    private final byte[] content;
    private final String complaint;

    Broken(String name, byte[] content, String complaint) {
      this.name = name;
      this.content = content;
      this.complaint = complaint;
    }
  }

  @ParameterizedTest
  @EnumSource
  void data_refuses_what_is_broken_as_a_whole(Broken broken) throws IOException {
    refused(Invocation.of(List.of("data", made(broken))), broken.complaint);
  }

  @ParameterizedTest
  @EnumSource
  void train_refuses_what_is_broken_as_a_whole(Broken broken) throws IOException {
    Path out = folder.resolve("out.safetensors");
    refused(train(made(broken), out), broken.complaint);
    assertThat(out).doesNotExist();
    assertThat(Path.of(out + ".checkpoint")).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource
  void steal_refuses_what_is_broken_as_a_whole(Broken broken) throws IOException {
    Invocation steal = victim.steal("--pool", made(broken));
    refused(steal, broken.complaint);
    assertThat(steal.err()).doesNotContain("Asking the victim");
    assertThat(victim.run().resolve("result.json")).doesNotExist();
  }

  @Test
  void empty_folder_is_refused() throws IOException {
    Files.createDirectories(data);
    refused(Invocation.of(List.of("data", data.toString())), "data: no images in it");
  }

  @Test
  void folder_without_one_readable_image_is_refused_and_nothing_is_kept() throws IOException {
    write("cat/1.png", ascii("no image"));
    Path out = folder.resolve("out.safetensors");
    refused(
        train(data.toString(), out), "none of the 1 images can be read; the first is cat/1.png");
    assertThat(out).doesNotExist();
    assertThat(partials()).isEmpty();
  }

  static Stream<String> huge() {
    return HostileFiles.hugeImages().keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("huge")
  void image_of_900_megapixels_is_left_out_before_anything_is_decoded(String name)
      throws IOException {
    write(name, HostileFiles.hugeImages().get(name));
    write("good.ppm", PICTURE);
    leavesOut(name + ": claims 30000 x 30000 pixels; at most 100 million are decoded");
  }

  @Test
  void bomb_in_an_archive_is_not_unpacked() throws IOException {
    Files.write(folder.resolve("x.zip"), lying(zip(TWO, PICTURE), UNPACKED, 300 << 20));
    data = folder.resolve("x.zip");
    leavesOut("cat/1.ppm: cannot be read: more than 256 MiB");
  }

  @Test
  void entry_that_claims_to_be_packed_better_than_can_be_is_left_out() throws IOException {
    Files.write(folder.resolve("x.zip"), lying(zip(TWO, PICTURE), UNPACKED, 100 << 20));
    data = folder.resolve("x.zip");
    leavesOut("cat/1.ppm: cannot be read: 13 packed bytes claim to be 104857600");
  }

  @Test
  void entry_that_hides_its_size_is_left_out() throws IOException {
    Files.write(folder.resolve("x.zip"), lying(zip(TWO, PICTURE), UNPACKED, 5));
    data = folder.resolve("x.zip");
    leavesOut("cat/1.ppm: cannot be read: not of the 5 bytes that the archive claims");
  }

  @Test
  void image_that_a_table_lists_and_that_is_not_there_is_left_out() throws IOException {
    write("labels.csv", ascii("file,class\n1.ppm,cat\ngone.ppm,dog\n"));
    write("1.ppm", PICTURE);
    leavesOut("gone.ppm: cannot be read: there is no such file in the folder");
  }

  @Test
  void image_that_a_packed_table_lists_and_that_is_not_there_is_left_out() throws IOException {
    byte[] table = ascii("file,class\nlabels.csv,cat\ngone.ppm,dog\n");
    data = Files.write(folder.resolve("x.zip"), zip(List.of("labels.csv"), table));
    Invocation inspection = Invocation.of(List.of("data", data.toString()));
    assertThat(inspection.out())
        .contains("  gone.ppm: cannot be read: there is no such file in the archive");
    assertThat(inspection.status()).isZero();
  }

  @Test
  void table_reads_no_file_outside_its_folder() throws IOException {
    Files.write(folder.resolve("secret.ppm"), PICTURE);
    write("labels.csv", ascii("file,class\n1.ppm,cat\n../secret.ppm,dog\n"));
    write("1.ppm", PICTURE);
    leavesOut("../secret.ppm: cannot be read: there is no such file in the folder");
  }

  @Test
  void name_that_would_break_the_line_or_colour_the_terminal_is_shown_without() throws IOException {
    write("a\nboogeyman: all is well\u001b[31m.png", ascii("no image"));
    write("好/\u202egnp.ppm", PICTURE);
    Invocation inspection = inspect();
    assertThat(inspection.status()).isZero();
    assertThat(inspection.out())
        .contains("  a?boogeyman: all is well?[31m.png: not the beginning of")
        .doesNotContain("\u001b", "\u202e");
  }

  @Test
  void links_in_a_circle_and_to_nowhere_are_passed_over() throws IOException {
    write("cat/1.ppm", PICTURE);
    Files.createSymbolicLink(data.resolve("cat/circle"), data);
    Files.createSymbolicLink(data.resolve("cat/nowhere.ppm"), folder.resolve("nowhere"));
    assertThat(inspect().out()).contains("data: 1 images", "unreadable  0");
  }

  @Test
  void folder_that_may_not_be_listed_is_named() throws IOException {
    write("cat/1.ppm", PICTURE);
    write("dog/1.ppm", PICTURE);
    Path closed = data.resolve("dog");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    try {
      assumeFalse(Files.isReadable(closed), "the administrator may read everything");
      refused(inspect(), closed + ": no permission to list this folder");
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void images_of_one_pixel_and_of_many_sizes_are_all_read() throws IOException {
    write("cat/1.ppm", picture(1, 1, 1));
    write("cat/2.ppm", picture(1, 300, 2));
    write("dog/3.ppm", picture(97, 3, 3));
    assertThat(inspect().out())
        .contains("heights     1 to 97 pixels", "widths      1 to 300", "unreadable  0");
  }

  @Test
  void same_picture_under_two_labels_is_told() throws IOException {
    write("cat/1.ppm", PICTURE);
    write("dog/1.ppm", PICTURE);
    assertThat(inspect().out()).contains("cat/1.ppm = dog/1.ppm  (with different labels)");
  }

  private void leavesOut(String reason) throws IOException {
    Invocation inspection = inspect();
    assertThat(inspection.status()).isZero();
    assertThat(inspection.out()).contains("unreadable  1\n  " + reason + "\n");
    assertThat(inspection.hasStackTrace()).isFalse();
    Invocation sheet =
        Invocation.of(
            List.of(
                "data",
                data.toString(),
                "--sheet",
                folder.resolve("sheet.png").toString(),
                "--cache",
                folder.resolve("cache").toString()));
    assertThat(sheet.err()).contains("of 2 images cannot be read and are left out", reason);
    assertThat(partials()).isEmpty();
  }

  private void refused(Invocation invocation, String complaint) {
    assertThat(invocation.complaints()).singleElement().asString().contains(complaint);
    assertThat(invocation.status()).isEqualTo(2);
    assertThat(invocation.hasStackTrace()).isFalse();
  }

  private Invocation inspect() {
    return Invocation.of(List.of("data", data.toString()));
  }

  private Invocation train(String source, Path out) {
    String line = "train %s --out %s --arch 5l --epochs 1 --threads 1 --device cpu";
    line += " --precision fp32 --cache %s";
    return Invocation.of(
        List.of(line.formatted(source, out, folder.resolve("cache")).split(" ", -1)));
  }

  /** A zip lies by itself; data set files lie in a folder, with two pictures beside a table. */
  private String made(Broken broken) throws IOException {
    if (broken.name.startsWith("x.")) {
      return Files.write(folder.resolve(broken.name), broken.content).toString();
    }
    write(broken.name, broken.content);
    if (broken.name.endsWith(".csv")) {
      write("1.ppm", PICTURE);
      write("2.ppm", PICTURE);
    }
    return data.toString();
  }

  private void write(String name, byte[] bytes) throws IOException {
    Path file = data.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  /** What a writer that did not come to its end would leave. */
  private List<Path> partials() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".partial")).toList();
    }
  }

  private static byte[] zipOf(String... names) {
    try {
      return zip(List.of(names), PICTURE);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] cifar(int label) {
    byte[] image = new byte[3073];
    image[0] = (byte) label;
    return image;
  }

  private static byte[] idx(int count, int height, int width) {
    return ByteBuffer.allocate(20).putInt(0x803).putInt(count).putInt(height).putInt(width).array();
  }
}
