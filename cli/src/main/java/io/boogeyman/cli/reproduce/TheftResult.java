package io.boogeyman.cli.reproduce;

import io.boogeyman.cli.result.Surrogate;
import io.boogeyman.cli.result.VictimSummary;
import io.boogeyman.cli.run.Haul;
import java.util.List;

/**
 * What tables need of a theft.
 *
 * @param victim who was stolen from
 * @param copies one for each kind of answers, budget and seed
 * @param named what the answers named, one for each copy, in their order
 */
record TheftResult(VictimSummary victim, List<Surrogate> copies, List<TheftResult.Named> named) {

  /**
   * How often the answers that a copy learnt from named each class.
   *
   * @param answers what it made of them
   * @param budget how many
   * @param counts one a class
   */
  record Named(String answers, int budget, List<Integer> counts) {}

  static TheftResult of(Haul haul) {
    return new TheftResult(
        haul.result().victim(),
        haul.result().surrogates(),
        haul.named().stream()
            .map(of -> new Named(of.answers().toString(), of.budget(), of.counts()))
            .toList());
  }
}
