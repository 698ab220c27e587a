package io.boogeyman.cli.command;

import io.boogeyman.cli.detect.Detection;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.observation.Observer;
import io.boogeyman.nn.network.Architecture;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.weights.StateDict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.PointerScope;

/** A pretrained network besides the victim, if one was named, through which detectors look. */
@SuppressWarnings("try") // a scope is there to be closed, not to be read
record PretrainedFeatures(List<Detection.View> views) implements AutoCloseable {
  private static final Pattern NAMED = Pattern.compile("([a-z0-9_]+):(.+?)(?::(\\d{1,4}))?");

  /**
   * @param text {@code ARCH:FILE[:SIZE]}, or null where the option was not given
   */
  static PretrainedFeatures of(String text, CommonOptions common) throws IOException {
    if (text == null) {
      return new PretrainedFeatures(List.of());
    }
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
    try (PointerScope scope = new PointerScope();
        Network network = architecture.create(2, shape, new Seed(1))) {
      network.load(StateDict.read(Path.of(named.group(2))), true);
      Observer observer = Observer.of(network, common.compute(architecture, shape));
      return new PretrainedFeatures(
          List.of(new Detection.View(architecture.name(), shape, observer)));
    }
  }

  @Override
  public void close() {
    views.forEach(view -> view.observer().close());
  }
}
