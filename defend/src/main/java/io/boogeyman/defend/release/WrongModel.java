package io.boogeyman.defend.release;

import io.boogeyman.core.digest.KeyedDigest;
import io.boogeyman.core.file.FailureReason;
import io.boogeyman.core.text.OneLine;
import io.boogeyman.nn.inference.Predictor;
import io.boogeyman.nn.weights.SavedNetwork;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The second model of adaptive misinformation. */
interface WrongModel extends AutoCloseable {

  /** What it answers where the victim answers {@code y}. */
  double[] answer(double[] y, Perturbation.Query query);

  @Override
  default void close() {}

  /**
   * The victim's own answer with the classes exchanged, in one cycle that the key chooses: as sure
   * as the victim, wrong everywhere, and always wrong in the same way.
   */
  static WrongModel exchangingClasses(KeyedDigest key, int classes) {
    KeyedRandom random = new KeyedRandom(key, "classes".getBytes(StandardCharsets.UTF_8));
    int[] exchanged = new int[classes];
    for (int k = 0; k < classes; k++) {
      exchanged[k] = k;
    }
    // Sattolo (1986): a permutation that is one cycle, so that no class stays where it is.
    for (int k = classes - 1; k > 0; k--) {
      int other = random.nextInt(k);
      int kept = exchanged[k];
      exchanged[k] = exchanged[other];
      exchanged[other] = kept;
    }
    return (y, query) -> {
      double[] answer = new double[y.length];
      for (int k = 0; k < y.length; k++) {
        answer[exchanged[k]] = y[k];
      }
      return answer;
    };
  }

  /**
   * A network of a file that {@code boogeyman train} wrote. Images are shown to it one by one, so
   * that what comes of them does not depend on the batch.
   *
   * @throws IllegalArgumentException in one line, if there is none that fits
   */
  static WrongModel ofFile(Path file, ReleaseMeans means) {
    Predictor predictor;
    try (SavedNetwork saved = SavedNetwork.read(file)) {
      if (saved.network().classes() != means.classes()
          || !saved.network().shape().equals(means.shape())) {
        throw unfit(
            "%s takes %s images and knows %d classes; the model takes %s and knows %d"
                .formatted(
                    file,
                    saved.network().shape(),
                    saved.network().classes(),
                    means.shape(),
                    means.classes()),
            null);
      }
      predictor = Predictor.of(saved.network(), means.compute());
    } catch (IOException e) {
      throw unfit("%s cannot be read: %s".formatted(file, FailureReason.of(e)), e);
    }
    return new WrongModel() {
      @Override
      public synchronized double[] answer(double[] y, Perturbation.Query query) {
        float[] values =
            predictor.predict(query.images().slice(query.index(), query.index() + 1)).values();
        double[] answer = new double[values.length];
        for (int k = 0; k < answer.length; k++) {
          answer[k] = values[k];
        }
        return Simplex.normalised(answer);
      }

      @Override
      public synchronized void close() {
        predictor.close();
      }
    };
  }

  private static IllegalArgumentException unfit(String message, Exception cause) {
    return new IllegalArgumentException(
        OneLine.of("adaptive-misinformation.network: " + message), cause);
  }
}
