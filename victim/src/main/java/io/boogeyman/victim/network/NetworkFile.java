package io.boogeyman.victim.network;

import static io.boogeyman.victim.description.VictimDescription.Part.ARCHITECTURE;
import static io.boogeyman.victim.description.VictimDescription.Part.CLASSES;
import static io.boogeyman.victim.description.VictimDescription.Part.INPUT;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.nn.network.Architecture;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.weights.SavedNetwork;
import io.boogeyman.nn.weights.StateDict;
import io.boogeyman.victim.Computing;
import io.boogeyman.victim.Victim;
import io.boogeyman.victim.description.ClassNames;
import io.boogeyman.victim.description.ImageSize;
import io.boogeyman.victim.description.InputDescription;
import io.boogeyman.victim.description.VictimDescription;
import io.boogeyman.victim.description.VictimDescription.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * The network in a file that {@code boogeyman train} wrote, or of weights of a known architecture,
 * which do not say what they are of.
 *
 * @param name of the file
 * @param saved the network; closed with this
 * @param settings how it is asked, where the file does not say it
 */
@SuppressWarnings("try") // a scope is there to be closed, not to be read
public record NetworkFile(String name, SavedNetwork saved, Map<String, String> settings)
    implements AutoCloseable {

  /** Makes the map immutable, in its order. */
  public NetworkFile {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /**
   * Reads one.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException in one line, if it cannot be taken as described
   */
  public static NetworkFile read(Path file, VictimDescription description) throws IOException {
    String name = file.getFileName().toString();
    if (saysAllOfItself(file)) {
      description.requireOnly(
          "a network that was trained here, which says all of itself", EnumSet.noneOf(Part.class));
      return new NetworkFile(name, SavedNetwork.read(file), Map.of());
    }
    try (PointerScope scope = new PointerScope()) {
      Map<String, Tensor> weights = StateDict.read(file);
      Architecture architecture = architecture(file, description);
      description.requireOnly(
          "a file of weights; to say more of it than classes and input.size, export it to"
              + " TorchScript or ONNX",
          EnumSet.of(ARCHITECTURE, CLASSES, INPUT));
      requireOnlySize(architecture, description.input());
      ImageShape shape =
          description.input().size().map(ImageSize::shape).orElse(architecture.defaultShape());
      List<String> names = names(description, architecture.classesOf(weights), file);
      return new NetworkFile(
          name,
          SavedNetwork.of(architecture, shape, names, weights),
          settings(description, shape, names.size()));
    }
  }

  /**
   * The network as a victim, which may outlive this.
   *
   * @throws IOException if how it is computed cannot be chosen
   */
  public Victim victim(Computing computing) throws IOException {
    return new NetworkVictim(
        name,
        saved,
        computing.choice().choose(saved.network().architecture(), saved.network().shape()),
        settings);
  }

  @Override
  public void close() {
    saved.close();
  }

  private static boolean saysAllOfItself(Path file) throws IOException {
    boolean pickle = StateDict.isZip(file) || file.toString().matches("(?i).*\\.(pth|pt|bin|ckpt)");
    return !pickle && SavedNetwork.isIn(file);
  }

  private static Architecture architecture(Path file, VictimDescription description) {
    return Architectures.named(
        description
            .architecture()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        file
                            + " holds weights and does not say of what; add architecture=NAME, one"
                            + " of "
                            + String.join(", ", Architectures.names()))));
  }

  /** These networks normalise by themselves, as torchvision does. */
  private static void requireOnlySize(Architecture architecture, InputDescription input) {
    boolean usual = input.normalisation().filter("torchvision"::equals).isPresent();
    if (!(usual ? input.withoutNormalisation() : input).isOnlySize()) {
      throw new IllegalArgumentException(
          "a "
              + architecture
              + " of weights takes RGB normalised as torchvision does, and of the input only"
              + " input.size can be declared; for anything else export it to TorchScript or ONNX");
    }
  }

  private static List<String> names(VictimDescription description, int classes, Path file)
      throws IOException {
    if (description.classes().isEmpty()) {
      return ClassNames.numbered(classes);
    }
    List<String> names = ClassNames.read(description.classes().get());
    if (names.size() != classes) {
      throw new IllegalArgumentException(
          "classes are %d, but %s has weights for %d".formatted(names.size(), file, classes));
    }
    return names;
  }

  private static Map<String, String> settings(
      VictimDescription description, ImageShape shape, int classes) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(
        "images",
        shape
            + (description.input().size().isPresent()
                ? " (declared)"
                : " (assumed: the architecture's own)"));
    settings.put("values", "RGB, normalised as torchvision does (assumed)");
    settings.put(
        "classes",
        classes
            + (description.classes().isPresent() ? " (declared)" : " (from the file), by number"));
    return settings;
  }
}
