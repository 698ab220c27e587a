package io.boogeyman.cli.bench;

import io.boogeyman.attack.journal.SqliteJournal;
import io.boogeyman.core.image.ImageDigest;
import io.boogeyman.core.prediction.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Answers of 43 classes written down safely, 256 at a time, and found again one by one. */
final class JournalSpeed {
  private static final int ANSWERS = 20_480;
  private static final int BATCH = 256;
  private static final int CLASSES = 43;

  private final BenchSettings settings;
  private long asked;

  JournalSpeed(BenchSettings settings) {
    this.settings = settings;
  }

  List<Measurement> measure(Path folder) throws Exception {
    int batches = settings.count(ANSWERS) / BATCH;
    long answers = (long) batches * BATCH;
    try (SqliteJournal journal = SqliteJournal.open(folder.resolve("bench.db"), "bench")) {
      Stopwatch stopwatch = settings.stopwatch();
      return List.of(
          stopwatch.rate(
              "journal, appending", "answers/s", answers, () -> append(journal, batches)),
          stopwatch.rate("journal, finding", "answers/s", answers, () -> find(journal, batches)));
    }
  }

  private void append(SqliteJournal journal, int batches) {
    for (int i = 0; i < batches; i++) {
      List<ImageDigest> images = new ArrayList<>();
      List<Answer> answers = new ArrayList<>();
      for (int j = 0; j < BATCH; j++) {
        images.add(digest(asked++));
        answers.add(new Answer.Vector(new float[CLASSES]));
      }
      journal.append(images, answers);
    }
  }

  private static void find(SqliteJournal journal, int batches) {
    for (long i = 0; i < batches; i++) {
      List<ImageDigest> images =
          LongStream.range(i * BATCH, (i + 1) * BATCH).mapToObj(JournalSpeed::digest).toList();
      if (journal.find(images).size() < BATCH) {
        throw new IllegalStateException("the journal has lost answers from number " + i * BATCH);
      }
    }
  }

  /** Digests are spread evenly, and so are these, by Fibonacci hashing. */
  private static ImageDigest digest(long number) {
    return new ImageDigest(number * 0x9E3779B97F4A7C15L, number);
  }
}
