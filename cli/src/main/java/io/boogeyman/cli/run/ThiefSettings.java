package io.boogeyman.cli.run;

import io.boogeyman.attack.reading.Reading;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.Transformation;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What a thief has: a pool, and perhaps images of the victim's own kind.
 *
 * @param pool name of foreign images; none where only insiders are asked
 * @param insiders name of images of the victim's own kind: the realistic attacker of the paper's
 *     section 5.4
 * @param share of the queries that insiders are
 * @param filter the share of the pool that is asked: those images that look most like insiders
 * @param transformation what is done to every image before it is asked
 * @param strategy what it asks next
 */
public record ThiefSettings(
    Optional<String> pool,
    Optional<String> insiders,
    double share,
    OptionalDouble filter,
    Optional<Transformation> transformation,
    StrategyChoice strategy) {

  /**
   * @throws IllegalArgumentException in one line, if there is nothing to ask, or a number is out of
   *     range
   */
  public ThiefSettings {
    require(share >= 0 && share <= 1, "--insider-share is from 0 to 1, not " + share);
    require(
        pool.isPresent() || (insiders.isPresent() && share == 1),
        "--pool names the thief's"
            + " images; only with --insider and --insider-share 1 it may be left out");
    require(
        insiders.isPresent() || share == 0,
        "--insider-share needs --insider, which names images of the victim's own kind");
    require(
        filter.isEmpty() || (filter.getAsDouble() > 0 && filter.getAsDouble() < 1),
        "--filter is a share of the pool over 0 and under 1");
    require(
        filter.isEmpty() || (insiders.isPresent() && pool.isPresent()),
        "--filter needs --insider, images to tell which of --pool look like the victim's own");
    require(
        strategy == StrategyChoice.RANDOM || share == 0 || share == 1,
        "--strategy "
            + strategy
            + " chooses freely, so that --insider-share can only be 0 or 1, not "
            + share);
  }

  /** The names of the images that it asks. */
  public List<String> sources() {
    return Stream.concat(pool.stream(), insiders.stream()).toList();
  }

  /**
   * Refuses what this thief cannot make of answers.
   *
   * @throws IllegalArgumentException in one line, if there is any
   */
  void requireReadings(List<Reading> answers) {
    boolean varies = answers.stream().anyMatch(reading -> reading.variationsAsked() > 1);
    require(
        !varies || !strategy.looksAtAnswers(),
        "--answers averaged-N asks variations of images that are known beforehand, which --strategy "
            + strategy
            + " does not");
  }

  private static void require(boolean held, String message) {
    if (!held) {
      throw new IllegalArgumentException(message);
    }
  }

  /** The Knockoff thief. */
  public static ThiefSettings of(String pool) {
    return new ThiefSettings(
        Optional.of(pool),
        Optional.empty(),
        0,
        OptionalDouble.empty(),
        Optional.empty(),
        StrategyChoice.RANDOM);
  }

  /**
   * Puts the thief together, who asks by chance so far.
   *
   * @param opened where its images are opened; they are closed there
   * @param filter how it filters, if it does
   * @throws IOException if images cannot be read
   */
  Thief thief(OpenSources opened, PoolFilter filter) throws IOException {
    if (insiders.isEmpty()) {
      return Thief.random(changed(opened.open(pool.orElseThrow())));
    }
    ImageSet own = opened.open(insiders.get());
    if (pool.isEmpty()) {
      return Thief.random(changed(own));
    }
    ImageSet foreign = opened.open(pool.get());
    ImageSet asked =
        this.filter.isPresent() ? filter.most(foreign, own, this.filter.getAsDouble()) : foreign;
    return Thief.mixing(changed(asked), changed(own), share);
  }

  private ImageSet changed(ImageSet images) {
    return transformation.map(how -> how.of(images)).orElse(images);
  }

  /** What the order of its queries is called. */
  String order() {
    return insiders.isPresent() && share > 0 && share < 1 ? "mixed" : strategy.toString();
  }

  /** Every setting by name, of those that are used. */
  Map<String, String> toMap() {
    Map<String, String> map = new LinkedHashMap<>();
    map.put("pool", pool.orElse("none"));
    insiders.ifPresent(
        name -> {
          map.put("insiders", name);
          map.put("share of insiders", Double.toString(share));
        });
    filter.ifPresent(kept -> map.put("share of the pool that passes", Double.toString(kept)));
    transformation.ifPresent(how -> map.put("transformation", how.toString()));
    return map;
  }
}
