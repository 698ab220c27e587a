package io.boogeyman.nn.image.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.nn.image.ImageSource;
import io.boogeyman.nn.image.ImageSourceException;
import io.boogeyman.nn.image.Pictures;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarTreeTest {
  private static final byte[] PICTURE = Pictures.plain(2, 2, 7);

  @TempDir Path folder;

  @Test
  void a_tar_is_the_same_source_as_the_folder_that_was_packed() throws IOException {
    Map<String, byte[]> files =
        Map.of("cat/0.ppm", PICTURE, "cat/1.ppm", Pictures.plain(3, 2, 9), "ant/1.ppm", PICTURE);
    Path unpacked = folder.resolve("photos");
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Pictures.write(unpacked.resolve(file.getKey()), file.getValue());
    }
    Path tar = Pictures.tar(folder.resolve("photos.tar"), files);
    try (ImageSource packed = ImageSources.open(tar.toString());
        ImageSource plain = ImageSources.open(unpacked.toString())) {
      assertThat(packed.digest()).isEqualTo(plain.digest());
      assertThat(packed.labels().orElseThrow().classNames()).containsExactly("ant", "cat");
    }
  }

  @Test
  void entries_begin_with_a_dot_as_some_programs_write_them() throws IOException {
    Path tar = Pictures.tar(folder.resolve("a.tar"), Map.of("./cat/0.ppm", PICTURE));
    try (TarTree tree = TarTree.open(tar)) {
      assertThat(tree.paths()).containsExactly("cat/0.ppm");
      assertThat(tree.read("cat/0.ppm", 100)).isEqualTo(PICTURE);
    }
  }

  @Test
  void a_file_larger_than_wanted_is_not_read() throws IOException {
    Path tar = Pictures.tar(folder.resolve("a.tar"), Map.of("a.bin", new byte[(1 << 20) + 1]));
    try (TarTree tree = TarTree.open(tar)) {
      assertThatThrownBy(() -> tree.read("a.bin", 1 << 20)).hasMessage("more than 1 MiB");
    }
  }

  @Test
  void a_tar_that_leads_out_of_itself_is_refused() throws IOException {
    Path tar = Pictures.tar(folder.resolve("a.tar"), Map.of("cat/../../0.ppm", PICTURE));
    assertThatThrownBy(() -> ImageSources.open(tar.toString()))
        .isInstanceOf(ImageSourceException.class)
        .hasMessageContaining("entry 'cat/../../0.ppm' leads out of the archive");
  }

  @Test
  void links_are_passed_over() throws IOException {
    Path tar = folder.resolve("a.tar");
    try (OutputStream out = Files.newOutputStream(tar);
        TarArchiveOutputStream archive = new TarArchiveOutputStream(out)) {
      TarArchiveEntry link = new TarArchiveEntry("cat/0.ppm", TarConstants.LF_SYMLINK);
      link.setLinkName("../../secret.ppm");
      archive.putArchiveEntry(link);
      archive.closeArchiveEntry();
    }
    assertThatThrownBy(() -> ImageSources.open(tar.toString()))
        .hasMessageStartingWith("a.tar: no images in it");
  }

  @Test
  void a_tar_cut_short_is_refused() throws IOException {
    Path tar = Pictures.tar(folder.resolve("a.tar"), Map.of("cat/0.ppm", new byte[5000]));
    Files.write(tar, Arrays.copyOf(Files.readAllBytes(tar), 2000));
    assertThatThrownBy(() -> ImageSources.open(tar.toString()))
        .isInstanceOf(ImageSourceException.class)
        .hasMessageContaining("it may be cut short");
  }

  @Test
  void what_is_no_tar_is_refused_in_one_line() throws IOException {
    Path tar = folder.resolve("a.tar");
    byte[] noise = new byte[4096];
    new Random(1).nextBytes(noise);
    Files.write(tar, noise);
    assertThatThrownBy(() -> ImageSources.open(tar.toString()))
        .isInstanceOf(ImageSourceException.class)
        .hasMessageContaining("not a readable tar archive");
  }

  @Test
  void a_packed_tar_is_refused_with_what_to_do() throws IOException {
    Path packed = folder.resolve("a.tar.gz");
    Files.write(packed, "anything".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> ImageSources.open(packed.toString()))
        .isInstanceOf(ImageSourceException.class)
        .hasMessageContaining("unpack it with gunzip, the .tar will do");
  }

  @Test
  void a_folder_of_archives_is_read_as_if_they_were_unpacked_there() throws IOException {
    Pictures.zip(folder.resolve("1.zip"), Map.of("train/cat/0.ppm", PICTURE));
    Pictures.tar(folder.resolve("2.tar"), Map.of("train/ant/0.ppm", PICTURE));
    try (ImageSource source = ImageSources.open(folder + ":train")) {
      assertThat(source.labels().orElseThrow().classNames()).containsExactly("ant", "cat");
      assertThat(source.size()).isEqualTo(2);
    }
  }

  @Test
  void an_image_in_two_archives_of_a_folder_is_refused() throws IOException {
    Pictures.zip(folder.resolve("1.zip"), Map.of("cat/0.ppm", PICTURE));
    Pictures.tar(folder.resolve("2.tar"), Map.of("cat/0.ppm", PICTURE));
    assertThatThrownBy(() -> ImageSources.open(folder.toString()))
        .isInstanceOf(ImageSourceException.class)
        .hasMessageContaining("1.zip and 2.tar both hold cat/0.ppm");
  }

  @Test
  void archives_beside_images_are_left_alone() throws IOException {
    Pictures.zip(folder.resolve("1.zip"), Map.of("cat/0.ppm", PICTURE));
    Pictures.write(folder.resolve("dog/0.ppm"), PICTURE);
    try (ImageSource source = ImageSources.open(folder.toString())) {
      assertThat(source.labels().orElseThrow().classNames()).containsExactly("dog");
      assertThat(source.ignored()).containsExactly("1.zip");
    }
  }
}
