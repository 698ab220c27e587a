package io.boogeyman.cli.download;

import static io.boogeyman.cli.download.Downloads.CONTENT;
import static io.boogeyman.cli.download.Downloads.OTHER;
import static io.boogeyman.cli.download.Downloads.SHORT;
import static io.boogeyman.cli.download.Downloads.noise;
import static io.boogeyman.cli.download.Downloads.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads that do not come in one piece. */
class ResumedDownloadTest {
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
  void a_connection_cut_in_the_middle_goes_on_from_there() throws IOException {
    server.cutsAfter(100_000, 50_000);
    downloads.fetchA();
    downloads.assertWhole(0);
    int from = downloads.assertGoesOn(1, 100_000);
    downloads.assertGoesOn(2, from + 50_000);
    assertThat(server.requests()).hasSize(3);
    downloads.assertArrived();
  }

  @Test
  void a_line_that_is_cut_again_and_again_brings_the_file_all_the_same() throws IOException {
    Integer[] cuts = new Integer[20];
    Arrays.fill(cuts, 14_000);
    server.cutsAfter(cuts);
    downloads.fetchA();
    assertThat(server.requests()).hasSize(21);
    downloads.assertArrived();
  }

  @Test
  void a_file_that_was_moved_is_followed_and_gone_on_with() throws IOException {
    server.cutsAfter(100_000);
    downloads.fetch(
        downloads.set(
            PublicFile.at(server.address() + "/moved/a.zip", CONTENT.length, sha256(CONTENT))));
    downloads.assertWhole(0);
    downloads.assertGoesOn(1, 100_000);
    assertThat(server.requests()).hasSize(2);
    downloads.assertArrived();
  }

  @Test
  void a_run_stopped_in_the_middle_is_taken_up_by_the_next() throws IOException {
    server.cutsAfter(100_000, 0, 0);
    assertThatThrownBy(downloads::fetchA)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("what has arrived is kept, and the same command goes on from there");
    assertThat(downloads.inSet()).containsExactly("a.zip.part", "a.zip.part.origin");
    downloads.fetchA();
    downloads.assertGoesOn(server.requests().size() - 1, 100_000);
    downloads.assertArrived();
  }

  @Test
  void a_login_page_in_between_costs_nothing_that_has_arrived() throws IOException {
    server.cutsAfter(100_000, 0, 0);
    assertThatThrownBy(downloads::fetchA).isInstanceOf(IOException.class);
    server.sendsWebPages(true);
    assertThatThrownBy(downloads::fetchA)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(server.address() + "/a.zip gives a web page and not the file");
    server.sendsWebPages(false);
    downloads.fetchA();
    downloads.assertGoesOn(server.requests().size() - 1, 100_000);
    downloads.assertArrived();
  }

  @Test
  void a_server_without_ranges_begins_anew() throws IOException {
    server.knowsNoRanges();
    server.cutsAfter(100_000);
    downloads.fetchA();
    downloads.assertWhole(0);
    downloads.assertGoesOn(1, 100_000);
    assertThat(server.requests()).hasSize(2);
    downloads.assertArrived();
  }

  @Test
  void a_server_without_ranges_that_cuts_at_one_place_is_given_up() {
    server.knowsNoRanges();
    server.cutsAfter(9_000, 9_000, 9_000, 9_000, 9_000);
    assertThatThrownBy(downloads::fetchA).isInstanceOf(IOException.class);
    assertThat(server.requests()).hasSizeLessThan(5);
  }

  @Test
  void a_file_that_changed_in_between_begins_anew() throws IOException {
    server.change("a.zip", OTHER, "\"0\"");
    server.cutsAfter(100_000, 0, 0);
    assertThatThrownBy(downloads::fetchA).isInstanceOf(IOException.class);
    server.change("a.zip", CONTENT, "\"1\"");
    downloads.fetchA();
    downloads.assertArrived();
  }

  @Test
  void a_file_that_changed_behind_a_server_that_ignores_the_condition_begins_anew()
      throws IOException {
    server.change("a.zip", OTHER, "\"0\"");
    server.cutsAfter(100_000, 0, 0);
    assertThatThrownBy(downloads::fetchA).isInstanceOf(IOException.class);
    server.change("a.zip", CONTENT, "\"1\"");
    server.ignoresIfRange();
    downloads.fetchA();
    int last = server.requests().size() - 1;
    downloads.assertGoesOn(last - 1, 100_000);
    downloads.assertWhole(last);
    downloads.assertArrived();
  }

  @Test
  void a_file_that_became_shorter_begins_anew() throws IOException {
    server.change("a.zip", noise(3, 400_000), "\"1\"");
    server.cutsAfter(350_000, 0, 0);
    assertThatThrownBy(downloads::fetchA).isInstanceOf(IOException.class);
    server.with("a.zip", CONTENT);
    downloads.fetchA();
    downloads.assertArrived();
  }

  @Test
  void a_version_that_only_a_weak_tag_names_is_not_gone_on_with() throws IOException {
    server.tag("W/\"1\"");
    server.cutsAfter(100_000);
    downloads.fetchA();
    assertThat(server.requests()).containsExactly("/a.zip whole", "/a.zip whole");
    downloads.assertArrived();
  }

  @Test
  void all_arrived_but_not_yet_checked_is_not_asked_for_again() throws IOException {
    downloads.fetchA();
    Path part = folder.resolve("set/a.zip.part");
    Files.move(folder.resolve("set/a.zip"), part);
    Files.writeString(
        folder.resolve("set/a.zip.part.origin"), server.address() + "/a.zip\n\"1\"\n");
    downloads.fetchA();
    downloads.assertWhole(0);
    downloads.assertGoesOn(1, 300_000);
    assertThat(server.requests()).hasSize(2);
    downloads.assertArrived();
  }

  @Test
  void a_server_that_falls_silent_is_asked_for_the_rest() throws IOException {
    server.fallsSilentInstead();
    server.cutsAfter(100_000);
    downloads.fetchA();
    downloads.assertWhole(0);
    downloads.assertGoesOn(1, 100_000);
    assertThat(server.requests()).hasSize(2);
    assertThat(downloads.told).anyMatch(line -> line.startsWith("a.zip: nothing came for 0 s"));
    downloads.assertArrived();
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
    new SetDownload(SHORT, progress, downloads.told::add)
        .fetch(downloads.set(downloads.file("a.zip", large)), folder);
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
}
