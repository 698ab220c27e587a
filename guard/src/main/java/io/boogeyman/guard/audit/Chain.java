package io.boogeyman.guard.audit;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.boogeyman.core.file.WholeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The chain on disk, written by one thread. */
final class Chain implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final AuditSettings settings;
  private final ChainDigest digest;
  private final Clock clock;
  private final FileChannel headFile;
  private FileChannel file;
  private Instant fileBegun;
  private Head head;

  /** Where the file is to end, if it is longer: what stands there was not said to be written. */
  private OptionalLong torn = OptionalLong.empty();

  private Chain(Path folder, AuditSettings settings, ChainDigest digest, Clock clock, Head head)
      throws IOException {
    this.folder = folder;
    this.settings = settings;
    this.digest = digest;
    this.clock = clock;
    this.head = head;
    this.fileBegun = clock.instant();
    this.headFile = Head.open(folder);
    this.file = openFile();
  }

  /**
   * Opens or begins a chain. What a kill left half written is taken off; that, and whatever else is
   * not as it was left, becomes an entry.
   *
   * @throws AuditException if the last entry is damaged
   */
  static Chain open(Path folder, AuditSettings settings, ChainDigest digest, Clock clock)
      throws IOException {
    List<Path> files = ChainFiles.in(folder);
    Map<String, Object> found = new LinkedHashMap<>();
    if (!files.isEmpty()) {
      long torn = ChainFiles.mend(files.get(files.size() - 1));
      if (torn > 0) {
        found.put("tornBytes", torn);
      }
    }
    Head end = end(files, digest);
    Head head = compared(end, Head.read(folder, digest), found);
    Chain chain = new Chain(folder, settings, digest, clock, head);
    chain.write(List.of(entry(clock.instant(), "opened", found)));
    return chain;
  }

  /**
   * Goes on after the head if that is ahead of the entries: their numbers stay missing for ever.
   */
  private static Head compared(Head end, Optional<Head> head, Map<String, Object> found) {
    if (head.isEmpty()) {
      if (end.number() > 0) {
        found.put("headMissing", true);
      }
      return end;
    }
    if (head.get().number() <= end.number()) {
      return end;
    }
    found.put("missingFrom", end.number() + 1);
    found.put("missingTo", head.get().number());
    return head.get();
  }

  private static Head end(List<Path> files, ChainDigest digest) throws IOException {
    for (int i = files.size() - 1; i >= 0; i--) {
      Path file = files.get(i);
      Optional<String> line = ChainFiles.lastLine(file);
      if (line.isPresent()) {
        Link link =
            Link.parse(line.get())
                .orElseThrow(
                    () ->
                        new AuditException(
                            "the last entry in "
                                + file
                                + " is damaged; verify the log, and move it away to begin anew"));
        return new Head(link.number(), digest.of(line.get()));
      }
    }
    return Head.START;
  }

  /** The newest file, unless it is full; then another one. */
  private FileChannel openFile() throws IOException {
    List<Path> files = ChainFiles.in(folder);
    if (!files.isEmpty() && head.number() >= ChainFiles.firstNumber(files.get(files.size() - 1))) {
      Path newest = files.get(files.size() - 1);
      fileBegun = ChainFiles.firstLine(newest).flatMap(Link::parse).map(Link::at).orElse(fileBegun);
      return FileChannel.open(newest, WRITE, APPEND);
    }
    return FileChannel.open(ChainFiles.named(folder, head.number() + 1), CREATE, WRITE, APPEND);
  }

  /** An entry without its place in the chain. */
  static String entry(Instant at, String event, Map<String, ?> details) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("at", at.toString());
    all.put("event", event);
    all.putAll(details);
    try {
      return JSON.writeValueAsString(all).substring(1);
    } catch (IOException e) {
      throw new IllegalArgumentException("an entry holds what JSON cannot say", e);
    }
  }

  /**
   * Writes entries, in order; they are on disk when this returns.
   *
   * @throws IOException if they cannot be written; then none of them is
   */
  void write(List<String> entries) throws IOException {
    if (torn.isPresent()) {
      file.truncate(torn.getAsLong());
      torn = OptionalLong.empty();
    }
    if (isFull()) {
      rotate();
    }
    Head end = head;
    StringBuilder lines = new StringBuilder();
    for (String entry : entries) {
      String line = Link.line(end.number() + 1, end.digest(), entry);
      lines.append(line).append('\n');
      end = new Head(end.number() + 1, digest.of(line));
    }
    append(ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8)), end);
    head = end;
  }

  private void append(ByteBuffer bytes, Head end) throws IOException {
    long before = file.size();
    try {
      WholeFile.writeFully(file, bytes);
      file.force(false);
      end.write(headFile, digest);
    } catch (IOException e) {
      takeOff(before, e);
      throw e;
    }
  }

  /** What cannot be taken off now is taken off before anything else is written. */
  private void takeOff(long end, IOException failure) {
    try {
      file.truncate(end);
    } catch (IOException e) {
      torn = OptionalLong.of(end);
      failure.addSuppressed(e);
    }
  }

  private boolean isFull() throws IOException {
    return file.size() > 0
        && (file.size() >= settings.fileBytes()
            || !clock.instant().isBefore(fileBegun.plus(settings.fileAge())));
  }

  private void rotate() throws IOException {
    FileChannel next =
        FileChannel.open(ChainFiles.named(folder, head.number() + 1), CREATE, WRITE, APPEND);
    FileChannel full = file;
    file = next;
    fileBegun = clock.instant();
    full.close();
  }

  /**
   * Deletes files whose entries are all older than the retention, after an entry that says so: with
   * it the chain begins where the deleted part ended.
   */
  void deleteOld() throws IOException {
    List<Path> files = ChainFiles.in(folder);
    List<Path> old = new ArrayList<>();
    List<String> entries = new ArrayList<>();
    for (Path candidate : files.subList(0, Math.max(0, files.size() - 1))) {
      Optional<String> line = ChainFiles.lastLine(candidate);
      Optional<Link> last = line.flatMap(Link::parse);
      if (last.isEmpty() || !isOld(last.get())) {
        break;
      }
      old.add(candidate);
      entries.add(deletion(candidate, last.get(), digest.of(line.get())));
    }
    if (!old.isEmpty()) {
      write(entries);
      for (Path file : old) {
        Files.deleteIfExists(file);
      }
    }
  }

  private boolean isOld(Link link) {
    return link.at().isBefore(clock.instant().minus(settings.retention()));
  }

  private String deletion(Path file, Link last, String lastDigest) {
    return entry(
        clock.instant(),
        "deleted",
        Map.of("file", file.getFileName().toString(), "last", last.number(), "digest", lastDigest));
  }

  /** How far it goes. */
  Head head() {
    return head;
  }

  @Override
  public void close() throws IOException {
    try (headFile) {
      headFile.force(true);
      file.close();
    }
  }
}
