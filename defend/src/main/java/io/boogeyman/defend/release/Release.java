package io.boogeyman.defend.release;

import io.boogeyman.core.prediction.Answer;
import java.util.List;

/**
 * Turns the victim's answers into what a client gets. The same key and image give the same answer,
 * to the bit, whoever asks and in whatever batch: asking again teaches nothing. Where what was
 * released before counts (ModelGuard-S), an image that was answered keeps its answer.
 *
 * <p>Safe for several threads.
 */
public interface Release extends AutoCloseable {

  /** What a policy calls it: {@code "reverse-sigmoid"}, {@code "top-5"}. */
  String name();

  /**
   * The answers that a client gets, one an image, in order.
   *
   * @throws IllegalArgumentException in one line, if an answer holds less than this release needs,
   *     or is of another number of classes
   */
  List<Answer> release(Exchange exchange);

  /**
   * The same, and tells of what it marks.
   *
   * @throws IllegalArgumentException as the other
   */
  default List<Answer> release(Exchange exchange, MarkListener marks) {
    return release(exchange);
  }

  /** What must not be forgotten over a restart; empty where nothing is remembered. */
  default byte[] memory() {
    return new byte[0];
  }

  /**
   * Remembers what {@link #memory} gave, in place of what was remembered so far.
   *
   * @throws IllegalArgumentException in one line, if it is of another release or damaged
   */
  default void recall(byte[] memory) {
    if (memory.length > 0) {
      throw new IllegalArgumentException(
          name() + " remembers nothing, and was given " + memory.length + " bytes to recall");
    }
  }

  @Override
  default void close() {}
}
