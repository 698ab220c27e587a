package io.boogeyman.defend.stateless;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.observation.Observation;
import io.boogeyman.defend.observation.Observer;
import io.boogeyman.defend.observation.Queries;
import io.boogeyman.defend.parameters.NetworkParameters;
import io.boogeyman.defend.parameters.Parameters;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Network;
import java.util.List;
import java.util.function.Function;

/**
 * The foreign-query classifier with a second pair of eyes: what a network of public weights sees in
 * a query beside what the victim does ({@link FeatureClassifier}). Images are brought to the added
 * network's shape.
 *
 * <p>Atli et al. (2020), section 5, look through a pretrained network alone; what the victim's pass
 * has computed anyway is added here. Cost: a forward pass of that network a query. It holds the
 * network and a copy for inference.
 */
public final class AddedNetwork implements ImageDetector {
  static final String KIND = "added-network";

  private final Network network;
  private final Observer observer;
  private final FeatureClassifier classifier;

  private AddedNetwork(Network network, Observer observer, FeatureClassifier classifier) {
    this.network = network;
    this.observer = observer;
    this.classifier = classifier;
  }

  /**
   * Fits to own and foreign images.
   *
   * @param victim looks at the images, too; not closed
   * @param network with a body that was trained on other images; closed with the result
   * @param pools foreign images, at least one set
   */
  public static AddedNetwork fit(
      Observer victim,
      Network network,
      ImageSet own,
      List<ImageSet> pools,
      Compute compute,
      Seed seed,
      Progress progress) {
    Observer observer = Observer.scaling(network, compute);
    try {
      Function<ImageBatch, Observation> look =
          images -> victim.observe(images).withStagesOf(observer.observe(images));
      return new AddedNetwork(
          network, observer, FeatureClassifier.fit(look, own, pools, seed, progress));
    } catch (RuntimeException e) {
      observer.close();
      throw e;
    }
  }

  @Override
  public String name() {
    return FeatureClassifier.KIND + "-" + network.architecture().name();
  }

  @Override
  public double[] scores(Queries queries) {
    return classifier.scores(queries.seen().withStagesOf(observer.observe(queries.images())));
  }

  @Override
  public Parameters parameters() {
    return Parameters.of(KIND)
        .with("network", NetworkParameters.of(network))
        .with("classifier", classifier.parameters());
  }

  static AddedNetwork read(Parameters parameters, Network victim, Compute compute) {
    FeatureClassifier classifier = FeatureClassifier.read(parameters.under("classifier"));
    Network network = NetworkParameters.read(parameters.under("network"));
    AddedNetwork read = new AddedNetwork(network, Observer.scaling(network, compute), classifier);
    try (Observer watched = Observer.of(victim, compute)) {
      read.requireFit(watched);
      return read;
    } catch (RuntimeException e) {
      read.close();
      throw e;
    }
  }

  /** A damaged file is told of when it is read, not at the first query. */
  private void requireFit(Observer victim) {
    byte[] black = new byte[victim.shape().bytes()];
    scores(victim.queries(new ImageBatch(victim.shape(), black)));
  }

  @Override
  public void close() {
    observer.close();
    network.close();
  }
}
