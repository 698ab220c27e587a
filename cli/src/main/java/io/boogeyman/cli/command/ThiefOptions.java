package io.boogeyman.cli.command;

import io.boogeyman.cli.run.StrategyChoice;
import io.boogeyman.cli.run.ThiefSettings;
import io.boogeyman.core.image.Transformation;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Option;

/** What a thief asks from, and in what order. */
final class ThiefOptions {

  @Option(
      names = "--pool",
      paramLabel = "DATA",
      description = "The thief's images: PATH[:PART], or scenes:COUNT. Labels are ignored.")
  private String pool;

  @Option(
      names = "--insider",
      paramLabel = "DATA",
      description =
          "Images of the victim's own kind that the thief got hold of, such as"
              + " gtsrb32.zip:train#5/5, the last of five parts. Labels are ignored.")
  private String insider;

  @Option(
      names = "--insider-share",
      paramLabel = "SHARE",
      description =
          "Share of the queries that insiders are (default: 0.5, or 0 with --filter); at 1 --pool"
              + " may be left out.")
  private Double insiderShare;

  @Option(
      names = "--filter",
      paramLabel = "SHARE",
      description =
          "Ask only this share of the pool: what looks most like insiders to a classifier of the"
              + " thief's own.")
  private Double filter;

  @Option(
      names = "--transform",
      paramLabel = "negative|grey|mirror|blur|night|noise|compressed|coarse",
      description = "Change every image before it is asked.")
  private String transform;

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      defaultValue = "random",
      description =
          "What is asked next: random; adaptive, Knockoff nets' bandit (adaptive-art: with ART's"
              + " rewards); or, by copies trained as he goes: entropy, margin, k-center, dfal,"
              + " dfal-k-center (a tenth of the largest budget at random, then ten rounds), or rare,"
              + " what looks like classes that were seldom named (a quarter at random, then three"
              + " rounds; default: ${DEFAULT-VALUE}).")
  private String strategy;

  /** How he chooses what to ask. */
  StrategyChoice strategy() {
    return StrategyChoice.parse(strategy);
  }

  /**
   * The thief.
   *
   * @throws IllegalArgumentException in one line, if the options do not go together
   */
  ThiefSettings settings() {
    double usual = insider == null || filter != null ? 0 : 0.5;
    return new ThiefSettings(
        Optional.ofNullable(pool),
        Optional.ofNullable(insider),
        insiderShare == null ? usual : insiderShare,
        filter == null ? OptionalDouble.empty() : OptionalDouble.of(filter),
        Optional.ofNullable(transform).map(Transformation::parse),
        strategy());
  }
}
