package io.boogeyman.cli.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.cli.command.Program;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Kills work at instants that chance chooses, goes on with it, kills it again, until it ends by
 * itself, and compares. An instant is a time after the beginning of the phase that has been hit
 * least, drawn evenly from as long as that phase takes when nobody disturbs it; so all phases get
 * their share, and many kills fall into what comes after.
 *
 * <p>The next process starts while the one before works: starting is most of the time.
 */
final class Killer implements AutoCloseable {
  /** Of the starts, one in so many is left alone. */
  private static final int MERCY = 10;

  /** Of the works, one in so many is a training. */
  private static final int TRAININGS = 4;

  private final Path folder;
  private final SplittableRandom chance;
  private final Tally tally = new Tally();
  private final Killable theft;
  private final Killable training;
  private final Map<Phase, Long> millis = new EnumMap<>(Phase.class);
  private Program standby;
  private int programs;

  Killer(Path folder, long seed) throws IOException, InterruptedException {
    this.folder = folder;
    this.chance = new SplittableRandom(seed);
    this.standby = start();
    this.training = new KilledTraining(Files.createDirectory(folder.resolve("training")));
    this.theft = new KilledTheft(Files.createDirectory(folder.resolve("theft")));
    for (Killable undisturbed : List.of(training, theft)) {
      Program program = next();
      order(program, undisturbed.command());
      assertThat(program.await()).as(program.said()).isZero();
      measure(undisturbed, program.said());
    }
  }

  /** How long each phase takes, the longer of the two where both have it. */
  private void measure(Killable work, String trace) {
    Map<Phase, Long> spent = new EnumMap<>(Phase.class);
    List<String> lines = trace.lines().filter(line -> line.matches("\\d+ \\w+ .*")).toList();
    for (int i = 1; i + 1 < lines.size(); i++) {
      Phase phase = work.phase(String.join("\n", lines.subList(0, i + 1)) + "\n");
      spent.merge(phase, time(lines.get(i + 1)) - time(lines.get(i)), Long::sum);
    }
    spent.forEach((phase, time) -> millis.merge(phase, time, Math::max));
  }

  private static long time(String line) {
    return Long.parseLong(line.substring(0, line.indexOf(' ')));
  }

  /** Kills so many times, and lets the last work end. */
  Tally kill(int kills) throws IOException, InterruptedException {
    for (int number = 0; tally.kills() < kills; number++) {
      Path place = Files.createDirectory(folder.resolve("work" + number));
      boolean trains = chance.nextInt(TRAININGS) == 0;
      try (Killable work = trains ? new KilledTraining(place) : new KilledTheft(place)) {
        while (!ends(work, tally.kills() < kills)) {}
        work.requireSameAs(trains ? training : theft);
        tally.ended(work);
      }
      delete(place);
      if (number % 10 == 0) {
        System.out.println(tally);
      }
    }
    return tally;
  }

  /** Goes on with the work once; whether it came to its end. */
  private boolean ends(Killable work, boolean mayKill) throws IOException, InterruptedException {
    List<Phase> ahead = new ArrayList<>(work.ahead());
    boolean spared = chance.nextInt(ahead.size() == 1 ? 2 : MERCY) == 0;
    try (Program program = next()) {
      order(program, work.command());
      if (mayKill && !spared) {
        strike(work, target(ahead), program);
      }
      if (program.await() == KILLED) {
        tally.kill(work.phase(program.said()));
        work.requireSoundAfterKill();
        return false;
      }
      assertThat(program.await()).as(program.said()).isZero();
      return true;
    }
  }

  private static final int KILLED = 128 + 9;

  private Phase target(List<Phase> ahead) {
    if (chance.nextInt(MERCY) == 0) {
      return Phase.OPENING;
    }
    return ahead.stream().min(Comparator.comparingInt(tally::kills)).orElseThrow();
  }

  private void strike(Killable work, Phase target, Program program) throws InterruptedException {
    while (program.process().isAlive() && work.phase(program.said()).compareTo(target) < 0) {
      Thread.sleep(2);
    }
    long longest = millis.getOrDefault(target, 1L);
    Thread.sleep(chance.nextLong(Math.max(1, target == Phase.EVALUATING ? longest / 4 : longest)));
    program.kill();
  }

  private static void order(Program program, String command)
      throws IOException, InterruptedException {
    program.awaitUntil(() -> program.said().contains(" ready "));
    try (BufferedWriter in = program.process().outputWriter(StandardCharsets.UTF_8)) {
      in.write(command + "\n");
    }
    program.awaitUntil(() -> program.said().contains(" begin ") || !program.process().isAlive());
  }

  private Program next() throws IOException {
    Program program = standby;
    standby = start();
    return program;
  }

  private Program start() throws IOException {
    Path log = folder.resolve("program" + programs++ + ".log");
    return Program.start(log, List.of(), "-Xmx256m", Work.class, List.of());
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Override
  public void close() {
    standby.close();
    theft.close();
  }
}
