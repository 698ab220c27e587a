package io.boogeyman.guard.audit;

import io.boogeyman.guard.audit.AuditBreak.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Goes along a chain, and goes on after each break. */
final class ChainReader {
  private static final int MOST_BREAKS = 100;

  private final ChainDigest digest;
  private final Optional<Head> head;
  private final List<AuditBreak> breaks = new ArrayList<>();

  /** What entries say was deleted: the last number and its digest. */
  private final Set<Head> deleted = new HashSet<>();

  /** What the first entry names as the one before it. */
  private Optional<Start> start = Optional.empty();

  private Head last = Head.START;
  private Optional<String> digestAtHead = Optional.empty();
  private boolean isSuspect;
  private long entries;

  private String file = "";
  private int line;

  private record Start(Head before, String file) {}

  ChainReader(ChainDigest digest, Optional<Head> head) {
    this.digest = digest;
    this.head = head;
  }

  void read(Path path) throws IOException {
    file = path.getFileName().toString();
    line = 0;
    ChainFiles.readLines(path, this::read);
  }

  private void read(String text, boolean ended) {
    line++;
    if (!ended) {
      add(Kind.TORN, "the last line was not written to its end");
      return;
    }
    entries++;
    Optional<Link> link = Link.parse(text);
    if (link.isEmpty()) {
      add(Kind.CHANGED, "this is no entry");
      advance(last.number() + 1, text);
      isSuspect = true;
      return;
    }
    compare(link.get());
    if (link.get().event().equals("deleted")) {
      deleted.add(
          new Head(
              link.get().content().path("last").asLong(),
              link.get().content().path("digest").asText()));
    }
    advance(link.get().number(), text);
  }

  private void compare(Link link) {
    if (start.isEmpty()) {
      start = Optional.of(new Start(new Head(link.number() - 1, link.previous()), file));
    } else if (link.number() > last.number() + 1) {
      add(
          Kind.MISSING,
          "entries " + (last.number() + 1) + " to " + (link.number() - 1) + " are missing");
    } else if (link.number() <= last.number()) {
      add(Kind.REORDERED, "entry " + link.number() + " comes after entry " + last.number());
    } else if (!link.previous().equals(last.digest()) && !isSuspect) {
      add(Kind.CHANGED, "entry " + last.number() + ", before this one, was changed");
    }
    isSuspect = false;
  }

  private void advance(long number, String text) {
    last = new Head(number, digest.of(text));
    if (head.isPresent() && head.get().number() == number) {
      digestAtHead = Optional.of(last.digest());
    }
  }

  private void add(Kind kind, String what) {
    if (breaks.size() < MOST_BREAKS) {
      breaks.add(new AuditBreak(kind, file, line, what));
    }
  }

  AuditVerification result() {
    compareStart();
    compareHead();
    return new AuditVerification(entries, last.number(), last.digest(), breaks);
  }

  /** A chain begins at its beginning, or where an entry says that the part before was deleted. */
  private void compareStart() {
    Head before = start.map(Start::before).orElse(Head.START);
    if (!before.equals(Head.START) && !deleted.contains(before)) {
      String what =
          before.number() == 0
              ? "the first entry does not begin the log"
              : "entries 1 to " + before.number() + " are missing, and no entry says so";
      breaks.add(0, new AuditBreak(Kind.MISSING, start.orElseThrow().file, 1, what));
    }
  }

  private void compareHead() {
    file = Head.FILE;
    line = 0;
    if (head.isEmpty()) {
      if (entries > 0) {
        add(
            Kind.HEADLESS,
            "it is missing or not sealed by this key: the log may have lost its end");
      }
    } else if (head.get().number() > last.number()) {
      add(
          Kind.MISSING,
          "entries " + (last.number() + 1) + " to " + head.get().number() + " are missing");
    } else if (digestAtHead.isPresent() && !digestAtHead.get().equals(head.get().digest())) {
      add(Kind.CHANGED, "entry " + head.get().number() + " was changed");
    }
  }
}
