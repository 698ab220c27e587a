package io.boogeyman.attack.query;

import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.prediction.PredictionApi;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.core.transcript.Transcript;

/** Asks a prediction API what a query strategy chooses, until the budget is asked. */
public final class Interrogation {
  /**
   * Images a request. Large enough to keep a network busy; what is not yet on record when the power
   * fails is at most this.
   */
  private static final int REQUEST = 256;

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
    ImageSet images = pool.unlabelled();
    Transcript transcript = Transcript.empty(images);
    try (Progress.Task task = progress.begin("Asking the victim", "images", budget)) {
      while (transcript.size() < budget) {
        int count = Math.min(REQUEST, budget - transcript.size());
        int[] positions = strategy.choose(images, transcript, count, seed);
        transcript = transcript.plus(positions, api.ask(images.read(positions)));
        task.advance(count);
      }
    }
    return transcript;
  }
}
