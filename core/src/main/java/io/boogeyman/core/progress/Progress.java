package io.boogeyman.core.progress;

/** Told of long work as it goes on. Safe for use by several threads, each with tasks of its own. */
public interface Progress {

  /** Listens to nothing. */
  Progress SILENT = (name, unit, total) -> new Task() {};

  /**
   * A task begins.
   *
   * @param name what is done: {@code "answers"}
   * @param unit what is counted: {@code "images"}
   * @param total how many there will be
   */
  Task begin(String name, String unit, long total);

  /** One piece of work under way; closed when it ends, whether it succeeded or not. */
  interface Task extends AutoCloseable {

    /** So many more are done. */
    default void advance(long count) {}

    /**
     * So many of the total need not be done, since they were done before: the total shrinks, so
     * that speed and time left are of what is really done.
     */
    default void skip(long count) {}

    /** Something worth a word beside the bar: {@code "validation 93.1 %"}. */
    default void note(String text) {}

    @Override
    default void close() {}
  }
}
