package io.boogeyman.cli.detect;

import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.observation.Observation;
import io.boogeyman.defend.observation.Observer;
import io.boogeyman.defend.stateless.AddedNetwork;
import io.boogeyman.defend.stateless.Combination;
import io.boogeyman.defend.stateless.Energy;
import io.boogeyman.defend.stateless.FeatureClassifier;
import io.boogeyman.defend.stateless.ImageDetector;
import io.boogeyman.defend.stateless.Mahalanobis;
import io.boogeyman.defend.stateless.MaximumSoftmax;
import io.boogeyman.defend.stateless.NearestNeighbours;
import io.boogeyman.defend.stateless.Odin;
import io.boogeyman.defend.stateless.TrainedClassifier;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.training.Recipe;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fits every detector that there is to the owner's images and, those that need them, to pools. */
final class DetectorFitting {
  private static final int NEIGHBOUR = 10;
  private static final int FOLDS = 5;

  /**
   * At five times as much, 5l, which has no batch normalisation, learnt nothing in a seed of three.
   */
  private static final double RATE = 0.02;

  private final Network victim;
  private final Compute compute;
  private final Seed seed;
  private final Progress progress;

  DetectorFitting(Network victim, Compute compute, Seed seed, Progress progress) {
    this.victim = victim;
    this.compute = compute;
    this.seed = seed;
    this.progress = progress;
  }

  /**
   * The detectors, the best known first; to be closed.
   *
   * @param pretrained a network of public weights to look through, if any; closed with its detector
   * @param trained architectures of networks to be trained from scratch as detectors
   */
  List<ImageDetector> fit(
      Observer observer,
      ImageSet own,
      List<ImageSet> pools,
      Optional<Network> pretrained,
      List<String> trained) {
    List<ImageDetector> detectors = new ArrayList<>();
    pretrained.ifPresent(
        network ->
            detectors.add(
                AddedNetwork.fit(observer, network, own, pools, compute, seed, progress)));
    trained.forEach(architecture -> detectors.add(trained(architecture, own, pools)));
    detectors.add(FeatureClassifier.fit(observer::observe, own, pools, seed, progress));
    Observation seen = observer.observe(own, "Looking at the owner's images", progress);
    Observation foreign =
        Observation.joined(
            pools.stream()
                .map(pool -> observer.observe(pool, "Looking at foreign images", progress))
                .toList());
    List<Combination.Fitting> alone =
        List.of(
            images -> new Energy(1),
            images -> Mahalanobis.fit(images, images.answers(), seed),
            images -> new NearestNeighbours(images, Math.min(NEIGHBOUR, images.size()), seed));
    alone.forEach(fitting -> detectors.add(fitting.fit(seen)));
    List<Combination.Fitting> combined = new ArrayList<>(alone);
    combined.add(0, images -> FeatureClassifier.fit(images, foreign, seed));
    detectors.add(Combination.fit(seen, folds(own), combined));
    detectors.add(Mahalanobis.tuned(seen, seen.answers(), foreign, seed));
    detectors.add(new MaximumSoftmax());
    detectors.add(Odin.of(victim, compute, Odin.TEMPERATURE, Odin.STEP));
    return detectors;
  }

  private ImageDetector trained(String architecture, ImageSet own, List<ImageSet> pools) {
    return TrainedClassifier.fit(
        own,
        pools,
        Architectures.named(architecture),
        Recipe.standard(DetectorSettings.EPOCHS, own.shape()).withBatch(64).withLearningRate(RATE),
        compute,
        seed.derive("trained"),
        progress);
  }

  /** Groups dealt into folds in a shuffled order: images often stand sorted by class. */
  private int[] folds(ImageSet images) {
    Map<Integer, Integer> places = new HashMap<>();
    int[] groups = new int[images.size()];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = places.computeIfAbsent(images.group(i), unseen -> places.size());
    }
    int[] order = seed.derive("folds").permutation(places.size());
    for (int i = 0; i < groups.length; i++) {
      groups[i] = order[groups[i]] % FOLDS;
    }
    return groups;
  }
}
