package io.boogeyman.cli.reproduce;

import io.boogeyman.core.progress.Progress;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Progress of one piece of work on a bar that it shares with others. Whatever it does counts, and
 * at its end the bar is put right by how much more or less that was than was thought: what the work
 * finds it need not do is counted then, too.
 */
final class ShareOfBar implements Progress, AutoCloseable {
  private final Progress bar;
  private final String piece;
  private final long thought;
  private final AtomicLong counted = new AtomicLong();

  /**
   * @param bar each of whose tasks moves the same bar
   * @param piece what the work is called beside the bar
   * @param thought how far it was thought to move it
   */
  ShareOfBar(Progress bar, String piece, long thought) {
    this.bar = bar;
    this.piece = piece;
    this.thought = thought;
  }

  @Override
  public Task begin(String name, String unit, long total) {
    Task task = bar.begin(piece, unit, total);
    return new Task() {
      @Override
      public void advance(long count) {
        counted.addAndGet(count);
        task.advance(count);
      }

      @Override
      public void note(String text) {
        task.note(text);
      }

      @Override
      public void close() {
        task.close();
      }
    };
  }

  @Override
  public void close() {
    bar.begin(piece, "images", 0).skip(thought - counted.get());
  }
}
