package io.boogeyman.victim.tensor;

import io.boogeyman.victim.input.Preprocessing;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A model that takes one tensor of images and gives one of scores. Used by one thread at a time.
 */
public interface TensorModel extends AutoCloseable {

  /** What it is, for people: {@code "ONNX model in process"}. */
  String kind();

  /** Digest of all that its answers depend on, its input aside. */
  String digest();

  /** What it tells of itself. */
  ModelFacts facts();

  /** What the tensor that it gives is called; empty where that has no name. */
  default Optional<String> output() {
    return Optional.empty();
  }

  /**
   * Refuses images that it cannot be given.
   *
   * @throws IllegalArgumentException in one line that says what it takes
   */
  void require(Preprocessing preprocessing);

  /**
   * Computes.
   *
   * @param input direct, from its position to its limit, as {@link Preprocessing#encode} makes it
   * @param count images in it
   * @throws io.boogeyman.core.prediction.PredictionException in one line, if it cannot
   */
  ModelOutput run(ByteBuffer input, Preprocessing preprocessing, int count);

  @Override
  void close();
}
