package io.boogeyman.defend.stateless;

import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Architecture;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.training.Examples;
import io.boogeyman.nn.training.LearningSet;
import io.boogeyman.nn.training.Recipe;
import io.boogeyman.nn.training.Trainer;
import java.util.List;
import java.util.Optional;

/**
 * The foreign-query classifier as a small network of two classes, trained from scratch to tell the
 * owner's images from those of one or more pools: the paper's other detector (Atli et al. 2020,
 * section 5), which needs no pretrained weights. The score is the log odds of being foreign.
 *
 * <p>Cost: its training, once; a forward pass of it a query.
 */
public final class TrainedClassifier {
  private TrainedClassifier() {}

  /**
   * Trains on the owner's images and as many foreign ones, every pool with the same number.
   *
   * @param pools foreign images of the same shape, at least one pool
   * @param architecture a small one: "5l", "resnet20"
   * @throws IllegalArgumentException if there is no pool, one is empty, or shapes do not fit
   */
  public static SeparateNetwork fit(
      ImageSet own,
      List<ImageSet> pools,
      Architecture architecture,
      Recipe recipe,
      Compute compute,
      Seed seed,
      Progress progress) {
    MixedImages images = MixedImages.of(own, pools, seed.derive("mixture"));
    Network network = architecture.create(2, images.shape(), seed.derive("network"));
    try {
      Trainer.of(recipe, compute, seed.derive("training"))
          .reporting(progress)
          .train(
              "Training a detector",
              network,
              new LearningSet(Examples.labelled(images), Optional.empty()));
      network.training(false);
      String name = "foreign-query-network-" + architecture.name();
      return SeparateNetwork.of(name, network, new LogitDifference(), compute);
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }
}
