package io.boogeyman.attack.active;

import io.boogeyman.attack.query.QuerySession;
import io.boogeyman.attack.query.QueryStrategy;
import io.boogeyman.attack.surrogate.SurrogatePlan;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.compute.Compute;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * ActiveThief's loop (Pal et al. 2020): a tenth of the budget is asked at random, the rest in ten
 * rounds; before each a copy is trained from scratch on all answers so far, and the images that are
 * asked next are chosen by what it makes of them ({@link Selection}; {@code RARE} has a quarter and
 * three rounds).
 *
 * <p>Departures. The copies between rounds are trained as {@code plans} say, not for up to 1,000
 * epochs of Adam. DeepFool, which is many times as dear as a prediction, looks at ten random images
 * of the pool for each that is to be asked; DFAL with k-center has k-center choose among the third
 * of these that are nearest to the boundary.
 *
 * <p>What is asked depends on the budget: the first queries under a large budget are not those that
 * a smaller one would have led to.
 *
 * <p>Cost: a training a round, and the predictions of the whole pool each time (DFAL: DeepFool on
 * ten images a query). K-center holds the probabilities of the pool, 4 bytes × images × classes,
 * and takes O(asked · pool · classes) a round. A theft that goes on trains the copies again, and
 * asks nothing again.
 *
 * @param selection by what images are chosen
 * @param plans how a copy between rounds is trained on so many answers
 * @param compute how it is computed; another one may choose otherwise
 */
public record ActiveStrategy(Selection selection, IntFunction<SurrogatePlan> plans, Compute compute)
    implements QueryStrategy {

  /** After how many answers a copy is trained, to choose what to ask next. */
  public static IntStream rounds(Selection selection, int budget) {
    Rounds rounds = selection.rounds(budget);
    return IntStream.iterate(rounds.next(0), asked -> asked < budget, rounds::next);
  }

  @Override
  public String name() {
    return selection.toString();
  }

  @Override
  public QuerySession begin(ImageSet pool, int budget, Seed seed) {
    return new ActiveSession(this, pool, selection.rounds(budget), seed);
  }
}
