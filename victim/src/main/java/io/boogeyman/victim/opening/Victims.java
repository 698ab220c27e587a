package io.boogeyman.victim.opening;

import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.weights.SavedNetwork;
import io.boogeyman.victim.Computing;
import io.boogeyman.victim.Notice;
import io.boogeyman.victim.Victim;
import io.boogeyman.victim.description.DescriptionReader;
import io.boogeyman.victim.description.VictimDescription;
import io.boogeyman.victim.network.NetworkVictim;
import io.boogeyman.victim.service.Services;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** Opens victims. Their kinds are told apart here, and nowhere else. */
public final class Victims {

  private Victims() {}

  /**
   * Opens the victim that a user names.
   *
   * @param text a model's file, a service's address, or a YAML file that describes either
   * @param options more of the description, by dotted name: {@code input.channels=bgr}
   * @param computing asked if the victim is computed in this process
   * @param notices told, in any thread, when the victim makes wait
   * @throws IOException if it cannot be read or reached
   * @throws IllegalArgumentException if it is no victim
   */
  public static Victim open(
      String text, Map<String, String> options, Computing computing, Consumer<Notice> notices)
      throws IOException {
    VictimDescription description = new DescriptionReader().read(text, options);
    if (description.isService()) {
      return Services.open(description, System::getenv, notices);
    }
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
