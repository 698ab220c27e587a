package io.boogeyman.cli.run;

import io.boogeyman.core.progress.Progress;

/**
 * Work that a bar does not count, beside what it counts: its notes are shown, and it can be stopped
 * where it tells of itself.
 *
 * @param shared the bar
 */
record AsideProgress(Progress shared) implements Progress {

  @Override
  public Task begin(String name, String unit, long total) {
    Task bar = shared.begin(name, unit, total);
    return new Task() {
      @Override
      public void advance(long count) {
        bar.advance(0);
      }

      @Override
      public void note(String text) {
        bar.note(text);
      }
    };
  }
}
