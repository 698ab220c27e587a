package io.boogeyman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.boogeyman.cli.Boogeyman;
import io.boogeyman.cli.result.Asked;
import io.boogeyman.cli.result.ResultFile;
import io.boogeyman.cli.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The program in surroundings that fail it: one line says what is wrong, nothing is half written,
 * and when the cause is gone the same command goes on.
 */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class AccidentTest {
  private static final String HEAP = "-Xmx256m";

  /** OpenBLAS, inside libtorch, ends the process by itself where its own buffers find no room. */
  private static final Pattern WITHOUT_MEMORY =
      Pattern.compile(
          "boogeyman: not enough memory for libtorch; use a smaller --batch or fewer --jobs"
              + "|cannot load a native library: there is too little memory for it"
              + "|OpenBLAS error: Memory allocation still failed");

  private static final Pattern PEAK = Pattern.compile("VmPeak:\\s+(\\d+) kB");
  private static final Asked ALL = new Asked(300, 0, 40);

  @TempDir private Path folder;
  private SmallVictim victim;
  private Path run;
  private int starts;

  @BeforeEach
  void makeVictim() throws IOException {
    victim = SmallVictim.in(folder);
    run = Files.createDirectory(folder.resolve("there")).resolve("run");
  }

  /** 40 KiB stop the database, 500 KiB the decoded images, 4,000 KiB the checkpoint. */
  @ParameterizedTest
  @ValueSource(ints = {40, 500, 4000})
  void full_disk_is_told_of_in_one_line_and_the_theft_goes_on_later(int kibibytes)
      throws Exception {
    requireOneLine(steal(Surroundings.filesOfAtMost(kibibytes), HEAP), "too large|disk|full|I/O");
    requireEveryFileWhole();
    requireToGoOn();
  }

  @Test
  void disk_without_room_for_answers_stops_before_the_victim_is_asked() throws Exception {
    failOnDiskOf("4m", "run.db has \\d+ KiB left; nothing is asked until there");
    assertThat(Files.readString(run.resolve("events.jsonl"))).doesNotContain("answered");
    requireToGoOn();
  }

  @Test
  void small_disk_that_fills_up_while_it_trains_loses_nothing() throws Exception {
    failOnDiskOf("11m", "No space left on device|SQLITE_FULL");
    assertThat(Files.readString(run.resolve("events.jsonl"))).contains("\"answered\"");
    requireEveryFileWhole();
    requireToGoOn();
    assertThat(Files.readAllLines(run.resolve("events.jsonl")))
        .filteredOn(event -> event.contains("\"answered\""))
        .last()
        .asString()
        .contains("\"asked\":0");
  }

  /** Steals into a run folder on a disk of this size; what is on it is in the folder afterwards. */
  private void failOnDiskOf(String size, String complaint) throws Exception {
    Path place = Files.createDirectory(run);
    Path rescued = Files.createDirectory(folder.resolve("rescued"));
    List<String> disk = Surroundings.smallDisk(place, size, rescued);
    assumeTrue(Surroundings.canBeMade(disk), "no disk can be mounted here");
    requireOneLine(steal(disk, HEAP), complaint);
    Files.delete(place);
    Files.move(rescued, place);
  }

  @Test
  void read_only_disk_is_told_of_in_one_line() throws Exception {
    Path there = run.getParent();
    List<String> disk = Surroundings.readOnlyDisk(there);
    assumeTrue(Surroundings.canBeMade(disk), "no disk can be mounted here");
    requireOneLine(
        steal(disk, HEAP), "cannot write to the run folder " + run + ": Read-only file system");
    assertThat(there).isEmptyDirectory();
  }

  @Test
  void folder_without_permission_is_told_of_in_one_line() throws Exception {
    Path there = run.getParent();
    List<String> user = Surroundings.withoutPrivileges();
    assumeTrue(Surroundings.canBeMade(user), "privileges cannot be dropped here");
    Files.setPosixFilePermissions(there, PosixFilePermissions.fromString("r-xr-xr-x"));
    requireOneLine(steal(user, HEAP), "cannot write to the run folder " + run + ": no permission");
    Files.setPosixFilePermissions(there, PosixFilePermissions.fromString("rwxr-xr-x"));
    requireToGoOn();
  }

  @Test
  void second_process_in_one_run_folder_is_refused_at_once() throws Exception {
    try (RunFolder held = RunFolder.open(run);
        Program second = start(List.of(), HEAP, "second.log")) {
      assertThat(second.await()).isEqualTo(2);
      assertThat(complaints(second))
          .containsExactly(
              "boogeyman: another process is running in "
                  + held.path()
                  + "; wait for it, or use another --run");
    }
    requireToGoOn();
  }

  @Test
  void libtorch_without_memory_is_told_of_in_one_line_and_the_theft_goes_on_later()
      throws Exception {
    long peak = 0;
    try (Program program = start(List.of(), HEAP, "peak.log", "--run", folder + "/peak")) {
      while (program.process().isAlive()) {
        peak = Math.max(peak, peakOf(program.process().pid()));
        Thread.sleep(20);
      }
    }
    long limit = peak + (200 << 10);
    try (Program program =
        start(Surroundings.memoryOfAtMost(limit), HEAP, "large.log", "--batch", "300")) {
      assertThat(program.await()).as(program.said()).isEqualTo(1);
      assertThat(program.said()).containsPattern(WITHOUT_MEMORY).doesNotContain("\tat ");
    }
    requireEveryFileWhole();
    requireToGoOn();
  }

  private static long peakOf(long process) {
    try {
      Matcher peak = PEAK.matcher(Files.readString(Path.of("/proc/" + process + "/status")));
      return peak.find() ? Long.parseLong(peak.group(1)) : 0;
    } catch (IOException ended) {
      return 0;
    }
  }

  @Test
  void java_without_memory_is_told_of_in_one_line_and_the_theft_goes_on_later() throws Exception {
    requireOneLine(steal(List.of(), "-Xmx13m"), "not enough memory for Java \\(Java heap space");
    requireToGoOn();
  }

  private Program steal(List<String> surroundings, String heap) throws IOException {
    return start(surroundings, heap, "failed.log");
  }

  private Program start(List<String> surroundings, String heap, String log, String... options)
      throws IOException {
    List<String> usual = List.of("--run", run.toString(), "--pool", "scenes:300");
    List<String> all =
        Stream.of(usual, List.of("--budgets", "300", "--answers", "full,label"), List.of(options))
            .flatMap(List::stream)
            .toList();
    List<String> arguments = victim.arguments(all.toArray(String[]::new));
    return Program.start(
        folder.resolve(starts++ + log), surroundings, heap, Boogeyman.class, arguments);
  }

  private static void requireOneLine(Program program, String pattern) throws InterruptedException {
    assertThat(program.await()).as(program.said()).isEqualTo(1);
    assertThat(complaints(program))
        .as(program.said())
        .singleElement()
        .asString()
        .containsPattern(pattern);
    assertThat(program.said()).doesNotContain("\tat ");
  }

  private static List<String> complaints(Program program) {
    return program.said().lines().filter(line -> line.startsWith("boogeyman: ")).toList();
  }

  /** What is there can be read, and nothing under another name is left beside it. */
  private void requireEveryFileWhole() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.map(Path::toString)).noneMatch(file -> file.endsWith(".partial"));
    }
    assertThat(run.resolve("result.json")).doesNotExist();
    if (Files.exists(run.resolve("events.jsonl"))) {
      for (String event : Files.readAllLines(run.resolve("events.jsonl"))) {
        assertThat(new ObjectMapper().readTree(event).has("at")).isTrue();
      }
    }
  }

  private void requireToGoOn() throws IOException, InterruptedException {
    try (Program program = start(List.of(), HEAP, "goes-on.log")) {
      assertThat(program.await()).as(program.said()).isZero();
    }
    assertThat(ResultFile.read(run.resolve("result.json")).asked()).isEqualTo(ALL);
  }
}
