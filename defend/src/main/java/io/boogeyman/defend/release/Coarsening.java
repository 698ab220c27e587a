package io.boogeyman.defend.release;

import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.Granularity;
import java.util.List;

/**
 * Releases no more of an answer than a granularity holds.
 *
 * @param granularity how much
 */
record Coarsening(Granularity granularity) implements Release {

  @Override
  public String name() {
    return granularity.toString();
  }

  /** {@code full} is as much as there is: it asks for nothing. */
  @Override
  public List<Answer> release(Exchange exchange) {
    return granularity instanceof Granularity.Full
        ? exchange.answers()
        : exchange.answers().stream().map(granularity::release).toList();
  }
}
