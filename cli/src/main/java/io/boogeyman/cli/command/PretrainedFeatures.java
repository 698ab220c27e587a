package io.boogeyman.cli.command;

import io.boogeyman.cli.detect.PretrainedNetwork;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.nn.network.Architecture;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.network.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A network of public weights, through whose features detectors look: {@code --features}. */
final class PretrainedFeatures {
  private static final Pattern NAMED = Pattern.compile("([a-z0-9_]+):(.+?)(?::(\\d{1,4}))?");

  private PretrainedFeatures() {}

  /**
   * The network, to be closed by the caller.
   *
   * @param text {@code ARCH:FILE[:SIZE]}
   * @throws IOException if the weights cannot be read
   * @throws IllegalArgumentException in one line, if the text is not like that, or the weights are
   *     of another architecture
   */
  static Network network(String text) throws IOException {
    Matcher named = NAMED.matcher(text);
    if (!named.matches()) {
      throw new IllegalArgumentException(
          "--features is ARCH:FILE[:SIZE], such as mobilenet_v2:weights.safetensors:96, not '"
              + text
              + "'");
    }
    Architecture architecture = Architectures.named(named.group(1));
    ImageShape shape =
        named.group(3) == null
            ? architecture.defaultShape()
            : ImageShape.square(Integer.parseInt(named.group(3)));
    return PretrainedNetwork.read(architecture, shape, Path.of(named.group(2)));
  }
}
