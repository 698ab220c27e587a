package io.boogeyman.cli.report;

import io.boogeyman.cli.report.ReportPage.Bar;
import io.boogeyman.cli.report.ReportPage.Card;
import io.boogeyman.cli.report.ReportPage.ClassRow;
import io.boogeyman.cli.report.ReportPage.Figure;
import io.boogeyman.cli.report.ReportPage.Measured;
import io.boogeyman.cli.report.ReportPage.Step;
import io.boogeyman.cli.report.ReportPage.SummaryRow;
import io.boogeyman.cli.report.ReportPage.SurrogateRow;
import io.boogeyman.cli.report.ReportPage.VerdictBox;
import io.boogeyman.cli.result.ClassResult;
import io.boogeyman.cli.result.NamedClasses;
import io.boogeyman.cli.result.Sample;
import io.boogeyman.cli.result.StealResult;
import io.boogeyman.cli.result.Summary;
import io.boogeyman.cli.result.Surrogate;
import io.boogeyman.cli.result.Verdict.Level;
import io.boogeyman.cli.result.Verdicts;
import io.boogeyman.core.statistics.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Turns a result into what the page says. */
final class PageComposer {
  private final StealResult result;
  private final Summary bestRow;
  private final Surrogate best;
  private final Optional<NamedClasses> named;

  private PageComposer(StealResult result, Surrogate best) {
    this.result = result;
    this.bestRow = Verdicts.strongest(result.summary());
    this.best = best;
    this.named = result.named().stream().max(Comparator.comparingInt(NamedClasses::budget));
  }

  static ReportPage compose(StealResult result, Surrogate best) {
    return new PageComposer(result, best).page();
  }

  /** The surrogate with the highest recovery within the row that the verdict is about. */
  static Surrogate strongest(StealResult result) {
    Summary row = Verdicts.strongest(result.summary());
    return result.surrogates().stream()
        .filter(s -> s.answers().equals(row.answers()) && s.budget() == row.budget())
        .max(Comparator.comparingDouble(s -> s.recovery().estimate()))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no surrogate for " + row.answers() + " at " + row.budget() + " answers"));
  }

  private ReportPage page() {
    return new ReportPage(
        "Can “" + result.victim().name() + "” be stolen?",
        subtitle(),
        verdict(),
        figures(),
        result.summary().stream().map(this::summaryRow).toList(),
        intervals(),
        price(),
        classes(),
        describe(best),
        classNames(k -> best.classes().get(k).images() == 0),
        named.map(PageComposer::describe).orElse(""),
        named.map(n -> classNames(k -> n.counts().get(k) == 0)).orElse(List.of()),
        result.samples().stream().map(PageComposer::card).toList(),
        result.surrogates().stream().map(PageComposer::surrogateRow).toList(),
        FactSheets.of(result),
        "Boogeyman " + result.version() + " · " + result.finished());
  }

  private String subtitle() {
    return String.format(
        Locale.ROOT,
        "A thief asked its prediction API about %s and trained copies on the answers. All is"
            + " measured on %,d test images of %s.",
        result.pool().name(),
        result.test().size(),
        result.test().name());
  }

  private VerdictBox verdict() {
    Level level = result.verdict().level();
    Interval recovery = bestRow.recovery();
    double low = Math.max(0, recovery.low());
    // The level stands beside the sentence, so its repetition at the front is left out.
    String prefix = level.words() + ": ";
    String sentence = result.verdict().sentence();
    String rest =
        sentence.startsWith(prefix) ? capital(sentence.substring(prefix.length())) : sentence;
    return new VerdictBox(
        level.name().toLowerCase(Locale.ROOT).replace('_', '-'),
        level.words(),
        unbroken(rest),
        unbroken(result.verdict().advice()),
        steps(level),
        Wording.width(recovery.estimate()),
        Wording.width(low),
        Wording.width(Math.min(1, recovery.high()) - low));
  }

  /** Keeps the sign of percent on the line of its number. */
  private static String unbroken(String text) {
    return text.replace(" %", "\u00a0%");
  }

  private static String capital(String sentence) {
    return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }

  private static List<Step> steps(Level here) {
    List<Step> steps = new ArrayList<>();
    Level[] levels = Level.values();
    for (int i = 0; i < levels.length; i++) {
      boolean last = i == levels.length - 1;
      double end = last ? 1 : levels[i + 1].from();
      String from = String.format(Locale.ROOT, "%.0f", 100 * levels[i].from());
      String range =
          last ? from + " % or more" : String.format(Locale.ROOT, "%s–%.0f %%", from, 100 * end);
      steps.add(
          new Step(
              levels[i].words(), range, Wording.width(end - levels[i].from()), levels[i] == here));
    }
    return steps;
  }

  private List<Figure> figures() {
    String thief = bestRow.answers() + " answers";
    return List.of(
        figure("Victim’s accuracy", Wording.share(result.victim().accuracy())),
        figure("Best copy’s accuracy", Wording.share(bestRow.accuracy())),
        figure("Recovery", Wording.ratio(bestRow.recovery())),
        figure("Fidelity", Wording.share(bestRow.fidelity())),
        new Figure(
            "That copy’s cost",
            Wording.money(bestRow.cost()),
            Wording.count(bestRow.budget()) + " " + thief));
  }

  private static Figure figure(String label, Measured value) {
    return new Figure(label, value.value(), "(" + value.range() + ")");
  }

  private SummaryRow summaryRow(Summary row) {
    return new SummaryRow(
        row.answers(),
        Wording.count(row.budget()),
        Wording.money(row.cost()),
        Wording.share(row.accuracy()),
        Wording.share(row.top5()),
        Wording.share(row.fidelity()),
        Wording.ratio(row.recovery()),
        Wording.nats(row.divergence()),
        over(row.seeds()),
        row.equals(bestRow));
  }

  private static String over(int seeds) {
    return seeds == 1 ? "test images" : seeds + " seeds and test images";
  }

  private String intervals() {
    List<String> kinds =
        result.summary().stream().map(row -> over(row.seeds())).distinct().toList();
    return kinds.size() > 1
        ? "Ranges are 95 % intervals, over what the last column names."
        : "Ranges are 95 % intervals over " + kinds.get(0) + ".";
  }

  private String price() {
    double perThousand = 1000 * bestRow.cost() / bestRow.budget();
    return perThousand == 0
        ? "The answers were free."
        : "Cost at " + Wording.money(perThousand) + " per 1,000 answers.";
  }

  private List<ClassRow> classes() {
    return IntStream.range(0, best.classes().size())
        .boxed()
        .filter(k -> best.classes().get(k).images() > 0)
        .sorted(Comparator.comparingDouble(k -> -loss(best.classes().get(k))))
        .map(this::classRow)
        .toList();
  }

  private ClassRow classRow(int k) {
    ClassResult row = best.classes().get(k);
    return new ClassRow(
        result.victim().classNames().get(k),
        Wording.count(row.images()),
        Wording.share(row.victim()),
        Wording.share(row.surrogate()),
        Wording.points(-loss(row)),
        Wording.share(row.fidelity()),
        named.map(n -> Wording.count(n.counts().get(k))).orElse("–"));
  }

  private static double loss(ClassResult row) {
    return row.victim().estimate() - row.surrogate().estimate();
  }

  private List<String> classNames(IntPredicate chosen) {
    List<String> names = result.victim().classNames();
    return IntStream.range(0, names.size()).filter(chosen).mapToObj(names::get).toList();
  }

  private static String describe(Surrogate surrogate) {
    return String.format(
        Locale.ROOT,
        "%s, %,d answers, seed %d",
        surrogate.answers(),
        surrogate.budget(),
        surrogate.seed());
  }

  private static String describe(NamedClasses named) {
    long classes = named.counts().stream().filter(count -> count > 0).count();
    return String.format(
        Locale.ROOT,
        "The first %,d answers named %d of %d classes as the most probable.",
        named.budget(),
        classes,
        named.counts().size());
  }

  private static Card card(Sample sample) {
    return new Card(
        "data:image/png;base64," + sample.png(),
        sample.entries().stream()
            .map(
                entry ->
                    new Bar(
                        entry.className(),
                        Wording.percent(entry.probability()),
                        Wording.width(entry.probability())))
            .toList());
  }

  private static SurrogateRow surrogateRow(Surrogate surrogate) {
    return new SurrogateRow(
        surrogate.answers(),
        Wording.count(surrogate.budget()),
        Long.toString(surrogate.seed()),
        surrogate.architecture(),
        Wording.share(surrogate.accuracy()),
        Wording.share(surrogate.fidelity()),
        surrogate.epochs() + ", kept " + surrogate.keptEpoch(),
        Wording.duration(surrogate.seconds()),
        surrogate.digest());
  }
}
