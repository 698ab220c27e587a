package io.boogeyman.cli.download;

import static io.boogeyman.cli.download.Downloads.CONTENT;
import static io.boogeyman.cli.download.Downloads.OTHER;
import static io.boogeyman.cli.download.Downloads.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetDownloadTest {
  @TempDir private Path folder;
  private Downloads downloads;
  private FileServer server;

  @BeforeEach
  void start() throws IOException {
    downloads = Downloads.into(folder);
    server = downloads.server;
  }

  @AfterEach
  void stop() {
    downloads.close();
  }

  @Test
  void a_set_comes_into_a_folder_of_its_name_and_nothing_else_is_left() throws IOException {
    server.with("b.zip", OTHER);
    Path set =
        downloads.fetch(
            downloads.set(downloads.file("a.zip", CONTENT), downloads.file("b.zip", OTHER)));
    assertThat(set).isEqualTo(folder.resolve("set"));
    assertThat(set.resolve("a.zip")).hasBinaryContent(CONTENT);
    assertThat(set.resolve("b.zip")).hasBinaryContent(OTHER);
    assertThat(downloads.inSet()).containsExactly("a.zip", "b.zip");
  }

  @Test
  void wrong_content_is_laid_aside_and_not_used() throws IOException {
    server.with("a.zip", OTHER);
    assertThatThrownBy(downloads::fetchA)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("a.zip is damaged or has changed (SHA-256 " + sha256(OTHER).hex())
        .hasMessageContaining("not " + sha256(CONTENT).hex() + "); it is not used")
        .hasMessageNotContaining("\n");
    assertThat(downloads.inSet()).containsExactly("a.zip.wrong");
    server.with("a.zip", CONTENT);
    downloads.fetchA();
    assertThat(folder.resolve("set/a.zip")).hasBinaryContent(CONTENT);
  }

  @Test
  void a_file_without_a_published_checksum_is_told_with_the_one_that_it_has() throws IOException {
    URI address = server.address().resolve("/a.zip");
    downloads.fetch(
        downloads.set(new PublicFile(address, "a.zip", CONTENT.length, Optional.empty())));
    assertThat(downloads.told)
        .contains("a.zip: no checksum is published; this one has " + sha256(CONTENT));
  }

  @Test
  void md5_is_checked_where_that_is_published() throws Exception {
    String hex = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(CONTENT));
    URI address = server.address().resolve("/a.zip");
    downloads.fetch(
        downloads.set(
            new PublicFile(address, "a.zip", CONTENT.length, Optional.of(Checksum.md5(hex)))));
    downloads.assertArrived();
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void a_server_that_is_busy_is_asked_again(int status) throws IOException {
    server.answers(status, status);
    downloads.fetchA();
    assertThat(server.requests()).hasSize(3);
    downloads.assertArrived();
  }

  @Test
  void a_server_that_stays_busy_is_given_up() throws IOException {
    server.answers(503, 503, 503, 503);
    assertThatThrownBy(downloads::fetchA)
        .hasMessageStartingWith("a.zip: the server answers 503; what");
    assertThat(server.requests()).hasSize(3);
    assertThat(downloads.inSet()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 410})
  void a_file_that_is_not_to_be_had_is_asked_for_once(int status) {
    server.answers(status);
    assertThatThrownBy(downloads::fetchA)
        .isInstanceOf(IOException.class)
        .hasMessage(server.address() + "/a.zip cannot be had: the server answers " + status);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void a_server_that_is_not_there_is_named() {
    server.close();
    assertThatThrownBy(downloads::fetchA)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("a.zip: no connection to localhost");
  }

  @Test
  void a_length_that_is_not_told_is_no_hindrance() throws IOException {
    server.tellsNoLength();
    downloads.fetchA();
    downloads.assertArrived();
  }

  @Test
  void what_is_there_is_checked_and_not_downloaded_again() throws IOException {
    downloads.fetchA();
    downloads.fetchA();
    assertThat(server.requests()).hasSize(1);
    assertThat(downloads.told).last().asString().endsWith("a.zip is there already");
  }

  @Test
  void another_file_of_that_name_is_not_overwritten() throws IOException {
    Files.createDirectories(folder.resolve("set"));
    Files.write(folder.resolve("set/a.zip"), OTHER);
    assertThatThrownBy(downloads::fetchA)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a.zip is another file than the set's");
    assertThat(folder.resolve("set/a.zip")).hasBinaryContent(OTHER);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void two_processes_do_not_download_one_file() throws IOException {
    Files.createDirectories(folder.resolve("set"));
    try (FileChannel other =
            FileChannel.open(
                folder.resolve("set/a.zip.part"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        var held = other.lock()) {
      assertThat(held.isValid()).isTrue();
      assertThatThrownBy(downloads::fetchA)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("another process is downloading ");
    }
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void more_than_the_disk_holds_is_refused_before_anything_is_asked() {
    URI address = server.address().resolve("/a.zip");
    PublicFile huge = new PublicFile(address, "a.zip", Long.MAX_VALUE / 4, Optional.empty());
    assertThatThrownBy(() -> downloads.fetch(downloads.set(huge)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("set needs ")
        .hasMessageContaining("are free at");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void a_file_in_place_of_the_folder_is_told() throws IOException {
    Files.writeString(folder.resolve("set"), "a file");
    assertThatThrownBy(downloads::fetchA)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("set is a file, where a folder is to be made");
  }

  @Test
  void a_mirror_has_the_files_under_their_names() throws IOException {
    PublicSet elsewhere =
        downloads.set(
            PublicFile.at("https://example.invalid/far/a.zip", CONTENT.length, sha256(CONTENT)));
    downloads.fetch(elsewhere.from(server.address()));
    downloads.assertArrived();
  }
}
