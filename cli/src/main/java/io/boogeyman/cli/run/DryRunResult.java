package io.boogeyman.cli.run;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a theft would ask.
 *
 * @param parts who would ask it: each thief, and whoever measures them
 * @param exact false where the thieves' queries depend on answers: it may be less then, since what
 *     is on record already, by another thief too, is not asked
 */
public record DryRunResult(List<Part> parts, boolean exact) {

  /**
   * What one of them would ask.
   *
   * @param who asks
   * @param images answers that are wanted
   * @param onRecord of these, how many would not be asked: answered before, asked by a thief before
   *     this one, or twice among them
   * @param toAsk how many would be asked
   * @param calls in how many calls to the victim, about: where some are on record they may be more
   * @param cost what these cost
   */
  public record Part(
      String who, long images, long onRecord, long toAsk, long calls, BigDecimal cost) {}

  /** Copies the list. */
  public DryRunResult {
    parts = List.copyOf(parts);
  }

  /** All of it. */
  public Part inAll() {
    return parts.stream()
        .reduce(
            new Part("in all", 0, 0, 0, 0, BigDecimal.ZERO),
            (a, b) ->
                new Part(
                    a.who(),
                    a.images() + b.images(),
                    a.onRecord() + b.onRecord(),
                    a.toAsk() + b.toAsk(),
                    a.calls() + b.calls(),
                    a.cost().add(b.cost())));
  }
}
