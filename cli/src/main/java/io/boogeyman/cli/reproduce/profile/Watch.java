package io.boogeyman.cli.reproduce.profile;

import io.boogeyman.cli.detect.AttackSettings;
import io.boogeyman.cli.detect.DetectorSettings;
import io.boogeyman.cli.result.Percentages;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Detectors before a victim, and the attackers that are sent against them.
 *
 * @param victim who is watched, by its name in the profile
 * @param own images as customers send them, that the victim was not trained on
 * @param pools foreign images that detectors are shown, by their names in the profile
 * @param unseen foreign images that they are not shown
 * @param images of each source, at most
 * @param trained architectures of networks to be trained from scratch as detectors
 * @param features a pretrained network to look through
 * @param insiderShares shares of insiders that mixers ask
 */
public record Watch(
    String victim,
    String own,
    List<String> pools,
    List<String> unseen,
    OptionalInt images,
    List<String> trained,
    Optional<Watch.Features> features,
    List<Double> insiderShares) {
  private static final List<String> DETECTORS =
      List.of(
          "foreign-query-classifier",
          "energy",
          "mahalanobis",
          "nearest-neighbours",
          "combination",
          "mahalanobis-tuned-on-foreign",
          "softmax",
          "odin");

  /**
   * A pretrained network that a detector looks through.
   *
   * @param architecture its name
   * @param weights its weights, a file from the folder of the data
   * @param size side that images are brought to
   */
  public record Features(String architecture, String weights, int size) {}

  /**
   * What is not said is empty, but what it cannot do without.
   *
   * @throws IllegalArgumentException if that is not said
   */
  public Watch {
    Required.said(victim, "a watch", "victim");
    Required.said(own, "a watch", "own");
    Required.said(pools, "a watch", "pools");
    trained = Objects.requireNonNullElse(trained, List.<String>of()).stream().distinct().toList();
    unseen = Objects.requireNonNullElse(unseen, List.of());
    insiderShares = Objects.requireNonNullElse(insiderShares, List.of());
  }

  /** What its detectors are called. */
  public List<String> detectors() {
    Stream<String> networks =
        Stream.concat(
            features.map(network -> "foreign-query-classifier-" + network.architecture()).stream(),
            trained.stream().map(network -> "foreign-query-network-" + network));
    return Stream.concat(networks, DETECTORS.stream()).toList();
  }

  /**
   * What the attackers are called that are sent against them.
   *
   * @param insiders whether there are images that thieves got hold of
   */
  public List<String> attackers(boolean insiders) {
    List<String> attackers = new ArrayList<>();
    pools.forEach(pool -> attackers.add("Knockoff, " + pool));
    pools.forEach(pool -> attackers.add("Knockoff, " + AttackSettings.coarse(pool)));
    unseen.forEach(pool -> attackers.add("Knockoff, " + pool));
    if (insiders) {
      attackers.add("in-distribution");
      insiderShares.forEach(share -> attackers.add("mixer, " + Percentages.share(share)));
      attackers.addAll(List.of("filterer", "negative insiders", "grey insiders"));
    }
    return attackers;
  }

  /** Images of each source, at most. */
  public int most() {
    return images.orElse(DetectorSettings.IMAGES);
  }
}
