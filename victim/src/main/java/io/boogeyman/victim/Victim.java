package io.boogeyman.victim;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.core.prediction.PredictionApi;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.victim.input.ModelTensors;
import java.util.Map;
import java.util.Optional;

/**
 * Who is stolen from: a prediction API, and what a report says of it. A theft knows nothing else of
 * its victim, be that a network in this process or a service elsewhere.
 */
public interface Victim extends AutoCloseable {

  /** What it is called: a file's name, an address. */
  String name();

  /** How it is reached: {@code "resnet20 in process"}. */
  String kind();

  /**
   * Digest of its weights, and of which of several outputs it is, or, where these are out of reach,
   * of its description.
   */
  String digest();

  /** The images that it takes. */
  ImageShape shape();

  /** The way to its answers: without budget and journal, which the theft puts around it. */
  PredictionApi api();

  /**
   * What one thief meets: the victim itself, unless something stands before it that tells clients
   * apart.
   *
   * @param thief what tells him from others, in a word: {@code "thief-1"}
   * @param asked {@link #api()}, as it is paid for and on record
   */
  default PredictionApi facing(String thief, PredictionApi asked) {
    return asked;
  }

  /** The most that its answers tell; empty where only an answer shows it. */
  default Optional<Granularity> finest() {
    return Optional.empty();
  }

  /** Images that go out to it in one call, where it is asked in several. */
  default int imagesPerCall() {
    return PredictionApi.REQUEST;
  }

  /** Whether it is somebody else's computer that answers, who may charge for every image. */
  default boolean isElsewhere() {
    return false;
  }

  /** The tensors that it takes and gives; empty where it takes none, or does not tell. */
  default Optional<ModelTensors> tensors() {
    return Optional.empty();
  }

  /** How it is computed; empty where that cannot be chosen, or is not done in this process. */
  default Optional<Compute> compute() {
    return Optional.empty();
  }

  /**
   * How it is asked, setting by setting, as declared, guessed or assumed: for people, who look
   * whether it is right before answers are paid for. Never holds a secret.
   */
  default Map<String, String> settings() {
    return Map.of();
  }

  /** What whoever trained it noted: the data, the recipe, what it was tested on. */
  default Map<String, String> notes() {
    return Map.of();
  }

  @Override
  void close();
}
