package io.boogeyman.attack.query;

import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.prediction.AccessRefusedException;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.PredictionApi;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.core.transcript.Transcript;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

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
   * Asks for {@code budget} answers; gets fewer, if the API refuses to go on.
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
        Transcript before = transcript;
        transcript = ask(api, images, chosen, before, task);
        if (transcript.size() < before.size() + chosen.length) {
          return transcript;
        }
      }
    }
    return transcript;
  }

  /** The transcript with what is answered of these images, request by request. */
  private static Transcript ask(
      PredictionApi api, ImageSet images, int[] chosen, Transcript before, Progress.Task task) {
    Transcript transcript = before;
    for (int from = 0, to; from < chosen.length; from = to) {
      to = Math.min(from + api.requestSize(), chosen.length);
      int[] some = Arrays.copyOfRange(chosen, from, to);
      try {
        transcript = transcript.plus(some, api.request(images, some, task::advance));
      } catch (AccessRefusedException e) {
        return rescue(api, images, some, transcript);
      }
    }
    return transcript;
  }

  /**
   * What was answered of a request before it was refused: asked one by one, these are answered
   * again (from the journal, where there is one, for nothing).
   */
  private static Transcript rescue(
      PredictionApi api, ImageSet images, int[] some, Transcript before) {
    Transcript transcript = before;
    for (int position : some) {
      int[] one = {position};
      Optional<List<Answer>> answer = ifAnswered(api, images, one);
      if (answer.isPresent()) {
        transcript = transcript.plus(one, answer.get());
      }
    }
    return transcript;
  }

  private static Optional<List<Answer>> ifAnswered(
      PredictionApi api, ImageSet images, int... positions) {
    try {
      return Optional.of(api.request(images, positions, count -> {}));
    } catch (AccessRefusedException e) {
      return Optional.empty();
    }
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
