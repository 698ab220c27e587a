package io.boogeyman.guard.audit;

import io.boogeyman.core.text.OneLine;
import java.util.function.Consumer;

/** Alerts as lines for people: to a log, or a terminal. */
public final class AlertLines implements AlertSink {
  private final Consumer<String> log;

  /**
   * @param log takes a line without its end; must not block
   */
  public AlertLines(Consumer<String> log) {
    this.log = log;
  }

  @Override
  public void send(Alert alert) {
    log.accept(OneLine.of(alert.line()));
  }

  @Override
  public long lost() {
    return 0;
  }

  @Override
  public void close() {}
}
