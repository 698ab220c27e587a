package io.boogeyman.cli.command;

import io.boogeyman.core.text.OneLine;
import io.boogeyman.victim.Notice;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Consumer;

/** Tells people that a victim makes wait, but not each time: one line a while is enough. */
final class Notices implements Consumer<Notice> {
  private static final long SILENCE = Duration.ofSeconds(20).toNanos();

  private final PrintStream out;
  private long last;
  private boolean told;

  Notices(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void accept(Notice notice) {
    long now = System.nanoTime();
    if (!told || now - last > SILENCE) {
      told = true;
      last = now;
      out.println(OneLine.of(notice.text()));
    }
  }
}
