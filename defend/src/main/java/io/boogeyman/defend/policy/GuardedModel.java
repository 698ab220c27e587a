package io.boogeyman.defend.policy;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.defend.observation.Observation;
import java.util.List;
import java.util.Optional;

/**
 * The model behind a policy: what it answers, and what detectors may look at of it. Safe for
 * several threads.
 */
public interface GuardedModel extends AutoCloseable {

  /** Names of the classes, in the order of the answers' entries. */
  List<String> classNames();

  /** The images that it takes. */
  ImageShape shape();

  /** What answers: the same identity gives the same answers. */
  String identity();

  /** What detectors look at of images, without an answer; empty if they can look into nothing. */
  Optional<Observation> observe(ImageBatch images);

  /**
   * Answers images, and looks at them where that costs nothing more.
   *
   * @throws io.boogeyman.core.prediction.PredictionException in one line, if it cannot
   */
  Seen see(ImageBatch images);

  /**
   * What came of a batch.
   *
   * @param answers one an image
   * @param observation what the pass that answered computed, if it is one to look into; of others
   *     {@link #observe} looks at the images apart
   */
  record Seen(List<Answer> answers, Optional<Observation> observation) {
    /** Makes the list immutable. */
    public Seen {
      answers = List.copyOf(answers);
    }
  }

  @Override
  void close();
}
