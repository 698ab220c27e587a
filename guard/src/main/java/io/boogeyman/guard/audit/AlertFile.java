package io.boogeyman.guard.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Alerts in a file, one line of JSON each, for whatever collects logs. The file is opened for each
 * write, so that it may be moved away at any time. What the disk does not take is lost here and
 * counted; the audit log has it too.
 */
public final class AlertFile implements AlertSink {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int QUEUE = 1_000;
  private static final int CLOSING_MILLIS = 5_000;

  private final Path file;
  private final ArrayBlockingQueue<Alert> queue = new ArrayBlockingQueue<>(QUEUE);
  private final AtomicLong lost = new AtomicLong();
  private final Thread thread = new Thread(this::writeAll, "guard-alerts");
  private volatile boolean closing;

  /** Adds to a file, or makes it. */
  public AlertFile(Path file) {
    this.file = file;
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void send(Alert alert) {
    if (closing || !queue.offer(alert)) {
      lost.incrementAndGet();
    }
  }

  private void writeAll() {
    List<Alert> alerts = new ArrayList<>();
    while (!closing || !queue.isEmpty()) {
      try {
        Alert first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
          alerts.add(first);
          queue.drainTo(alerts);
          write(alerts);
          alerts.clear();
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void write(List<Alert> alerts) {
    StringBuilder lines = new StringBuilder();
    try {
      for (Alert alert : alerts) {
        lines.append(JSON.writeValueAsString(alert.fields())).append('\n');
      }
      Files.write(file, lines.toString().getBytes(UTF_8), CREATE, WRITE, APPEND);
    } catch (IOException e) {
      lost.addAndGet(alerts.size());
    }
  }

  @Override
  public long lost() {
    return lost.get();
  }

  @Override
  public void close() {
    closing = true;
    try {
      thread.join(CLOSING_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
