package io.boogeyman.cli.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.progress.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetDownloadTest {
  private static final byte[] CONTENT = noise(1, 300_000);
  private static final byte[] OTHER = noise(2, 300_000);
  private static final Patience SHORT =
      new Patience(
          Duration.ofSeconds(5),
          Duration.ofMillis(500),
          2,
          Duration.ofMillis(1),
          Duration.ofMillis(20));

  @TempDir Path folder;
  private final List<String> told = new ArrayList<>();
  private FileServer server;

  @BeforeEach
  void start() throws IOException {
    server = FileServer.start().with("a.zip", CONTENT);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_set_comes_into_a_folder_of_its_name_and_nothing_else_is_left() throws IOException {
    server.with("b.zip", OTHER);
    Path set = fetch(set(file("a.zip", CONTENT), file("b.zip", OTHER)));
    assertThat(set).isEqualTo(folder.resolve("set"));
    assertThat(set.resolve("a.zip")).hasBinaryContent(CONTENT);
    assertThat(set.resolve("b.zip")).hasBinaryContent(OTHER);
    assertThat(inSet()).containsExactly("a.zip", "b.zip");
  }

  @Test
  void a_connection_cut_in_the_middle_goes_on_from_there() throws IOException {
    server.cutsAfter(100_000, 50_000);
    fetchA();
    assertWhole(0);
    int from = assertGoesOn(1, 100_000);
    assertGoesOn(2, from + 50_000);
    assertThat(server.requests()).hasSize(3);
    assertArrived();
  }

  @Test
  void a_line_that_is_cut_again_and_again_brings_the_file_all_the_same() throws IOException {
    Integer[] cuts = new Integer[20];
    Arrays.fill(cuts, 14_000);
    server.cutsAfter(cuts);
    fetchA();
    assertThat(server.requests()).hasSize(21);
    assertArrived();
  }

  @Test
  void a_file_that_was_moved_is_followed_and_gone_on_with() throws IOException {
    server.cutsAfter(100_000);
    fetch(set(PublicFile.at(server.address() + "/moved/a.zip", CONTENT.length, sha256(CONTENT))));
    assertWhole(0);
    assertGoesOn(1, 100_000);
    assertThat(server.requests()).hasSize(2);
    assertArrived();
  }

  @Test
  void a_run_stopped_in_the_middle_is_taken_up_by_the_next() throws IOException {
    server.cutsAfter(100_000, 0, 0);
    assertThatThrownBy(this::fetchA)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("what has arrived is kept, and the same command goes on from there");
    assertThat(inSet()).containsExactly("a.zip.part", "a.zip.part.origin");
    fetchA();
    assertGoesOn(server.requests().size() - 1, 100_000);
    assertArrived();
  }

  @Test
  void a_login_page_in_between_costs_nothing_that_has_arrived() throws IOException {
    server.cutsAfter(100_000, 0, 0);
    assertThatThrownBy(this::fetchA).isInstanceOf(IOException.class);
    server.sendsWebPages(true);
    assertThatThrownBy(this::fetchA)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(server.address() + "/a.zip gives a web page and not the file");
    server.sendsWebPages(false);
    fetchA();
    assertGoesOn(server.requests().size() - 1, 100_000);
    assertArrived();
  }

  @Test
  void a_server_without_ranges_begins_anew() throws IOException {
    server.knowsNoRanges();
    server.cutsAfter(100_000);
    fetchA();
    assertWhole(0);
    assertGoesOn(1, 100_000);
    assertThat(server.requests()).hasSize(2);
    assertArrived();
  }

  @Test
  void a_server_without_ranges_that_cuts_at_one_place_is_given_up() {
    server.knowsNoRanges();
    server.cutsAfter(9_000, 9_000, 9_000, 9_000, 9_000);
    assertThatThrownBy(this::fetchA).isInstanceOf(IOException.class);
    assertThat(server.requests()).hasSizeLessThan(5);
  }

  @Test
  void a_file_that_changed_in_between_begins_anew() throws IOException {
    server.change("a.zip", OTHER, "\"0\"");
    server.cutsAfter(100_000, 0, 0);
    assertThatThrownBy(this::fetchA).isInstanceOf(IOException.class);
    server.change("a.zip", CONTENT, "\"1\"");
    fetchA();
    assertArrived();
  }

  @Test
  void a_file_that_changed_behind_a_server_that_ignores_the_condition_begins_anew()
      throws IOException {
    server.change("a.zip", OTHER, "\"0\"");
    server.cutsAfter(100_000, 0, 0);
    assertThatThrownBy(this::fetchA).isInstanceOf(IOException.class);
    server.change("a.zip", CONTENT, "\"1\"");
    server.ignoresIfRange();
    fetchA();
    int last = server.requests().size() - 1;
    assertGoesOn(last - 1, 100_000);
    assertWhole(last);
    assertArrived();
  }

  @Test
  void a_file_that_became_shorter_begins_anew() throws IOException {
    server.change("a.zip", noise(3, 400_000), "\"1\"");
    server.cutsAfter(350_000, 0, 0);
    assertThatThrownBy(this::fetchA).isInstanceOf(IOException.class);
    server.with("a.zip", CONTENT);
    fetchA();
    assertArrived();
  }

  @Test
  void a_version_that_only_a_weak_tag_names_is_not_gone_on_with() throws IOException {
    server.tag("W/\"1\"");
    server.cutsAfter(100_000);
    fetchA();
    assertThat(server.requests()).containsExactly("/a.zip whole", "/a.zip whole");
    assertArrived();
  }

  @Test
  void all_arrived_but_not_yet_checked_is_not_asked_for_again() throws IOException {
    fetchA();
    Path part = folder.resolve("set/a.zip.part");
    Files.move(folder.resolve("set/a.zip"), part);
    Files.writeString(
        folder.resolve("set/a.zip.part.origin"), server.address() + "/a.zip\n\"1\"\n");
    fetchA();
    assertWhole(0);
    assertGoesOn(1, 300_000);
    assertThat(server.requests()).hasSize(2);
    assertArrived();
  }

  @Test
  void wrong_content_is_laid_aside_and_not_used() throws IOException {
    server.with("a.zip", OTHER);
    assertThatThrownBy(this::fetchA)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("a.zip is damaged or has changed (SHA-256 " + sha256(OTHER).hex())
        .hasMessageContaining("not " + sha256(CONTENT).hex() + "); it is not used")
        .hasMessageNotContaining("\n");
    assertThat(inSet()).containsExactly("a.zip.wrong");
    server.with("a.zip", CONTENT);
    fetchA();
    assertThat(folder.resolve("set/a.zip")).hasBinaryContent(CONTENT);
  }

  @Test
  void a_file_without_a_published_checksum_is_told_with_the_one_that_it_has() throws IOException {
    URI address = server.address().resolve("/a.zip");
    fetch(set(new PublicFile(address, "a.zip", CONTENT.length, Optional.empty())));
    assertThat(told).contains("a.zip: no checksum is published; this one has " + sha256(CONTENT));
  }

  @Test
  void md5_is_checked_where_that_is_published() throws Exception {
    String hex = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(CONTENT));
    URI address = server.address().resolve("/a.zip");
    fetch(set(new PublicFile(address, "a.zip", CONTENT.length, Optional.of(Checksum.md5(hex)))));
    assertArrived();
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void a_server_that_is_busy_is_asked_again(int status) throws IOException {
    server.answers(status, status);
    fetchA();
    assertThat(server.requests()).hasSize(3);
    assertArrived();
  }

  @Test
  void a_server_that_stays_busy_is_given_up() throws IOException {
    server.answers(503, 503, 503, 503);
    assertThatThrownBy(this::fetchA).hasMessageStartingWith("a.zip: the server answers 503; what");
    assertThat(server.requests()).hasSize(3);
    assertThat(inSet()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 410})
  void a_file_that_is_not_to_be_had_is_asked_for_once(int status) {
    server.answers(status);
    assertThatThrownBy(this::fetchA)
        .isInstanceOf(IOException.class)
        .hasMessage(server.address() + "/a.zip cannot be had: the server answers " + status);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void a_server_that_falls_silent_is_asked_for_the_rest() throws IOException {
    server.fallsSilentInstead();
    server.cutsAfter(100_000);
    fetchA();
    assertWhole(0);
    assertGoesOn(1, 100_000);
    assertThat(server.requests()).hasSize(2);
    assertThat(told).anyMatch(line -> line.startsWith("a.zip: nothing came for 0 s"));
    assertArrived();
  }

  @Test
  void a_server_that_is_not_there_is_named() {
    server.close();
    assertThatThrownBy(this::fetchA)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("a.zip: no connection to localhost");
  }

  @Test
  void a_length_that_is_not_told_is_no_hindrance() throws IOException {
    server.tellsNoLength();
    fetchA();
    assertArrived();
  }

  @Test
  void what_is_there_is_checked_and_not_downloaded_again() throws IOException {
    fetchA();
    fetchA();
    assertThat(server.requests()).hasSize(1);
    assertThat(told).last().asString().endsWith("a.zip is there already");
  }

  @Test
  void another_file_of_that_name_is_not_overwritten() throws IOException {
    Files.createDirectories(folder.resolve("set"));
    Files.write(folder.resolve("set/a.zip"), OTHER);
    assertThatThrownBy(this::fetchA)
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
      assertThatThrownBy(this::fetchA)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("another process is downloading ");
    }
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void more_than_the_disk_holds_is_refused_before_anything_is_asked() {
    URI address = server.address().resolve("/a.zip");
    PublicFile huge = new PublicFile(address, "a.zip", Long.MAX_VALUE / 4, Optional.empty());
    assertThatThrownBy(() -> fetch(set(huge)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("set needs ")
        .hasMessageContaining("are free at");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void a_file_in_place_of_the_folder_is_told() throws IOException {
    Files.writeString(folder.resolve("set"), "a file");
    assertThatThrownBy(this::fetchA)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("set is a file, where a folder is to be made");
  }

  @Test
  void a_packed_tar_is_unpacked_to_a_tar() throws IOException {
    byte[] packed = gzip(CONTENT);
    server.with("b.tgz", packed).with("c.tar.gz", packed);
    PublicSet set = set(file("b.tgz", packed), file("c.tar.gz", packed));
    fetch(set);
    assertThat(inSet()).containsExactly("b.tar", "c.tar");
    assertThat(folder.resolve("set/b.tar")).hasBinaryContent(CONTENT);
    fetch(set);
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void a_tar_packed_badly_is_told_and_nothing_half_unpacked_is_left() throws IOException {
    byte[] packed = Arrays.copyOf(gzip(CONTENT), 100_000);
    server.with("b.tgz", packed);
    assertThatThrownBy(() -> fetch(set(file("b.tgz", packed))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("b.tgz is damaged: Unexpected end");
    assertThat(inSet()).containsExactly("b.tgz");
  }

  @Test
  void a_bomb_is_not_unpacked() throws IOException {
    byte[] packed = gzip(new byte[10_000_000]);
    server.with("b.tgz", packed);
    assertThatThrownBy(() -> fetch(set(file("b.tgz", packed))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("unpacks to more than 20 times its size");
    assertThat(inSet()).containsExactly("b.tgz");
  }

  @Test
  void a_mirror_has_the_files_under_their_names() throws IOException {
    PublicSet elsewhere =
        set(PublicFile.at("https://example.invalid/far/a.zip", CONTENT.length, sha256(CONTENT)));
    fetch(elsewhere.from(server.address()));
    assertArrived();
  }

  @Test
  void progress_goes_on_from_what_was_there() throws IOException {
    byte[] large = noise(5, 5_500_000);
    server.with("a.zip", large);
    server.cutsAfter(2_400_000);
    List<String> heard = new ArrayList<>();
    Progress progress =
        (name, unit, total) -> {
          heard.add(name + " " + total + " " + unit);
          return new Progress.Task() {
            private long done;

            @Override
            public void advance(long count) {
              done += count;
            }

            @Override
            public void skip(long count) {
              heard.add("skip " + count);
            }

            @Override
            public void close() {
              heard.add("done " + done);
            }
          };
        };
    new SetDownload(SHORT, progress, told::add).fetch(set(file("a.zip", large)), folder);
    assertThat(heard)
        .containsExactly(
            "Downloading 6 MB",
            "skip 0",
            "done 2",
            "Downloading 6 MB",
            "skip 2",
            "done 3",
            "Checking 6 MB",
            "skip 0",
            "done 5");
  }

  private void assertWhole(int request) {
    assertThat(server.requests().get(request)).isEqualTo("/a.zip whole");
  }

  /**
   * A request goes on from where the one before was cut, and the place is returned. What was in
   * flight at the cut may be lost with the connection: the client reads 16 KiB at a time.
   */
  private int assertGoesOn(int request, int cut) {
    String range = server.requests().get(request);
    assertThat(range).matches("/a\\.zip bytes=\\d+-");
    int from = Integer.parseInt(range.replaceAll("\\D", ""));
    assertThat(from).isBetween(cut - 16 * 1024, cut);
    return from;
  }

  private void assertArrived() {
    assertThat(folder.resolve("set/a.zip")).hasBinaryContent(CONTENT);
    assertThat(inSet()).containsExactly("a.zip");
  }

  private void fetchA() throws IOException {
    fetch(set(file("a.zip", CONTENT)));
  }

  private Path fetch(PublicSet set) throws IOException {
    return new SetDownload(SHORT, Progress.SILENT, told::add).fetch(set, folder);
  }

  private PublicSet set(PublicFile... files) {
    return new PublicSet(
        "set", "Set", "noise", "none", server.address(), List.of(files), List.of());
  }

  private PublicFile file(String name, byte[] content) {
    return PublicFile.at(server.address() + "/" + name, content.length, sha256(content));
  }

  private List<String> inSet() {
    try (Stream<Path> files = Files.list(folder.resolve("set"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Checksum sha256(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return Checksum.sha256(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] noise(long seed, int size) {
    byte[] noise = new byte[size];
    new Random(seed).nextBytes(noise);
    return noise;
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    }
    return packed.toByteArray();
  }
}
