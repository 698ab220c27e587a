package io.boogeyman.cli.detect;

import io.boogeyman.cli.result.Percentages;
import io.boogeyman.cli.run.PoolFilter;
import io.boogeyman.cli.run.Thief;
import io.boogeyman.core.image.ImageDigest;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.Transformation;
import io.boogeyman.defend.calibration.OwnerParts;
import io.boogeyman.nn.image.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which attackers there are.
 *
 * @param unseen foreign images that no detector was fitted to
 * @param insiders images of the victim's own kind that thieves got hold of, if any did
 * @param shares of insiders that mixers ask
 * @param accounts over which a thief spreads
 */
public record AttackSettings(
    List<String> unseen, Optional<String> insiders, List<Double> shares, int accounts) {
  /** A filterer asks this share of the pool. */
  private static final double FILTER = 0.1;

  /**
   * @throws IllegalArgumentException in one line, if a number is out of range
   */
  public AttackSettings {
    unseen = List.copyOf(unseen);
    shares = List.copyOf(shares);
    if (accounts < 1 || accounts > 1_000) {
      throw new IllegalArgumentException("--accounts must be from 1 to 1,000, not " + accounts);
    }
    for (double share : shares) {
      if (!(share > 0 && share < 1)) {
        throw new IllegalArgumentException(
            "--insider-shares are over 0 and under 1, not " + share + "; 0 and 1 are there anyway");
      }
    }
  }

  /**
   * The attackers, on images that no detector was fitted to.
   *
   * @throws IllegalArgumentException in one line, if detectors were fitted to or chosen by images
   *     that are to be unseen
   */
  List<Attack> attacks(
      DetectorImages images, OwnerParts own, Map<String, Split> pools, PoolFilter filter)
      throws IOException {
    Set<ImageDigest> known = known(own, pools);
    List<Attack> attacks = new ArrayList<>();
    pools.forEach((name, pool) -> attacks.add(knockoff(name, pool.second(), true)));
    // Who has heard that detectors know images by their sharpness:
    pools.forEach(
        (name, pool) ->
            attacks.add(knockoff(coarse(name), Transformation.COARSE.of(pool.second()), true)));
    for (String name : unseen) {
      attacks.add(knockoff(name, unknown("--unseen", images.some(name), known), false));
    }
    if (insiders.isPresent()) {
      Map.Entry<String, Split> first = pools.entrySet().iterator().next();
      ImageSet foreign = first.getValue().second();
      ImageSet insider = unknown("--insider", images.some(insiders.get()), known);
      attacks.addAll(withInsiders(insider, first.getKey(), foreign, filter));
    }
    return attacks;
  }

  private static Set<ImageDigest> known(OwnerParts own, Map<String, Split> pools) {
    Set<ImageDigest> known = new HashSet<>();
    SeenImages.add(known, own.fitting());
    SeenImages.add(known, own.calibration());
    SeenImages.add(known, own.report());
    pools.values().forEach(pool -> SeenImages.add(known, pool.first()));
    return known;
  }

  private static ImageSet unknown(String option, ImageSet images, Set<ImageDigest> known) {
    long shared =
        IntStream.range(0, images.size()).filter(i -> known.contains(images.digestOf(i))).count();
    if (shared > 0) {
      throw new IllegalArgumentException(
          "%s: %,d of the images of %s are among those that detectors were fitted to or are judged"
                  .formatted(option, shared, images.name())
              + " by; name others");
    }
    return images;
  }

  /** What a pool is called whose images a thief asks at half their resolution. */
  public static String coarse(String pool) {
    return pool + ", " + Transformation.COARSE;
  }

  private static Attack knockoff(String name, ImageSet pool, boolean seen) {
    return new Attack("Knockoff, " + name, "images of " + name, seen, Thief.random(pool));
  }

  private List<Attack> withInsiders(
      ImageSet own, String pool, ImageSet foreign, PoolFilter filter) {
    List<Attack> attacks = new ArrayList<>();
    attacks.add(new Attack("in-distribution", "images of " + own.name(), false, Thief.random(own)));
    for (double share : shares) {
      String percent = Percentages.share(share);
      attacks.add(
          new Attack(
              "mixer, " + percent,
              percent + " insiders among images of " + pool,
              true,
              Thief.mixing(foreign, own, share)));
    }
    if (filter.canLearn(foreign, own)) {
      attacks.add(
          new Attack(
              "filterer",
              "images of %s that pass for %s to its own classifier".formatted(pool, own.name()),
              true,
              Thief.random(filter.most(foreign, own, FILTER))));
    }
    attacks.add(transformed(own, Transformation.NEGATIVE));
    attacks.add(transformed(own, Transformation.GREY));
    return attacks;
  }

  private static Attack transformed(ImageSet own, Transformation how) {
    return new Attack(
        how + " insiders",
        "images of %s, %s".formatted(own.name(), how),
        false,
        Thief.random(how.of(own)));
  }
}
