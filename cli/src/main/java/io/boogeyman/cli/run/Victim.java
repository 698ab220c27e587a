package io.boogeyman.cli.run;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.core.prediction.PredictionApi;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Architecture;
import io.boogeyman.nn.weights.SavedNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Who is stolen from: a prediction API, and what a report says of it. A theft knows nothing else of
 * its victim, be that a network in this process or a service elsewhere.
 */
public interface Victim extends AutoCloseable {

  /** What a network that is asked in this process is computed with. */
  interface Computing {

    /**
     * Chooses for a network of this architecture.
     *
     * @throws IOException if a choice cannot be read or remembered
     */
    Compute choose(Architecture architecture, ImageShape shape) throws IOException;
  }

  /**
   * Opens the victim that {@code --victim} names. Other kinds of victims are told apart here.
   *
   * @param text a file that {@code boogeyman train} wrote
   * @param computing asked if the victim is computed in this process
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it is no victim
   */
  static Victim open(String text, Computing computing) throws IOException {
    Path file = Path.of(text);
    try (SavedNetwork saved = SavedNetwork.read(file)) {
      Compute compute = computing.choose(saved.network().architecture(), saved.network().shape());
      return new NetworkVictim(file.getFileName().toString(), saved, compute);
    }
  }

  /** What it is called: a file's name, an address. */
  String name();

  /** How it is reached: {@code "resnet20 in process"}. */
  String kind();

  /** Digest of its weights or, where these are out of reach, of its description. */
  String digest();

  /** The images that it takes. */
  ImageShape shape();

  /** The way to its answers: without budget and journal, which the theft puts around it. */
  PredictionApi api();

  /** The most that its answers tell; empty where only an answer shows it. */
  default Optional<Granularity> finest() {
    return Optional.empty();
  }

  /** What it was tested on, where it is known. */
  default Optional<TestImages> test() {
    return Optional.empty();
  }

  /** How it is computed; empty where that is not done in this process. */
  default Optional<Compute> compute() {
    return Optional.empty();
  }

  @Override
  void close();
}
