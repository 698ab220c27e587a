package io.boogeyman.cli.detect;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.network.Architecture;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.weights.StateDict;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.javacpp.PointerScope;

/** A network of public weights, through whose features detectors look. */
@SuppressWarnings("try") // a scope is there to be closed, not to be read
public final class PretrainedNetwork {
  private PretrainedNetwork() {}

  /**
   * The network, in evaluation mode, to be closed by the caller.
   *
   * @param shape that images are brought to
   * @throws IOException if the weights cannot be read
   * @throws IllegalArgumentException in one line, if they are of another architecture
   */
  public static Network read(Architecture architecture, ImageShape shape, Path weights)
      throws IOException {
    Network network = architecture.create(2, shape, new Seed(1));
    try (PointerScope scope = new PointerScope()) {
      network.load(StateDict.read(weights), true);
      network.training(false);
      return network;
    } catch (IOException | RuntimeException e) {
      network.close();
      throw e;
    }
  }
}
