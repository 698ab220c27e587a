package io.boogeyman.defend.stateless;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.observation.Observer;
import io.boogeyman.defend.observation.Queries;
import io.boogeyman.defend.observation.Views;
import io.boogeyman.defend.parameters.NetworkParameters;
import io.boogeyman.defend.parameters.Parameters;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Network;
import java.util.List;

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
   * @param network with a body that was trained on other images; closed with the result
   * @param own the owner's, with what the victim sees in them
   * @param pools foreign ones, likewise; at least one
   */
  public static AddedNetwork fit(
      Network network,
      Views own,
      List<Views> pools,
      Compute compute,
      Seed seed,
      Progress progress) {
    Observer observer = Observer.scaling(network, compute);
    try {
      String what = "Looking through " + network.architecture().name();
      List<Views> foreign = pools.stream().map(pool -> pool.and(observer, what, progress)).toList();
      FeatureClassifier classifier =
          FeatureClassifier.fit(own.and(observer, what, progress), foreign, seed, progress);
      return new AddedNetwork(network, observer, classifier);
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
    return classifier.scores(queries.seen().and(observer.observe(queries.images())));
  }

  @Override
  public Parameters parameters() {
    return Parameters.of(KIND)
        .with("network", NetworkParameters.of(network))
        .with("classifier", classifier.parameters());
  }

  static AddedNetwork read(Parameters parameters, Network victim, Compute compute) {
    Network network = NetworkParameters.read(parameters.under("network"));
    try (Observer watched = Observer.of(victim, compute)) {
      AddedNetwork read =
          new AddedNetwork(
              network,
              Observer.scaling(network, compute),
              FeatureClassifier.read(parameters.under("classifier")));
      read.requireFit(watched);
      return read;
    } catch (RuntimeException e) {
      network.close();
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
