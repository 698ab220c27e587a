package io.boogeyman.guard.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.boogeyman.guard.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final Optional<byte[]> NO_KEY = Optional.empty();
  private static final AuditSettings SETTINGS = AuditSettings.standard();

  @TempDir private Path folder;
  private final SettableClock clock = new SettableClock(NOON);

  private AuditLog open() {
    return open(SETTINGS);
  }

  private AuditLog open(AuditSettings settings) {
    return AuditLog.open(folder, settings, NO_KEY, clock);
  }

  private static AuditSettings settings(long bytes, int queue) {
    return new AuditSettings(bytes, Duration.ofDays(1), Duration.ofDays(90), queue);
  }

  private AuditVerification verify() {
    return AuditVerification.verify(folder, NO_KEY);
  }

  private List<Path> files() throws IOException {
    return ChainFiles.in(folder);
  }

  private List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : files()) {
      lines.addAll(Files.readAllLines(file));
    }
    return lines;
  }

  private void write(AuditLog log, int entries) {
    for (int i = 0; i < entries; i++) {
      log.append(clock.instant(), "refused", Map.of("client", "key:ädämë", "images", i));
    }
  }

  @Test
  void entries_are_lines_of_json_in_order() throws IOException {
    try (AuditLog log = open()) {
      log.record(NOON, "escalated", Map.of("client", "key:acme"));
    }
    assertThat(lines()).hasSize(3);
    assertThat(new ObjectMapper().readTree(lines().get(1)))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"number": 2, "previous": "%s", "at": "2026-11-26T12:00:00Z",
                     "event": "escalated", "client": "key:acme"}
                    """
                        .formatted(new ChainDigest(NO_KEY).of(lines().get(0)))));
    assertThat(verify()).matches(AuditVerification::isWhole).matches(v -> v.breaks().isEmpty());
  }

  @Test
  void the_digest_is_that_of_sha256sum() {
    assertThat(new ChainDigest(NO_KEY).of("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void what_was_recorded_is_on_disk_at_once() throws IOException {
    try (AuditLog log = open()) {
      log.record(NOON, "policy", Map.of());
      assertThat(lines()).last().asString().contains("\"policy\"");
    }
  }

  @Test
  void the_chain_goes_on_over_restarts_and_files() throws IOException {
    for (int restart = 0; restart < 3; restart++) {
      try (AuditLog log = open(settings(1024, 1000))) {
        for (int i = 0; i < 10; i++) {
          write(log, 3);
          log.record(NOON, "policy", Map.of());
        }
      }
    }
    assertThat(files()).hasSizeGreaterThan(5);
    assertThat(verify().breaks()).isEmpty();
    assertThat(verify().entries()).isEqualTo(3 * 42).isEqualTo(verify().last());
  }

  @Test
  void entries_of_many_threads_are_all_there() throws Exception {
    try (AuditLog log = open(settings(10_000, 50))) {
      ExecutorService threads = Executors.newFixedThreadPool(4);
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        all.add(threads.submit(() -> write(log, 500)));
      }
      for (Future<?> one : all) {
        one.get();
      }
      threads.shutdown();
    }
    assertThat(verify().breaks()).isEmpty();
    assertThat(verify().entries()).isEqualTo(2_002);
  }

  private void edit(int line, String from, String to) throws IOException {
    Path file = files().get(0);
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.set(line - 1, lines.get(line - 1).replace(from, to));
    Files.writeString(file, String.join("\n", lines) + "\n");
  }

  private void writeTen() {
    try (AuditLog log = open()) {
      write(log, 10);
    }
  }

  @Test
  void shows_which_entry_was_changed() throws IOException {
    writeTen();
    edit(5, "key:", "kex:");
    assertThat(verify().breaks())
        .containsExactly(
            new AuditBreak(
                AuditBreak.Kind.CHANGED,
                "audit-000000000001.jsonl",
                6,
                "entry 5, before this one, was changed"));
    assertThat(verify().isWhole()).isFalse();
  }

  @Test
  void shows_that_the_last_entry_was_changed() throws IOException {
    writeTen();
    edit(12, "closed", "opened");
    assertThat(verify().breaks())
        .containsExactly(
            new AuditBreak(AuditBreak.Kind.CHANGED, "head.json", 0, "entry 12 was changed"));
  }

  @Test
  void shows_which_entries_were_taken_away() throws IOException {
    writeTen();
    Path file = files().get(0);
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.subList(3, 6).clear();
    Files.writeString(file, String.join("\n", lines) + "\n");
    assertThat(verify().breaks())
        .containsExactly(
            new AuditBreak(
                AuditBreak.Kind.MISSING,
                "audit-000000000001.jsonl",
                4,
                "entries 4 to 6 are missing"));
  }

  @Test
  void shows_that_the_end_was_taken_away() throws IOException {
    writeTen();
    Path file = files().get(0);
    Files.writeString(file, String.join("\n", Files.readAllLines(file).subList(0, 8)) + "\n");
    assertThat(verify().breaks())
        .containsExactly(
            new AuditBreak(AuditBreak.Kind.MISSING, "head.json", 0, "entries 9 to 12 are missing"));
  }

  @Test
  void goes_on_after_an_end_that_was_taken_away_and_never_hides_it() throws IOException {
    writeTen();
    Path file = files().get(0);
    Files.writeString(file, String.join("\n", Files.readAllLines(file).subList(0, 8)) + "\n");
    writeTen();
    assertThat(lines().get(8)).contains("\"number\":13").contains("\"missingFrom\":9");
    assertThat(verify().breaks())
        .extracting(AuditBreak::what)
        .containsExactly("entries 9 to 12 are missing");
  }

  @Test
  void shows_that_everything_was_taken_away() throws IOException {
    writeTen();
    Files.delete(files().get(0));
    assertThat(verify().breaks())
        .extracting(AuditBreak::what)
        .containsExactly("entries 1 to 12 are missing");
    writeTen();
    assertThat(verify().breaks())
        .extracting(AuditBreak::what)
        .containsExactly("entries 1 to 12 are missing, and no entry says so");
  }

  @Test
  void shows_that_entries_changed_places() throws IOException {
    writeTen();
    Path file = files().get(0);
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.add(7, lines.remove(3));
    Files.writeString(file, String.join("\n", lines) + "\n");
    assertThat(verify().breaks())
        .extracting(AuditBreak::kind)
        .startsWith(AuditBreak.Kind.MISSING)
        .contains(AuditBreak.Kind.REORDERED);
    assertThat(verify().breaks().get(0).line()).isEqualTo(4);
  }

  @Test
  void shows_what_is_no_entry() throws IOException {
    writeTen();
    edit(5, "{", "");
    assertThat(verify().breaks())
        .containsExactly(
            new AuditBreak(
                AuditBreak.Kind.CHANGED, "audit-000000000001.jsonl", 5, "this is no entry"));
  }

  @Test
  void shows_that_a_whole_file_was_taken_away() throws IOException {
    try (AuditLog log = open(settings(1024, 100))) {
      for (int i = 0; i < 20; i++) {
        log.record(NOON, "policy", Map.of());
      }
    }
    Files.delete(files().get(1));
    assertThat(verify().breaks()).hasSize(1);
    assertThat(verify().breaks().get(0).kind()).isEqualTo(AuditBreak.Kind.MISSING);
    Files.delete(files().get(0));
    assertThat(verify().breaks().get(0).what()).contains("and no entry says so");
  }

  @Test
  void shows_that_the_head_is_gone() throws IOException {
    writeTen();
    Files.delete(folder.resolve("head.json"));
    assertThat(verify().breaks())
        .extracting(AuditBreak::kind)
        .containsExactly(AuditBreak.Kind.HEADLESS);
    writeTen();
    assertThat(lines().get(12)).contains("\"headMissing\":true");
  }

  @Test
  void a_line_that_a_kill_tore_is_told_from_a_break_mended_and_recorded() throws IOException {
    writeTen();
    Files.writeString(files().get(0), "{\"number\":13,\"prev", StandardOpenOption.APPEND);
    assertThat(verify().isWhole()).isTrue();
    assertThat(verify().breaks())
        .containsExactly(
            new AuditBreak(
                AuditBreak.Kind.TORN,
                "audit-000000000001.jsonl",
                13,
                "the last line was not written to its end"));
    writeTen();
    assertThat(verify().breaks()).isEmpty();
    assertThat(lines().get(12)).contains("\"event\":\"opened\",\"tornBytes\":18");
  }

  @Test
  void a_first_line_that_was_torn_is_mended_too() throws IOException {
    Files.writeString(folder.resolve("audit-000000000001.jsonl"), "{\"num");
    writeTen();
    assertThat(verify().breaks()).isEmpty();
    assertThat(lines()).hasSize(12);
  }

  @Test
  void a_last_entry_that_is_damaged_is_not_written_after() throws IOException {
    writeTen();
    edit(12, "{", "");
    assertThatThrownBy(this::open)
        .isInstanceOf(AuditException.class)
        .hasMessageContaining("is damaged; verify the log, and move it away to begin anew");
  }

  @Test
  void without_the_key_nobody_can_make_another_chain() throws IOException {
    Optional<byte[]> key = Optional.of("a key of the auditor's".getBytes(StandardCharsets.UTF_8));
    try (AuditLog log = AuditLog.open(folder, SETTINGS, key, clock)) {
      write(log, 3);
    }
    assertThat(AuditVerification.verify(folder, key).breaks()).isEmpty();
    assertThat(verify().isWhole()).isFalse();
    forgeWithoutKey();
    assertThat(verify().breaks()).isEmpty();
    assertThat(AuditVerification.verify(folder, key).isWhole()).isFalse();
  }

  /** A whole chain, as whoever may write the folder can make one. */
  private void forgeWithoutKey() throws IOException {
    for (Path file : files()) {
      Files.delete(file);
    }
    Files.delete(folder.resolve("head.json"));
    writeTen();
  }

  @Test
  void refuses_a_key_that_can_be_guessed() {
    assertThatThrownBy(() -> AuditLog.open(folder, SETTINGS, Optional.of(new byte[15]), clock))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the audit log's key has 15 bytes; it needs at least 16");
  }

  @Test
  void files_go_when_the_retention_is_over_and_the_chain_says_so() throws IOException {
    for (int day = 0; day < 5; day++) {
      try (AuditLog log = open()) {
        log.record(clock.instant(), "policy", Map.of("day", day));
      }
      clock.advance(Duration.ofDays(30));
    }
    assertThat(files()).hasSizeLessThan(5);
    assertThat(lines()).anyMatch(line -> line.contains("\"deleted\""));
    assertThat(lines()).noneMatch(line -> line.contains("\"day\":0"));
    assertThat(lines()).anyMatch(line -> line.contains("\"day\":2"));
    assertThat(verify().breaks()).isEmpty();
  }

  @Test
  void a_second_process_is_refused() {
    try (AuditLog log = open()) {
      assertThat(log.trouble()).isEmpty();
      assertThatThrownBy(this::open)
          .isInstanceOf(AuditException.class)
          .hasMessage("another process writes the audit log in " + folder);
    }
    open().close();
  }

  @Test
  void takes_nothing_once_closed() {
    AuditLog log = open();
    log.close();
    assertThatThrownBy(() -> write(log, 1))
        .isInstanceOf(AuditException.class)
        .hasMessage("the audit log is closed");
  }

  @Test
  void says_in_one_line_that_there_can_be_no_folder() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> AuditLog.open(file, SETTINGS, NO_KEY, clock))
        .isInstanceOf(AuditException.class)
        .hasMessage("cannot open the audit log in " + file + ": there is a file of that name");
  }
}
