package io.boogeyman.defend.stateless;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.defend.observation.Observation;
import io.boogeyman.defend.observation.Observer;
import io.boogeyman.defend.observation.Queries;
import io.boogeyman.defend.parameters.NetworkParameters;
import io.boogeyman.defend.parameters.Parameters;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Network;

/**
 * A detector that looks at queries through a network of its own, trained for it, instead of through
 * the victim. Images are brought to the network's shape.
 *
 * <p>Cost: a forward pass of that network a query. It holds the network and a copy for inference.
 */
public final class SeparateNetwork implements ImageDetector {
  static final String KIND = "separate-network";

  private final String name;
  private final Network network;
  private final Observer observer;
  private final PassiveDetector detector;

  private SeparateNetwork(
      String name, Network network, Observer observer, PassiveDetector detector) {
    this.name = name;
    this.network = network;
    this.observer = observer;
    this.detector = detector;
  }

  /**
   * A detector that scores what {@code network} makes of queries.
   *
   * @param name what it is called
   * @param network closed with this
   */
  static SeparateNetwork of(
      String name, Network network, PassiveDetector detector, Compute compute) {
    return new SeparateNetwork(name, network, Observer.scaling(network, compute), detector);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public double[] scores(Queries queries) {
    return detector.scores(observer.observe(queries.images()));
  }

  /** How foreign the images of a set are. */
  public double[] scores(ImageSet images, String what, Progress progress) {
    return detector.scores(observer.observe(images, what, progress));
  }

  @Override
  public Parameters parameters() {
    return Parameters.of(KIND)
        .with("name", name)
        .with("network", NetworkParameters.of(network))
        .with("detector", detector.parameters());
  }

  static SeparateNetwork read(Parameters parameters, Compute compute) {
    PassiveDetector detector = PassiveDetector.read(parameters.under("detector"));
    String name = parameters.text("name");
    SeparateNetwork read =
        of(name, NetworkParameters.read(parameters.under("network")), detector, compute);
    try {
      read.requireFit();
      return read;
    } catch (RuntimeException e) {
      read.close();
      throw e;
    }
  }

  /** A damaged file is told of when it is read, not at the first query. */
  private void requireFit() {
    ImageShape shape = network.shape();
    byte[] black = new byte[shape.bytes()];
    Observation seen = observer.observe(new ImageBatch(shape, black));
    detector.scores(seen);
  }

  @Override
  public void close() {
    observer.close();
    network.close();
  }
}
