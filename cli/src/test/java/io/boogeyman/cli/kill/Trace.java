package io.boogeyman.cli.kill;

import io.boogeyman.core.progress.Progress;
import java.util.Locale;

/** Tells on standard output, at once, how far the work is, so that it can be killed there. */
final class Trace implements Progress {
  /** Begins a line of the trace: milliseconds since any instant, what happened, and to what. */
  static synchronized void say(String what, String name) {
    System.out.printf(Locale.ROOT, "%d %s %s%n", System.nanoTime() / 1_000_000, what, name);
    System.out.flush();
  }

  @Override
  public Task begin(String name, String unit, long total) {
    say("begin", name);
    return new Task() {
      @Override
      public void note(String text) {
        say("note", text);
      }

      @Override
      public void close() {
        say("end", name);
      }
    };
  }
}
