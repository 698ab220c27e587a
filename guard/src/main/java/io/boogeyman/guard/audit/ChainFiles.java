package io.boogeyman.guard.audit;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of a chain, {@code audit-000000000001.jsonl} and on: named by the number of their first
 * entry.
 */
final class ChainFiles {
  private static final Pattern NAME = Pattern.compile("audit-(\\d{12,18})\\.jsonl");
  private static final int CHUNK = 64 << 10;

  private ChainFiles() {}

  static Path named(Path folder, long firstNumber) {
    return folder.resolve(String.format("audit-%012d.jsonl", firstNumber));
  }

  /** The number of a file's first entry. */
  static long firstNumber(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    if (!name.matches()) {
      throw new IllegalArgumentException(file + " is no file of an audit log");
    }
    return Long.parseLong(name.group(1));
  }

  /** In the order of their entries. */
  static List<Path> in(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "audit-*.jsonl")) {
      for (Path file : all) {
        if (NAME.matcher(file.getFileName().toString()).matches()) {
          files.add(file);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    files.sort((a, b) -> Long.compare(firstNumber(a), firstNumber(b)));
    return files;
  }

  /** The first line; nothing where there is none. */
  static Optional<String> firstLine(Path file) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      return Optional.ofNullable(reader.readLine());
    }
  }

  /** The last line that has an end; nothing where there is none. */
  static Optional<String> lastLine(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, READ)) {
      long end = endOfLastLine(channel);
      if (end == 0) {
        return Optional.empty();
      }
      long start = lineEndBefore(channel, end - 1);
      ByteBuffer bytes = ByteBuffer.allocate((int) (end - 1 - start));
      readFully(channel, bytes, start);
      return Optional.of(new String(bytes.array(), StandardCharsets.UTF_8));
    }
  }

  /**
   * Takes off what a kill left of a line that it interrupted.
   *
   * @return how many bytes that were
   */
  static long mend(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, READ, WRITE)) {
      long end = endOfLastLine(channel);
      long torn = channel.size() - end;
      if (torn > 0) {
        channel.truncate(end);
        channel.force(true);
      }
      return torn;
    }
  }

  private static long endOfLastLine(FileChannel channel) throws IOException {
    return lineEndBefore(channel, channel.size());
  }

  /** The position after the last line's end that lies before a position; 0 where there is none. */
  private static long lineEndBefore(FileChannel channel, long before) throws IOException {
    for (long end = before; end > 0; ) {
      long start = Math.max(0, end - CHUNK);
      ByteBuffer chunk = ByteBuffer.allocate((int) (end - start));
      readFully(channel, chunk, start);
      for (int i = chunk.limit() - 1; i >= 0; i--) {
        if (chunk.get(i) == '\n') {
          return start + i + 1;
        }
      }
      end = start;
    }
    return 0;
  }

  private static void readFully(FileChannel channel, ByteBuffer bytes, long from)
      throws IOException {
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        throw new IOException("the file became shorter while it was read");
      }
    }
  }

  /** Text and end of each line, in order. */
  @FunctionalInterface
  interface LineReader {
    /**
     * Takes the next line.
     *
     * @param line its text
     * @param ended whether it has an end
     */
    void read(String line, boolean ended);
  }

  /** Reads all lines, however long the file is. */
  static void readLines(Path file, LineReader reader) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      byte[] chunk = new byte[CHUNK];
      for (int count = stream.read(chunk); count >= 0; count = stream.read(chunk)) {
        int start = 0;
        for (int i = 0; i < count; i++) {
          if (chunk[i] == '\n') {
            line.write(chunk, start, i - start);
            reader.read(line.toString(StandardCharsets.UTF_8), true);
            line.reset();
            start = i + 1;
          }
        }
        line.write(chunk, start, count - start);
      }
      if (line.size() > 0) {
        reader.read(line.toString(StandardCharsets.UTF_8), false);
      }
    }
  }
}
