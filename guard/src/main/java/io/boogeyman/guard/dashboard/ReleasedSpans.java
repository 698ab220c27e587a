package io.boogeyman.guard.dashboard;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What a client was released when: the last 40 changes. For one thread at a time. */
final class ReleasedSpans {
  private static final int MOST = 40;

  private final Deque<Open> spans = new ArrayDeque<>();

  /** A span that may still grow. */
  private static final class Open {
    private final String name;
    private final boolean refused;
    private final Instant from;
    private Instant to;
    private long images;

    Open(String name, boolean refused, Instant from) {
      this.name = name;
      this.refused = refused;
      this.from = from;
      this.to = from;
    }

    boolean is(String other, boolean otherRefused) {
      return refused == otherRefused && name.equals(other);
    }
  }

  /** Images were answered in this way, or refused for this reason. */
  void add(String name, boolean refused, Instant at, int images) {
    Open last = spans.peekLast();
    if (last == null || !last.is(name, refused)) {
      last = new Open(name, refused, at);
      spans.addLast(last);
      if (spans.size() > MOST) {
        spans.removeFirst();
      }
    }
    last.to = at;
    last.images += images;
  }

  /** What is released now; nothing at the beginning. */
  String now() {
    Open last = spans.peekLast();
    return last == null ? "" : last.name;
  }

  /** Whether the last that the client got was a refusal. */
  boolean isRefusedNow() {
    Open last = spans.peekLast();
    return last != null && last.refused;
  }

  List<Span> all() {
    return spans.stream()
        .map(
            open ->
                new Span(
                    open.name,
                    open.refused,
                    open.from.toEpochMilli(),
                    open.to.toEpochMilli(),
                    open.images))
        .toList();
  }

  /**
   * A time in which answers were of one kind.
   *
   * @param name what was released, or why nothing was
   * @param from the first, in milliseconds since 1970
   * @param to the last
   */
  record Span(String name, boolean refused, long from, long to, long images) {}
}
