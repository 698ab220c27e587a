package io.boogeyman.cli.reproduce;

import io.boogeyman.cli.reproduce.profile.Figure;
import io.boogeyman.cli.reproduce.profile.Term;
import io.boogeyman.cli.result.ClassResult;
import io.boogeyman.cli.result.DetectionResult;
import io.boogeyman.cli.result.DetectionResult.Attacker;
import io.boogeyman.cli.result.Surrogate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.statistics.ranking.NaturalRanking;
import org.apache.commons.statistics.ranking.TiesStrategy;

/** Figures that claims are about, one a seed. */
final class Measures {
  private final Findings findings;

  Measures(Findings findings) {
    this.findings = findings;
  }

  /** One a seed; empty where nothing was measured. */
  Optional<double[]> of(Term term) {
    return term.figure().isOfThefts() ? ofTheft(term) : ofDetector(term);
  }

  private Optional<double[]> ofTheft(Term term) {
    return findings
        .theft(term.cell())
        .map(
            stolen ->
                IntStream.range(0, stolen.copies().size())
                    .mapToDouble(seed -> figure(term.figure(), stolen, seed))
                    .toArray());
  }

  private static double figure(Figure figure, Findings.Stolen stolen, int seed) {
    Surrogate copy = stolen.copies().get(seed);
    return switch (figure) {
      case ACCURACY -> copy.accuracy().estimate();
      case FIDELITY -> copy.fidelity().estimate();
      case RECOVERY -> copy.recovery().estimate();
      default -> rareClasses(copy, stolen.named().get(seed));
    };
  }

  /** Classes that the victim knows nothing of, or that have no test images, say nothing. */
  static double rareClasses(Surrogate copy, List<Integer> named) {
    int[] known =
        IntStream.range(0, named.size())
            .filter(k -> copy.classes().get(k).victim().estimate() > 0)
            .toArray();
    double[] counts = IntStream.of(known).mapToDouble(named::get).toArray();
    double[] kept = IntStream.of(known).mapToDouble(k -> kept(copy.classes().get(k))).toArray();
    return rankCorrelation(counts, kept);
  }

  /** Of the victim's accuracy on a class, the share that the copy keeps. */
  static double kept(ClassResult result) {
    return result.surrogate().estimate() / result.victim().estimate();
  }

  /** Spearman's: Pearson's correlation of ranks, equals sharing their mean; NaN where all are. */
  static double rankCorrelation(double[] first, double[] second) {
    NaturalRanking ranking = new NaturalRanking(TiesStrategy.AVERAGE);
    double[] x = ranking.apply(first);
    double[] y = ranking.apply(second);
    double mean = (x.length + 1) / 2.0;
    double together = 0;
    double squaresOfX = 0;
    double squaresOfY = 0;
    for (int i = 0; i < x.length; i++) {
      together += (x[i] - mean) * (y[i] - mean);
      squaresOfX += (x[i] - mean) * (x[i] - mean);
      squaresOfY += (y[i] - mean) * (y[i] - mean);
    }
    double scale = Math.sqrt(squaresOfX * squaresOfY);
    return scale == 0 ? Double.NaN : together / scale;
  }

  private Optional<double[]> ofDetector(Term term) {
    double[] figures =
        findings.detections(term.watch().orElseThrow()).stream()
            .mapToDouble(result -> figure(term, result))
            .toArray();
    return Arrays.stream(figures).allMatch(Double::isNaN) ? Optional.empty() : Optional.of(figures);
  }

  /** NaN of an attacker who is missing, as a filterer is who has too few images to learn from. */
  private static double figure(Term term, DetectionResult result) {
    int detector = place(result, term.detector().orElseThrow());
    return result.attackers().stream()
        .filter(attacker -> attacker.name().equals(term.attacker().orElseThrow()))
        .mapToDouble(met -> figure(term.figure(), result, detector, met))
        .findFirst()
        .orElse(Double.NaN);
  }

  /** Where a detector stands in a result. */
  static int place(DetectionResult result, String detector) {
    return result.detectors().stream()
        .map(DetectionResult.Detector::name)
        .toList()
        .indexOf(detector);
  }

  private static double figure(
      Figure figure, DetectionResult result, int detector, Attacker attacker) {
    return switch (figure) {
      case AUROC -> attacker.encounters().get(detector).auroc().estimate();
      case FOUND -> attacker.encounters().get(detector).found().estimate();
      default -> 1 - result.detectors().get(detector).flagged().estimate();
    };
  }
}
