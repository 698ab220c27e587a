package io.boogeyman.cli.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.boogeyman.core.file.FailureReason;
import io.boogeyman.core.file.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A run's folder, held by one process at a time. The lock is the operating system's and goes with
 * the process, however that ends.
 */
public final class RunFolder implements AutoCloseable {
  private static final ObjectMapper YAML =
      new ObjectMapper(
          new YAMLFactory()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES));
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path path;
  private final FileChannel lockFile;
  private final LineFile events;

  private RunFolder(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
    this.events = new LineFile(path.resolve("events.jsonl"));
  }

  /**
   * Opens or makes a run's folder.
   *
   * @throws IllegalArgumentException if the path is a file, or another process runs there
   * @throws UncheckedIOException if it cannot be written to
   */
  public static RunFolder open(Path path) {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new IllegalArgumentException(path + " is a file; a run needs a folder of its own");
    }
    try {
      Files.createDirectories(path.resolve("surrogates"));
      FileChannel channel =
          FileChannel.open(
              path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!lock(channel)) {
        channel.close();
        throw new IllegalArgumentException(
            "another process is running in " + path + "; wait for it, or use another --run");
      }
      return new RunFolder(path, channel);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write to the run folder " + path + ": " + FailureReason.of(e), e);
    }
  }

  @SuppressWarnings("try") // the lock is held until the channel is closed
  private static boolean lock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** The folder. */
  public Path path() {
    return path;
  }

  /** Answers and finished surrogates. */
  public Path database() {
    return database(path);
  }

  /** Where they are in a run's folder, which need not exist. */
  static Path database(Path folder) {
    return folder.resolve("run.db");
  }

  /** The weights of one surrogate. */
  public Path surrogate(String name) {
    return path.resolve("surrogates").resolve(name + ".safetensors");
  }

  /** Where an unfinished training stands. */
  public Path checkpoint(String name) {
    return path.resolve("surrogates").resolve(name + ".checkpoint");
  }

  /** Writes every setting as resolved to {@code run.yaml}. */
  public void writeSettings(Map<String, String> settings) {
    try {
      WholeFile.write(path.resolve("run.yaml"), YAML.writeValueAsString(settings));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** Adds a line to {@code events.jsonl}: what happened, when, and what there is to say of it. */
  public synchronized void event(String what, Map<String, Object> details) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("at", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    event.put("event", what);
    event.putAll(details);
    try {
      events.append(JSON.writeValueAsString(event));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write " + path.resolve("events.jsonl") + ": " + FailureReason.of(e), e);
    }
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot let go of " + path, e);
    }
  }
}
