package io.boogeyman.victim.opening;

import static io.boogeyman.victim.description.VictimDescription.Part.CLASSES;
import static io.boogeyman.victim.description.VictimDescription.Part.INPUT;
import static io.boogeyman.victim.description.VictimDescription.Part.OUTPUT;

import io.boogeyman.nn.weights.StateDict;
import io.boogeyman.victim.Computing;
import io.boogeyman.victim.Notice;
import io.boogeyman.victim.Victim;
import io.boogeyman.victim.description.DescriptionReader;
import io.boogeyman.victim.description.VictimDescription;
import io.boogeyman.victim.network.NetworkFile;
import io.boogeyman.victim.onnx.OnnxModel;
import io.boogeyman.victim.service.Services;
import io.boogeyman.victim.tensor.TensorVictim;
import io.boogeyman.victim.torchscript.TorchScriptModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
    return file(Path.of(description.model()), description, computing);
  }

  /**
   * The network that a user names, if its layers can be looked into: one that {@code boogeyman
   * train} wrote, or weights of an architecture that is known.
   *
   * @param text a model's file, a service's address, or a YAML file that describes either
   * @param options more of the description, by dotted name: {@code architecture=resnet34}
   * @return to be closed by the caller; none of a service, an ONNX or a TorchScript model
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it is no victim
   */
  public static Optional<NetworkFile> network(String text, Map<String, String> options)
      throws IOException {
    VictimDescription description = new DescriptionReader().read(text, options);
    if (description.isService()) {
      return Optional.empty();
    }
    Path file = Path.of(description.model());
    return kind(file) == Kind.NETWORK
        ? Optional.of(NetworkFile.read(file, description))
        : Optional.empty();
  }

  private static Victim file(Path file, VictimDescription description, Computing computing)
      throws IOException {
    return switch (kind(file)) {
      case ONNX -> onnx(file, description, computing);
      case TORCH_SCRIPT -> torchScript(file, description, computing);
      case NETWORK -> network(file, description, computing);
    };
  }

  private static Victim network(Path file, VictimDescription description, Computing computing)
      throws IOException {
    try (NetworkFile network = NetworkFile.read(file, description)) {
      return network.victim(computing);
    }
  }

  private enum Kind {
    ONNX,
    TORCH_SCRIPT,
    NETWORK
  }

  private static Kind kind(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException(file + " is a folder, not a model's file");
    }
    if (isOnnx(file)) {
      return Kind.ONNX;
    }
    return StateDict.isZip(file) && StateDict.isTorchScript(file)
        ? Kind.TORCH_SCRIPT
        : Kind.NETWORK;
  }

  static boolean isOnnx(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".onnx");
  }

  private static Victim onnx(Path file, VictimDescription description, Computing computing)
      throws IOException {
    description.requireOnly("an ONNX model", EnumSet.of(CLASSES, INPUT, OUTPUT));
    return TensorVictim.of(
        file.getFileName().toString(),
        OnnxModel.open(file, description, computing.threads()),
        description);
  }

  private static Victim torchScript(Path file, VictimDescription description, Computing computing)
      throws IOException {
    description.requireOnly("a TorchScript model", EnumSet.of(CLASSES, INPUT, OUTPUT));
    return TensorVictim.of(
        file.getFileName().toString(),
        TorchScriptModel.open(file, computing.threads()),
        description);
  }
}
