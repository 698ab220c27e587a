package io.boogeyman.victim.opening;

import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.weights.SavedNetwork;
import io.boogeyman.victim.Computing;
import io.boogeyman.victim.Victim;
import io.boogeyman.victim.description.DescriptionReader;
import io.boogeyman.victim.description.VictimDescription;
import io.boogeyman.victim.network.NetworkVictim;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Opens victims. Their kinds are told apart here, and nowhere else. */
public final class Victims {

  private Victims() {}

  /**
   * Opens the victim that a user names.
   *
   * @param text a model's file, a service's address, or a YAML file that describes either
   * @param options more of the description, by dotted name: {@code input.channels=bgr}
   * @param computing asked if the victim is computed in this process
   * @throws IOException if it cannot be read or reached
   * @throws IllegalArgumentException if it is no victim
   */
  public static Victim open(String text, Map<String, String> options, Computing computing)
      throws IOException {
    VictimDescription description = new DescriptionReader().read(text, options);
    return trained(Path.of(description.model()), computing);
  }

  private static Victim trained(Path file, Computing computing) throws IOException {
    try (SavedNetwork saved = SavedNetwork.read(file)) {
      Compute compute =
          computing.choice().choose(saved.network().architecture(), saved.network().shape());
      return new NetworkVictim(file.getFileName().toString(), saved, compute);
    }
  }
}
