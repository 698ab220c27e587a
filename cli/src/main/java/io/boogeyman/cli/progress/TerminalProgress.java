package io.boogeyman.cli.progress;

import io.boogeyman.core.progress.Progress;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A bar with speed and time left on a terminal; a line now and then where the output goes to a
 * file, so that a log stays readable.
 */
public final class TerminalProgress implements Progress {
  private final PrintStream out;
  private final boolean terminal;
  private final LongSupplier clock;

  /**
   * @param out where to write, usually standard error
   * @param terminal whether that is a terminal, on which a bar can be redrawn
   */
  public TerminalProgress(PrintStream out, boolean terminal) {
    this(out, terminal, System::nanoTime);
  }

  /**
   * @param clock nanoseconds since any instant
   */
  TerminalProgress(PrintStream out, boolean terminal, LongSupplier clock) {
    this.out = out;
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public Task begin(String name, String unit, long total) {
    return terminal
        ? new BarTask(bar(name, unit, total))
        : new LineTask(out, clock, name, unit, total);
  }

  private ProgressBar bar(String name, String unit, long total) {
    return new ProgressBarBuilder()
        .setTaskName(name)
        .setInitialMax(total)
        .setUnit(" " + unit, 1)
        .setStyle(ProgressBarStyle.UNICODE_BLOCK)
        .setUpdateIntervalMillis(250)
        .setConsumer(new ConsoleProgressBarConsumer(out))
        .showSpeed()
        .build();
  }

  private record BarTask(ProgressBar bar) implements Task {
    @Override
    public void advance(long count) {
      bar.stepBy(count);
    }

    @Override
    public synchronized void skip(long count) {
      bar.maxHint(bar.getMax() - count);
    }

    @Override
    public void note(String text) {
      bar.setExtraMessage(" " + text);
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  /** Says where it is after 10 seconds, then at growing intervals, and at the end. */
  private static final class LineTask implements Task {
    private static final long FIRST_LINE = 10_000_000_000L;
    private final PrintStream out;
    private final String name;
    private final String unit;
    private final LongSupplier clock;
    private final long start;
    private long total;
    private long interval = FIRST_LINE;
    private long nextLine;
    private long done;
    private String note = "";

    LineTask(PrintStream out, LongSupplier clock, String name, String unit, long total) {
      this.out = out;
      this.name = name;
      this.unit = unit;
      this.total = total;
      this.clock = clock;
      this.start = clock.getAsLong();
      this.nextLine = start + FIRST_LINE;
    }

    @Override
    public synchronized void advance(long count) {
      done += count;
      long now = clock.getAsLong();
      if (now >= nextLine) {
        double seconds = (now - start) / 1e9;
        double left = seconds / done * Math.max(0, total - done);
        print(String.format(Locale.ROOT, "%.0f s left", left));
        interval = Math.min(interval * 3 / 2, 6 * FIRST_LINE);
        nextLine = now + interval;
      }
    }

    @Override
    public synchronized void skip(long count) {
      total -= count;
    }

    @Override
    public synchronized void note(String text) {
      note = text;
    }

    @Override
    public synchronized void close() {
      print(String.format(Locale.ROOT, "%.1f s", (clock.getAsLong() - start) / 1e9));
    }

    private void print(String time) {
      String addition = note.isEmpty() ? "" : ", " + note;
      out.printf(Locale.ROOT, "%s: %,d of %,d %s, %s%s%n", name, done, total, unit, time, addition);
    }
  }
}
