package io.boogeyman.attack.active;

import io.boogeyman.attack.query.Margin;
import io.boogeyman.attack.query.QuerySession;
import io.boogeyman.attack.surrogate.Surrogate;
import io.boogeyman.attack.surrogate.SurrogateTrainer;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.core.transcript.Transcript;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/** One thief who asks round by round as {@link ActiveStrategy} says. */
final class ActiveSession implements QuerySession {
  /** DeepFool's candidates for each image that is to be asked. */
  private static final int LOOKED_AT = 10;

  /** One in so many of them is near the boundary, where k-center chooses among these. */
  private static final int NEAR = 3;

  private final ActiveStrategy strategy;
  private final ImageSet pool;
  private final Rounds rounds;
  private final Seed seed;

  ActiveSession(ActiveStrategy strategy, ImageSet pool, Rounds rounds, Seed seed) {
    this.strategy = strategy;
    this.pool = pool;
    this.rounds = rounds;
    this.seed = seed;
  }

  @Override
  public int[] choose(Transcript asked, int most) {
    int count = Math.min(most, rounds.next(asked.size()) - asked.size());
    if (asked.size() == 0) {
      return Arrays.copyOf(seed.derive("queries").permutation(pool.size()), count);
    }
    Seed chance = seed.derive("round", asked.size());
    SurrogateTrainer trainer =
        new SurrogateTrainer(
            strategy.plans().apply(asked.size()),
            strategy.compute(),
            Progress.SILENT,
            Optional.empty());
    try (Surrogate copy = trainer.train("copy to choose by", asked, chance.derive("copy"));
        Judgement judgement = new Judgement(copy.network(), strategy.compute(), pool)) {
      return chosen(judgement, asked, count, chance);
    }
  }

  private int[] chosen(Judgement judgement, Transcript transcript, int count, Seed chance) {
    int[] asked = transcript.positions();
    int[] unasked = unasked(asked);
    return switch (strategy.selection()) {
      case ENTROPY -> judgement.smallest(unasked, count, row -> -Uncertainty.entropy(row));
      case MARGIN -> judgement.smallest(unasked, count, Margin::of);
      case K_CENTER -> judgement.farthest(unasked, asked, count);
      case DFAL -> judgement.nearestToBoundary(some(unasked, count, chance), count);
      case DFAL_K_CENTER -> {
        int[] some = some(unasked, count, chance);
        int near = Math.max(count, some.length / NEAR);
        yield judgement.farthest(judgement.nearestToBoundary(some, near), asked, count);
      }
      case RARE -> {
        Rarity rarity = new Rarity(transcript.namedClasses());
        yield judgement.smallest(unasked, count, row -> -rarity.of(row));
      }
    };
  }

  private int[] unasked(int[] asked) {
    boolean[] known = new boolean[pool.size()];
    for (int position : asked) {
      known[position] = true;
    }
    return IntStream.range(0, known.length).filter(position -> !known[position]).toArray();
  }

  private static int[] some(int[] unasked, int count, Seed chance) {
    return Arrays.stream(chance.derive("candidates").permutation(unasked.length))
        .limit((long) LOOKED_AT * count)
        .map(place -> unasked[place])
        .toArray();
  }
}
