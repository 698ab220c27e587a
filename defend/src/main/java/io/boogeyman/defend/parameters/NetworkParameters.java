package io.boogeyman.defend.parameters;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.observation.Matrix;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.network.Network;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A network among parameters: its weights in single precision, a row a tensor. */
@SuppressWarnings("try") // a scope is there to be closed, not to be read
public final class NetworkParameters {
  private static final int LARGEST_SIDE = 4_096;
  private static final int MOST_CLASSES = 1_000_000;

  private NetworkParameters() {}

  /** The network's weights and what is needed to build it again. */
  public static Parameters of(Network network) {
    Parameters parameters =
        Parameters.of("network")
            .with("architecture", network.architecture().name())
            .with("classes", network.classes())
            .with("height", network.shape().height())
            .with("width", network.shape().width());
    try (PointerScope scope = new PointerScope()) {
      network.state().forEach((name, tensor) -> add(parameters, name, tensor));
    }
    return parameters;
  }

  private static void add(Parameters parameters, String name, Tensor tensor) {
    if (tensor.is_floating_point()) {
      float[] values = new float[Math.toIntExact(tensor.numel())];
      new FloatPointer(tensor.detach().cpu().contiguous().data_ptr()).get(values);
      parameters.with("weights/" + name, new Matrix(values, values.length));
    }
  }

  /**
   * The network that has these parameters, to be closed by the caller.
   *
   * @throws IllegalArgumentException in one line, if they are of none
   */
  public static Network read(Parameters parameters) {
    ImageShape shape =
        new ImageShape(
            parameters.count("height", LARGEST_SIDE), parameters.count("width", LARGEST_SIDE), 3);
    Map<String, Matrix> weights = parameters.under("weights").singles();
    // What the file claims to be takes no more memory than the file.
    long values =
        weights.values().stream().mapToLong(rows -> (long) rows.rows() * rows.width()).sum();
    Network network =
        Architectures.named(parameters.text("architecture"))
            .create(parameters.count("classes", MOST_CLASSES), shape, new Seed(0), values);
    try (PointerScope scope = new PointerScope()) {
      network.load(tensors(network, weights), false);
      network.training(false);
      return network;
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  private static Map<String, Tensor> tensors(Network network, Map<String, Matrix> weights) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    weights.forEach(
        (name, row) -> {
          Tensor own = network.state().get(name);
          Tensor flat = Tensor.create(row.toArray());
          boolean fits = own != null && own.numel() == flat.numel() && isFloat(own);
          tensors.put(name, fits ? flat.reshape(own.shape()) : flat);
        });
    return tensors;
  }

  private static boolean isFloat(Tensor tensor) {
    return tensor.scalar_type().intern() == ScalarType.Float;
  }
}
