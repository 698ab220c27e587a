package io.boogeyman.cli.run;

import io.boogeyman.core.prediction.BudgetMeter;
import io.boogeyman.core.progress.Progress;

/**
 * Progress of asking a victim in which answers on record are skipped rather than done: else a theft
 * that goes on would show their speed, and a time left that is far too short.
 *
 * @param progress who is told
 * @param meter charged for what is really asked
 */
record AskingProgress(Progress progress, BudgetMeter meter) implements Progress {

  @Override
  public Task begin(String name, String unit, long total) {
    return new AskingTask(progress.begin(name, unit, total), meter);
  }

  private static final class AskingTask implements Task {
    private final Task task;
    private final BudgetMeter meter;
    private long told;

    AskingTask(Task task, BudgetMeter meter) {
      this.task = task;
      this.meter = meter;
      this.told = meter.asked();
    }

    @Override
    public synchronized void advance(long count) {
      long fresh = Math.min(count, meter.asked() - told);
      told += fresh;
      if (fresh < count) {
        task.skip(count - fresh);
      }
      if (fresh > 0) {
        task.advance(fresh);
      }
    }

    @Override
    public void skip(long count) {
      task.skip(count);
    }

    @Override
    public void note(String text) {
      task.note(text);
    }

    @Override
    public void close() {
      task.close();
    }
  }
}
