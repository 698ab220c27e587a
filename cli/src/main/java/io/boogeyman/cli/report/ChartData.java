package io.boogeyman.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.boogeyman.cli.result.ClassResult;
import io.boogeyman.cli.result.NamedClasses;
import io.boogeyman.cli.result.StealResult;
import io.boogeyman.cli.result.Summary;
import io.boogeyman.cli.result.Surrogate;
import io.boogeyman.core.statistics.Interval;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;

/**
 * What the charts draw: a result without what only tables show, rounded to four decimals, so that
 * 200 classes and 30 surrogates stay under a megabyte.
 *
 * @param classNames the classes
 * @param images test images of each
 * @param victim the victim's accuracy on each
 * @param points the curves
 * @param surrogates the copies; class by class
 * @param named counts of named classes
 * @param best place of the strongest surrogate in {@code surrogates}
 */
record ChartData(
    List<String> classNames,
    List<Integer> images,
    List<List<Double>> victim,
    List<Point> points,
    List<Copy> surrogates,
    List<NamedClasses> named,
    int best) {

  /** A granularity and budget; triples of estimate, low and high. */
  record Point(
      String answers,
      int budget,
      double cost,
      int seeds,
      List<Double> recovery,
      List<Double> fidelity) {}

  /** A surrogate; triples of estimate, low and high for each class. */
  record Copy(
      String answers,
      int budget,
      long seed,
      List<List<Double>> accuracy,
      List<List<Double>> fidelity) {}

  static ChartData of(StealResult result, Surrogate best) {
    List<ClassResult> classes = best.classes();
    return new ChartData(
        result.victim().classNames(),
        classes.stream().map(ClassResult::images).toList(),
        triples(classes, ClassResult::victim),
        result.summary().stream().map(ChartData::point).toList(),
        result.surrogates().stream().map(ChartData::copy).toList(),
        result.named(),
        result.surrogates().indexOf(best));
  }

  /** JSON that may stand inside a script element: no {@code <}, so nothing can end or open one. */
  String toJson() {
    try {
      return JsonMapper.builder().build().writeValueAsString(this).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Point point(Summary row) {
    return new Point(
        row.answers(),
        row.budget(),
        row.cost(),
        row.seeds(),
        triple(row.recovery()),
        triple(row.fidelity()));
  }

  private static Copy copy(Surrogate surrogate) {
    return new Copy(
        surrogate.answers(),
        surrogate.budget(),
        surrogate.seed(),
        triples(surrogate.classes(), ClassResult::surrogate),
        triples(surrogate.classes(), ClassResult::fidelity));
  }

  private static List<List<Double>> triples(
      List<ClassResult> classes, Function<ClassResult, Interval> which) {
    return classes.stream().map(which).map(ChartData::triple).toList();
  }

  private static List<Double> triple(Interval value) {
    return List.of(round(value.estimate()), round(value.low()), round(value.high()));
  }

  private static double round(double value) {
    return Math.rint(value * 1e4) / 1e4;
  }
}
