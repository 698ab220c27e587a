package io.boogeyman.cli.reproduce.profile;

import io.boogeyman.cli.run.StrategyChoice;
import io.boogeyman.core.image.Transformation;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a thief asks.
 *
 * @param title for people
 * @param pool foreign images, by their name in the profile; none where only insiders are asked
 * @param insiders images mixed in, by the name of a pool; by default the insiders of the victim's
 *     own set
 * @param share of the queries that are insiders; none by default
 * @param filter the share of the pool that is asked: what looks most like insiders
 * @param transformation what is done to every image before it is asked
 * @param strategy what he asks next, as {@code boogeyman steal --strategy} has it; by chance, where
 *     it is not said
 * @param attacker what he is called where detectors are attacked; the same name by default
 */
public record ThiefPlan(
    String title,
    Optional<String> pool,
    Optional<String> insiders,
    OptionalDouble share,
    OptionalDouble filter,
    Optional<String> transformation,
    Optional<String> strategy,
    Optional<String> attacker) {

  /**
   * @throws IllegalArgumentException if there is no such strategy or transformation
   */
  public ThiefPlan {
    Required.said(title, "a thief", "title");
    transformation.ifPresent(Transformation::parse);
    strategy.ifPresent(StrategyChoice::parse);
  }

  /** Whether what he asks depends on what he is answered. */
  public boolean looksAtAnswers() {
    return strategy.map(StrategyChoice::parse).orElse(StrategyChoice.RANDOM).looksAtAnswers();
  }

  /** Whether he needs images of the victim's own kind. */
  public boolean needsInsiders() {
    return insiders.isEmpty() && (share.orElse(0) > 0 || filter.isPresent());
  }
}
