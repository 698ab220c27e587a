package io.boogeyman.cli.reproduce;

import io.boogeyman.core.progress.Progress;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Does pieces of work. */
interface Work {

  /**
   * Does a piece of work, unless it was done before. Safe for several threads, as far as the pieces
   * are of different lanes.
   *
   * @return puts what came of it among what was found
   */
  Consumer<Findings> carryOut(Node node, Progress progress) throws IOException;

  /** How many of these pieces may go on at once, as far as memory and the processor go. */
  int atOnce(List<Node> nodes) throws IOException;

  /** Makes once what several of these pieces need, so that they do not each make it at once. */
  void prepare(List<Node> nodes) throws IOException;
}
