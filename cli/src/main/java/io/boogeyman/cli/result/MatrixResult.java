package io.boogeyman.cli.result;

import java.util.List;
import java.util.Map;

/**
 * What thieves got through policies, and what these cost customers, as {@code matrix.json} holds
 * it.
 *
 * @param schema version of this format; 1
 * @param version Boogeyman's version
 * @param finished when it ended, ISO 8601 in UTC
 * @param about what was measured on what, in a sentence
 * @param seeds thieves of each kind
 * @param tables what was found
 * @param policies digest of each policy by name
 * @param settings every setting of the thefts as resolved, by name
 * @param environment what it ran on, by name
 */
public record MatrixResult(
    int schema,
    String version,
    String finished,
    String about,
    int seeds,
    List<FigureTable> tables,
    Map<String, String> policies,
    Map<String, String> settings,
    Map<String, String> environment) {
  /** The version of the format that this program writes. */
  public static final int SCHEMA = 1;
}
