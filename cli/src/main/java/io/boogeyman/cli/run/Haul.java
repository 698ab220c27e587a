package io.boogeyman.cli.run;

import io.boogeyman.attack.reading.Reading;
import io.boogeyman.cli.result.StealResult;
import java.util.List;

/**
 * What a theft brought.
 *
 * @param result what is told of it
 * @param named what the answers named, one for each surrogate, in their order
 */
public record Haul(StealResult result, List<Haul.Named> named) {

  /**
   * How often the answers that a surrogate learnt from named each class.
   *
   * @param answers what it made of them
   * @param budget how many
   * @param seed the thief's
   * @param counts one a class
   */
  public record Named(Reading answers, int budget, long seed, List<Integer> counts) {}
}
