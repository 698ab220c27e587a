package io.boogeyman.cli.download;

import io.boogeyman.core.progress.Progress;
import java.util.Locale;

/** Bytes counted as whole megabytes, which people can read. */
final class Megabytes implements AutoCloseable {
  private static final long MEGABYTE = 1_000_000;

  private final Progress.Task task;
  private long bytes;

  private Megabytes(Progress.Task task) {
    this.task = task;
  }

  /**
   * Work on {@code total} bytes begins.
   *
   * @param before how many of them were done earlier
   */
  static Megabytes begin(Progress progress, String name, long total, long before) {
    Progress.Task task = progress.begin(name, "MB", count(total));
    task.skip(before / MEGABYTE);
    return new Megabytes(task);
  }

  /** That many bytes for people: {@code "276 MB"}. */
  static String text(long bytes) {
    return String.format(Locale.ROOT, "%,d MB", count(bytes));
  }

  void advance(long count) {
    long whole = bytes / MEGABYTE;
    bytes += count;
    task.advance(bytes / MEGABYTE - whole);
  }

  private static long count(long bytes) {
    return (bytes + MEGABYTE - 1) / MEGABYTE;
  }

  @Override
  public void close() {
    task.close();
  }
}
