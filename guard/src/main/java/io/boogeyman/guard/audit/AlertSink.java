package io.boogeyman.guard.audit;

import java.util.List;

/** Where alerts go. Never blocks, never throws; safe for several threads. */
public interface AlertSink extends AutoCloseable {

  /** Tells of an alert, now or soon. */
  void send(Alert alert);

  /** Alerts that could not be told of. */
  long lost();

  /** Waits a moment for what is under way. */
  @Override
  void close();

  /** All of them. */
  static AlertSink all(List<AlertSink> sinks) {
    List<AlertSink> all = List.copyOf(sinks);
    return new AlertSink() {
      @Override
      public void send(Alert alert) {
        all.forEach(sink -> sink.send(alert));
      }

      @Override
      public long lost() {
        return all.stream().mapToLong(AlertSink::lost).sum();
      }

      @Override
      public void close() {
        all.forEach(AlertSink::close);
      }
    };
  }
}
