package io.boogeyman.attack.query;

import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.prediction.PredictionApi;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.core.transcript.Transcript;
import java.util.BitSet;

/** Asks a prediction API what a query strategy chooses, until the budget is asked. */
public final class Interrogation {
  private final QueryStrategy strategy;
  private final Seed seed;
  private final Progress progress;

  /** Asks what {@code strategy} chooses; {@code seed} decides what chance decides. */
  public Interrogation(QueryStrategy strategy, Seed seed, Progress progress) {
    this.strategy = strategy;
    this.seed = seed;
    this.progress = progress;
  }

  /**
   * Asks for {@code budget} answers.
   *
   * @throws IllegalArgumentException if the pool has fewer images
   */
  public Transcript ask(PredictionApi api, ImageSet pool, int budget) {
    requireEnough(pool, budget);
    ImageSet images = pool.unlabelled();
    Transcript transcript = Transcript.empty(images);
    BitSet asked = new BitSet();
    try (Progress.Task task = progress.begin("Asking the victim", "images", budget);
        QuerySession session = strategy.begin(images, budget, seed)) {
      while (transcript.size() < budget) {
        task.note("choosing");
        int[] chosen = session.choose(transcript, budget - transcript.size());
        requireNew(chosen, asked, budget - transcript.size());
        task.note("");
        transcript = transcript.plus(chosen, api.ask(images, chosen, task::advance));
      }
    }
    return transcript;
  }

  /**
   * Refuses a pool that has fewer images than are to be asked.
   *
   * @throws IllegalArgumentException if it has
   */
  public static void requireEnough(ImageSet pool, int budget) {
    if (budget > pool.size()) {
      throw new IllegalArgumentException(
          "a budget of "
              + budget
              + " is more than the pool has: "
              + pool.name()
              + " has "
              + pool.size()
              + " images");
    }
  }

  /** A strategy that errs is stopped before the victim is paid for it. */
  private void requireNew(int[] chosen, BitSet asked, int most) {
    if (chosen.length < 1 || chosen.length > most) {
      throw new IllegalStateException(
          "the strategy "
              + strategy.name()
              + " chose "
              + chosen.length
              + " images where 1 to "
              + most
              + " were to be chosen");
    }
    for (int position : chosen) {
      if (asked.get(position)) {
        throw new IllegalStateException(
            "the strategy " + strategy.name() + " chose image " + position + " twice");
      }
      asked.set(position);
    }
  }
}
