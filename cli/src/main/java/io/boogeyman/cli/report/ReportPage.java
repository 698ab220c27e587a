package io.boogeyman.cli.report;

import java.util.List;

/**
 * What the templates show, every figure already in words. Public because templates compile into a
 * package of their own.
 *
 * @param title heading of the page
 * @param subtitle what was attacked with what
 * @param verdict the result
 * @param figures the key figures
 * @param summary the table of granularities and budgets
 * @param intervals what the intervals are over
 * @param price what 1,000 answers cost, in words
 * @param classes the classes of the strongest surrogate, largest loss first
 * @param classesOf which surrogate that is
 * @param untested classes without test images
 * @param named what the answers named; empty where it was not recorded
 * @param neverNamed classes that no answer named
 * @param samples some queries
 * @param surrogates every surrogate
 * @param facts tables of names and values
 * @param footer who made this page and when
 */
public record ReportPage(
    String title,
    String subtitle,
    VerdictBox verdict,
    List<Figure> figures,
    List<SummaryRow> summary,
    String intervals,
    String price,
    List<ClassRow> classes,
    String classesOf,
    List<String> untested,
    String named,
    List<String> neverNamed,
    List<Card> samples,
    List<SurrogateRow> surrogates,
    List<Facts> facts,
    String footer) {

  /**
   * The verdict on a scale of recovery from 0 to 100 %.
   *
   * @param style name of its colours
   * @param word the level
   * @param sentence the verdict after the level
   * @param advice may be empty
   * @param steps the levels
   * @param at the best recovery, percent of the scale
   * @param low lower end of its interval, percent of the scale
   * @param width width of its interval, percent of the scale
   */
  public record VerdictBox(
      String style,
      String word,
      String sentence,
      String advice,
      List<Step> steps,
      String at,
      String low,
      String width) {}

  /**
   * One level of the scale.
   *
   * @param word the level
   * @param range where it begins and ends
   * @param width percent of the scale
   * @param here whether the verdict is this
   */
  public record Step(String word, String range, String width, boolean here) {}

  /**
   * A key figure.
   *
   * @param label what it is
   * @param value the figure
   * @param detail its interval or circumstances
   */
  public record Figure(String label, String value, String detail) {}

  /**
   * A value with its interval.
   *
   * @param value the estimate
   * @param range the interval
   */
  public record Measured(String value, String range) {}

  /**
   * One granularity and budget.
   *
   * @param answers the granularity
   * @param budget images asked
   * @param cost what they cost
   * @param accuracy right on the test set
   * @param top5 right class among five
   * @param fidelity agrees with the victim
   * @param recovery accuracy over the victim's
   * @param divergence from the victim, nats
   * @param over what the intervals are over
   * @param best whether it is the strongest thief
   */
  public record SummaryRow(
      String answers,
      String budget,
      String cost,
      Measured accuracy,
      Measured top5,
      Measured fidelity,
      Measured recovery,
      Measured divergence,
      String over,
      boolean best) {}

  /**
   * One class.
   *
   * @param name the class
   * @param images test images of it
   * @param victim share on which the victim is right
   * @param surrogate share on which the surrogate is right
   * @param loss victim less surrogate, percentage points
   * @param fidelity share on which they agree
   * @param named how many answers named it
   */
  public record ClassRow(
      String name,
      String images,
      Measured victim,
      Measured surrogate,
      String loss,
      Measured fidelity,
      String named) {}

  /**
   * One surrogate.
   *
   * @param answers the granularity
   * @param budget answers it learnt from
   * @param seed the thief's
   * @param architecture its network
   * @param accuracy on the test set
   * @param fidelity on the test set
   * @param epochs trained, and the one kept
   * @param duration of training
   * @param digest of its weights
   */
  public record SurrogateRow(
      String answers,
      String budget,
      String seed,
      String architecture,
      Measured accuracy,
      Measured fidelity,
      String epochs,
      String duration,
      String digest) {}

  /**
   * A query.
   *
   * @param image a data address
   * @param bars what was answered
   */
  public record Card(String image, List<Bar> bars) {}

  /**
   * One line of an answer.
   *
   * @param name the class
   * @param value the probability
   * @param width percent of the bar
   */
  public record Bar(String name, String value, String width) {}

  /**
   * A table of names and values.
   *
   * @param title of the table
   * @param rows its rows
   */
  public record Facts(String title, List<Fact> rows) {}

  /**
   * A row.
   *
   * @param name of the value
   * @param value as text
   */
  public record Fact(String name, String value) {}
}
