package io.boogeyman.nn.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import io.boogeyman.core.text.OneLine;
import io.boogeyman.nn.network.Architecture;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.network.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * A network in one safetensors file: the weights under torchvision's names, and in the metadata
 * what is needed to build it again and to know where it is from.
 *
 * @param network the network, in evaluation mode; whoever opened it closes it
 * @param classNames one name a class
 * @param notes what else is known of it, by name: the data, the recipe, the accuracy
 */
@SuppressWarnings("try") // a scope is there to be closed, not to be read
public record SavedNetwork(Network network, List<String> classNames, Map<String, String> notes)
    implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ARCHITECTURE = "architecture";
  private static final String SIDES = "shape";
  private static final String CLASSES = "classes";
  private static final Pattern SHAPE = Pattern.compile("(\\d{1,5})x(\\d{1,5})");

  /** Makes the collections immutable. */
  public SavedNetwork {
    classNames = List.copyOf(classNames);
    notes = Map.copyOf(notes);
  }

  /**
   * Writes the file, whole or not at all.
   *
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>(notes);
    metadata.put(ARCHITECTURE, network.architecture().name());
    metadata.put(SIDES, network.shape().height() + "x" + network.shape().width());
    metadata.put(CLASSES, JSON.writeValueAsString(classNames));
    Safetensors.write(file, network.state(), metadata);
  }

  /**
   * Reads a file that {@link #write} wrote.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it is no network of ours: it then says what is missing
   */
  public static SavedNetwork read(Path file) throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>(Safetensors.metadata(file));
    String architecture = take(metadata, ARCHITECTURE, file);
    String sides = take(metadata, SIDES, file);
    List<String> classNames = classNames(take(metadata, CLASSES, file), file);
    Network network = create(architecture, sides, classNames.size(), file);
    try (PointerScope scope = new PointerScope()) {
      network.load(Safetensors.read(file), false);
    } catch (IOException | RuntimeException e) {
      network.close();
      throw e;
    }
    network.training(false);
    return new SavedNetwork(network, classNames, metadata);
  }

  /**
   * A network of weights that do not say what they are of.
   *
   * @param weights by torchvision's names; copied
   * @param shape of the images
   * @param classNames one name a class
   * @throws IllegalArgumentException in one line, if the weights do not fit
   */
  public static SavedNetwork of(
      Architecture architecture,
      ImageShape shape,
      List<String> classNames,
      Map<String, Tensor> weights) {
    Network network = architecture.create(classNames.size(), shape, new Seed(0));
    try {
      network.load(weights, false);
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
    network.training(false);
    return new SavedNetwork(network, classNames, Map.of());
  }

  /** Whether a safetensors file says of what network its weights are, as {@link #write} has it. */
  public static boolean isIn(Path file) throws IOException {
    return Safetensors.metadata(file).containsKey(ARCHITECTURE);
  }

  private static Network create(String architecture, String sides, int classes, Path file)
      throws IOException {
    Matcher shape = SHAPE.matcher(sides);
    if (!shape.matches()) {
      throw unfit(file + " gives its shape as '" + sides + "', not as HEIGHTxWIDTH", null);
    }
    int height = Integer.parseInt(shape.group(1));
    int width = Integer.parseInt(shape.group(2));
    // What the file claims to be takes no more memory than the file.
    long values = Safetensors.values(file);
    try {
      return Architectures.named(architecture)
          .create(classes, new ImageShape(height, width, 3), new Seed(0), values);
    } catch (IllegalArgumentException e) {
      throw unfit(file + ": " + e.getMessage(), e);
    }
  }

  /** The message quotes the file. */
  private static IllegalArgumentException unfit(String message, Exception cause) {
    return new IllegalArgumentException(OneLine.of(message), cause);
  }

  private static String take(Map<String, String> metadata, String key, Path file) {
    String value = metadata.remove(key);
    if (value == null) {
      throw new IllegalArgumentException(
          file
              + " does not say its "
              + key
              + ": it holds weights, but is no network that 'boogeyman train' wrote");
    }
    return value;
  }

  private static List<String> classNames(String json, Path file) {
    try {
      String[] names = JSON.readValue(json, String[].class);
      if (names != null && Arrays.stream(names).allMatch(Objects::nonNull)) {
        return List.of(names);
      }
      throw unfit(file + " lists a class without a name: " + json, null);
    } catch (JsonProcessingException e) {
      throw unfit(file + " lists its classes wrongly: " + json, e);
    }
  }

  @Override
  public void close() {
    network.close();
  }
}
