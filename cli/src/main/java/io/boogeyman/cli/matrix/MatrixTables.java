package io.boogeyman.cli.matrix;

import io.boogeyman.cli.result.FigureTable;
import io.boogeyman.cli.result.FigureTable.Chart;
import io.boogeyman.cli.result.FigureTable.Value;
import io.boogeyman.core.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A matrix as tables. */
final class MatrixTables {
  private static final String POLICY = "policy";
  private static final String DISTANCE = "distance from the model's answers (L1)";
  private static final String STRONGEST = "fidelity of the strongest copy";
  private static final String FIDELITY = "fidelity";

  private MatrixTables() {}

  static List<FigureTable> of(List<PolicyFindings> policies) {
    return List.of(worth(policies), attacks(policies), use(policies));
  }

  /** Protection against utility. */
  private static FigureTable worth(List<PolicyFindings> policies) {
    return new FigureTable(
        "worth",
        "What each policy is worth",
        "A policy is judged by the strongest thief. It stands on the front if no other is better in"
            + " something and worse in nothing: what that thief gets, how often customers are"
            + " answered right, and how far their answers are from the model's own (0 to 2; 2 for"
            + " what is refused). The estimates decide, not their intervals.",
        List.of(
            POLICY, "front", "strongest thief", STRONGEST, "right answers", DISTANCE, "releases"),
        policies.stream().map(policy -> worth(policy, policies)).toList(),
        Optional.of(new Chart.Points(POLICY, DISTANCE, STRONGEST, false)));
  }

  private static List<Value> worth(PolicyFindings policy, List<PolicyFindings> all) {
    Optional<PolicyFindings.Copy> strongest = policy.strongest();
    return List.of(
        Value.of(policy.name()),
        Value.of(all.stream().anyMatch(policy::isBeatenBy) ? "" : "on it"),
        Value.of(strongest.map(copy -> copy.thief() + ", " + copy.row().answers()).orElse("–")),
        strongest
            .map(copy -> Value.percent(copy.row().fidelity()))
            .orElse(new Value("nothing answered", Optional.of(Interval.exactly(0)))),
        Value.percent(policy.honest().accuracy()),
        decimal(policy.honest().distance()),
        Value.of(policy.releases()));
  }

  private static FigureTable attacks(List<PolicyFindings> policies) {
    List<List<Value>> rows = new ArrayList<>();
    for (PolicyFindings policy : policies) {
      for (PolicyFindings.Copy copy : policy.copies()) {
        rows.add(
            List.of(
                Value.of(policy.name()),
                Value.of(copy.thief()),
                Value.of(copy.row().answers()),
                Value.count(copy.row().budget()),
                Value.count(copy.row().answered()),
                Value.percent(copy.row().accuracy()),
                Value.percent(copy.row().fidelity()),
                Value.percentage(copy.row().recovery())));
      }
    }
    return new FigureTable(
        "attacks",
        "What each thief got through each policy",
        "",
        List.of(POLICY, "thief", "answers", "budget", "answered", "accuracy", FIDELITY, "recovery"),
        rows,
        Optional.of(new Chart.Bars(FIDELITY, List.of(POLICY, "thief", "answers", "budget"))));
  }

  private static FigureTable use(List<PolicyFindings> policies) {
    return new FigureTable(
        "customers",
        "What each policy costs customers",
        "Customers ask "
            + Customers.IMAGES_EACH
            + " test images each, drawn by chance; where all test images are those that a"
            + " calibration was made with, from those that its detectors have not seen, "
            + Customers.IMAGES_A_REQUEST
            + " a request, all on one day. The calibration error is the expected"
            + " one over 15 bins; a label counts as certain. The time is what the policy adds to an"
            + " image asked by itself, the difference of medians.",
        List.of(
            POLICY,
            "customers suspected",
            "images answered",
            "right answers",
            "without the policy",
            "calibration error",
            "of the model's own answers",
            DISTANCE,
            "added µs"),
        policies.stream().map(MatrixTables::use).toList(),
        Optional.empty());
  }

  private static List<Value> use(PolicyFindings policy) {
    HonestUse honest = policy.honest();
    return List.of(
        Value.of(policy.name()),
        Value.of(of(honest.suspected(), honest.customers())),
        Value.of(of(honest.answered(), honest.asked())),
        Value.percent(honest.accuracy()),
        Value.percent(honest.ownAccuracy()),
        honest.answered() == 0 ? Value.of("–") : decimal(honest.calibrationError()),
        honest.answered() == 0 ? Value.of("–") : decimal(honest.ownCalibrationError()),
        decimal(honest.distance()),
        honest.addedMicros().isPresent()
            ? Value.count((int) Math.round(honest.addedMicros().getAsDouble()))
            : Value.of("–"));
  }

  private static String of(int some, int all) {
    return String.format(Locale.ROOT, "%,d of %,d", some, all);
  }

  private static Value decimal(double number) {
    return new Value(
        String.format(Locale.ROOT, "%.3f", number), Optional.of(Interval.exactly(number)));
  }
}
