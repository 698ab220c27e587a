package io.boogeyman.cli.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

/**
 * What every reader of a foreign format promises, whatever it is given: it ends soon, takes memory
 * in proportion to what it is given, and throws nothing but what it documents, with a message of
 * one line.
 *
 * @param documented what the reader may throw
 * @param bytesPerByte how much of the heap a byte of input may cost at most
 */
record Promise(List<Class<? extends Exception>> documented, long bytesPerByte) {
  /** What classes, tables and buffers cost that are made whatever the input is. */
  private static final long STANDING_BYTES = 64 << 20;

  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** A reader, given one input. */
  @FunctionalInterface
  interface Attempt {
    void read() throws Exception;
  }

  /** The promise of a reader that throws these and does not unpack. */
  @SafeVarargs
  @SuppressWarnings("varargs") // copied at once
  static Promise throwingOnly(Class<? extends Exception>... documented) {
    return new Promise(List.of(documented), 1000);
  }

  /**
   * Tries a reader.
   *
   * @param inputBytes how much it is given
   * @throws AssertionError if it breaks the promise
   */
  void holdsFor(int inputBytes, Attempt attempt) {
    long most = STANDING_BYTES + bytesPerByte * inputBytes;
    Cost cost = costOf(attempt);
    if (cost.bytes() > most || cost.time().compareTo(LONGEST) > 0) {
      // Once more: the first time it may have loaded classes, which a fuzzer rewrites.
      cost = costOf(attempt);
    }
    require(cost.time().compareTo(LONGEST) < 0, "reading took " + cost.time());
    require(
        cost.bytes() < most,
        inputBytes + " bytes of input took " + cost.bytes() + " bytes of memory");
  }

  /**
   * What an attempt took.
   *
   * @param bytes of the heap, freed since or not
   */
  private record Cost(long bytes, Duration time) {}

  private Cost costOf(Attempt attempt) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = threads.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    try {
      attempt.read();
    } catch (Exception e) {
      requireDocumented(e);
    }
    return new Cost(
        threads.getCurrentThreadAllocatedBytes() - allocated,
        Duration.ofNanos(System.nanoTime() - start));
  }

  private void requireDocumented(Exception e) {
    if (documented.stream().noneMatch(type -> type.isInstance(e))) {
      throw new AssertionError("not documented: " + e, e);
    }
    String message = String.valueOf(e.getMessage());
    if (message.isBlank() || e.getMessage() == null || message.matches("(?s).*\\p{Cntrl}.*")) {
      throw new AssertionError("not one line that says something: " + message, e);
    }
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new AssertionError(otherwise);
    }
  }
}
