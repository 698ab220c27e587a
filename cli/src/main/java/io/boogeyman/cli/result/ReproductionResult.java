package io.boogeyman.cli.result;

import io.boogeyman.core.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tables that were made of a profile, and what became of its claims.
 *
 * @param schema version of this format; 1
 * @param version Boogeyman's version
 * @param finished when it ended, ISO 8601 in UTC
 * @param profile its name
 * @param profileDigest of all that it says, and of how victims, thefts and detectors are made
 * @param about what it is for
 * @param seeds thieves and calibrations of each kind
 * @param tables in the profile's order
 * @param claims in the profile's order
 * @param environment what it ran on, by name
 */
public record ReproductionResult(
    int schema,
    String version,
    String finished,
    String profile,
    String profileDigest,
    String about,
    int seeds,
    List<FigureTable> tables,
    List<ReproductionResult.Claim> claims,
    Map<String, String> environment) {
  /** The version of the format that this program writes. */
  public static final int SCHEMA = 1;

  /**
   * The same, with the tables and decisions of an earlier result of the same profile that this one
   * lacks.
   *
   * @param order the profile's tables
   */
  public ReproductionResult with(ReproductionResult earlier, List<String> order) {
    if (!earlier.profileDigest.equals(profileDigest)) {
      return this;
    }
    List<FigureTable> all =
        order.stream()
            .flatMap(
                id ->
                    Stream.concat(tables.stream(), earlier.tables.stream())
                        .filter(table -> table.id().equals(id))
                        .limit(1))
            .toList();
    List<Claim> decided = new ArrayList<>();
    for (int i = 0; i < claims.size(); i++) {
      decided.add(claims.get(i).hasFigures() ? claims.get(i) : earlier.claims.get(i));
    }
    return new ReproductionResult(
        schema, version, finished, profile, profileDigest, about, seeds, all, decided, environment);
  }

  /** What became of a claim. */
  public enum Decision {
    /** The interval over seeds lies wholly where the claim puts it. */
    HOLDS("holds here"),
    /** The interval over seeds lies wholly elsewhere. */
    DOES_NOT_HOLD("does not hold here"),
    /** It lies on both sides, or there is one seed only. */
    UNDECIDED("undecided here"),
    /** Not all tables that it needs were made. */
    NOT_MEASURED("not measured");

    private final String words;

    Decision(String words) {
      this.words = words;
    }

    /** For people. */
    public String words() {
      return words;
    }

    /** How well the claim fares, in the words of a style sheet. */
    public String level() {
      return switch (this) {
        case HOLDS -> "holds";
        case DOES_NOT_HOLD -> "fails";
        default -> "open";
      };
    }
  }

  /**
   * A claim.
   *
   * @param id a short name
   * @param says the claim
   * @param source where it is made
   * @param test what was computed, and where it has to lie
   * @param decision what became of it
   * @param measured the sum, over seeds; empty where it was not measured
   * @param seeds over how many
   */
  public record Claim(
      String id,
      String says,
      String source,
      String test,
      Decision decision,
      Optional<Interval> measured,
      int seeds) {

    /** Whether all tables that it needs were made. */
    public boolean hasFigures() {
      return decision != Decision.NOT_MEASURED;
    }
  }
}
