package io.boogeyman.cli.report;

import io.boogeyman.cli.result.Asked;
import io.boogeyman.cli.result.ClassResult;
import io.boogeyman.cli.result.Images;
import io.boogeyman.cli.result.NamedClasses;
import io.boogeyman.cli.result.ResultFile;
import io.boogeyman.cli.result.Sample;
import io.boogeyman.cli.result.StealResult;
import io.boogeyman.cli.result.Summary;
import io.boogeyman.cli.result.Surrogate;
import io.boogeyman.cli.result.Verdicts;
import io.boogeyman.cli.result.VictimSummary;
import io.boogeyman.core.statistics.Interval;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;

/**
 * Invented results of a plausible shape: nothing in them was measured.
 *
 * @param classNames the victim's classes
 * @param answers granularities, from the one that gives most away
 * @param budgets images asked
 * @param seeds how many thieves
 * @param perThousand the price
 * @param strength how much a thief gets with the largest budget, 0 to 1
 * @param untested how many of the last classes have no test image
 */
public record ExampleResult(
    List<String> classNames,
    List<String> answers,
    List<Integer> budgets,
    int seeds,
    double perThousand,
    double strength,
    int untested) {
  private static final int IMAGES_A_CLASS = 120;

  /** 43 classes, three granularities, three budgets, three seeds. */
  public static ExampleResult typical() {
    return new ExampleResult(
        numbered(43, "made-up sign "),
        List.of("full", "top-5", "label"),
        List.of(1000, 5000, 20000),
        3,
        1.5,
        0.95,
        0);
  }

  /** One granularity, one budget, one seed. */
  public static ExampleResult single() {
    return new ExampleResult(
        numbered(10, "class "), List.of("label"), List.of(500), 1, 1.5, 0.6, 0);
  }

  /** 200 classes with long names. */
  public static ExampleResult wide() {
    return new ExampleResult(
        numbered(200, "an invented species with quite a long name in two languages, number "),
        List.of("full", "round-2", "top-5", "top-1", "label"),
        List.of(1000, 2000, 20000, 100000),
        1,
        0.25,
        0.75,
        30);
  }

  /** Names that would break a careless page. */
  public static ExampleResult hostile() {
    List<String> names = new ArrayList<>(numbered(6, "class "));
    names.set(0, "</script><script>alert('named')</script>");
    names.set(1, "\"quoted\" & 'apostrophe' <b>bold</b>");
    names.set(2, "<!-- comment");
    names.set(3, "{value} ${page} \u2028 \\");
    return new ExampleResult(names, List.of("full", "label"), List.of(100, 1000), 1, 2, 0.9, 1);
  }

  /** The same, asked for free. */
  public ExampleResult free() {
    return new ExampleResult(classNames, answers, budgets, seeds, 0, strength, untested);
  }

  /** The same with another strength of the theft. */
  public ExampleResult withStrength(double other) {
    return new ExampleResult(classNames, answers, budgets, seeds, perThousand, other, untested);
  }

  /** The result. */
  public StealResult result() {
    List<Surrogate> surrogates = surrogates();
    List<Summary> summary = summaries(surrogates);
    long asked = (long) seeds * budgets.get(budgets.size() - 1);
    return new StealResult(
        ResultFile.SCHEMA,
        "0.0-example",
        "2026-01-01T12:00:00Z",
        4321.5,
        Verdicts.of(summary, classNames.size(), false),
        victim(),
        new Images("invented scenes", digest(2), 100000, "64x64"),
        new Images("invented signs, test part", digest(3), tests(), "32x32"),
        new Asked(asked, perThousand * asked / 1000, tests()),
        summary,
        surrogates,
        named(),
        List.of(),
        samples(),
        settings(),
        environment());
  }

  private List<Surrogate> surrogates() {
    return answers.stream()
        .flatMap(a -> budgets.stream().flatMap(b -> seedRow(a, b).stream()))
        .toList();
  }

  private List<Surrogate> seedRow(String granularity, int budget) {
    return LongStream.rangeClosed(1, seeds)
        .mapToObj(seed -> surrogate(granularity, budget, seed))
        .toList();
  }

  private Surrogate surrogate(String granularity, int budget, long seed) {
    SplittableRandom random = new SplittableRandom(seed * 31 + budget + granularity.hashCode());
    double share = Math.log(budget) / Math.log(budgets.get(budgets.size() - 1));
    double coarse = 1 - 0.14 * answers.indexOf(granularity);
    double skill = strength * Math.pow(share, 2.2) * coarse + random.nextDouble(-0.006, 0.006);
    List<ClassResult> classes =
        IntStream.range(0, classNames.size()).mapToObj(k -> classResult(k, skill, random)).toList();
    Interval accuracy = overall(classes, row -> row.surrogate().estimate());
    return new Surrogate(
        granularity,
        budget,
        budget,
        seed,
        "resnet20",
        digest(seed * 1000 + budget + granularity.hashCode()),
        accuracy,
        share(Math.min(0.995, accuracy.estimate() + 0.08)),
        overall(classes, row -> row.fidelity().estimate()),
        over(accuracy, victimAccuracy()),
        Interval.mean(1.4 * (1 - skill) + 0.1, 0.9, tests()),
        classes,
        60,
        48,
        0.57,
        12.5 + budget / 60.0);
  }

  private static Interval over(Interval value, double divisor) {
    return new Interval(value.estimate() / divisor, value.low() / divisor, value.high() / divisor);
  }

  private ClassResult classResult(int k, double skill, SplittableRandom random) {
    if (k >= classNames.size() - untested) {
      Interval none = Interval.exactly(0);
      return new ClassResult(0, none, none, none);
    }
    double rare = (double) k / classNames.size();
    double right = skill * (1 - Math.pow(rare, 3) * 0.8) + random.nextDouble(-0.05, 0.05);
    return new ClassResult(
        IMAGES_A_CLASS, share(victimShare(k)), share(right), share(right + 0.02));
  }

  private static double victimShare(int k) {
    return 0.999 - 0.004 * (k % 11);
  }

  private double victimAccuracy() {
    return overall(
            IntStream.range(0, classNames.size())
                .mapToObj(k -> classResult(k, 0.5, new SplittableRandom(k)))
                .toList(),
            row -> row.victim().estimate())
        .estimate();
  }

  private Interval overall(List<ClassResult> rows, ToDoubleFunction<ClassResult> which) {
    double sum = rows.stream().mapToDouble(which).sum();
    return Interval.share(Math.round(sum * IMAGES_A_CLASS), tests());
  }

  private static Interval share(double value) {
    double held = Math.max(0, Math.min(1, value));
    return Interval.share(Math.round(held * IMAGES_A_CLASS), IMAGES_A_CLASS);
  }

  private int tests() {
    return (classNames.size() - untested) * IMAGES_A_CLASS;
  }

  private List<Summary> summaries(List<Surrogate> surrogates) {
    List<Summary> rows = new ArrayList<>();
    for (String granularity : answers) {
      for (int budget : budgets) {
        List<Surrogate> group =
            surrogates.stream()
                .filter(s -> s.answers().equals(granularity) && s.budget() == budget)
                .toList();
        rows.add(summary(group));
      }
    }
    return rows;
  }

  private Summary summary(List<Surrogate> group) {
    Surrogate first = group.get(0);
    return new Summary(
        first.answers(),
        first.budget(),
        first.budget(),
        first.budget() * perThousand / 1000,
        group.size(),
        over(group, Surrogate::accuracy),
        over(group, Surrogate::top5),
        over(group, Surrogate::fidelity),
        over(group, Surrogate::recovery),
        over(group, Surrogate::divergence));
  }

  private static Interval over(List<Surrogate> group, Function<Surrogate, Interval> which) {
    return Interval.meanOverSeeds(group.stream().map(which).toList());
  }

  private VictimSummary victim() {
    return new VictimSummary(
        "invented-signs",
        "network in process",
        digest(1),
        classNames,
        Interval.share(Math.round(victimAccuracy() * tests()), tests()),
        Interval.share(tests() - 3L, tests()));
  }

  private List<NamedClasses> named() {
    return budgets.stream().map(this::namedWithin).toList();
  }

  private NamedClasses namedWithin(int budget) {
    int size = classNames.size();
    double[] weights =
        IntStream.range(0, size).mapToDouble(k -> Math.exp(-10.0 * k / size)).toArray();
    double sum = Arrays.stream(weights).sum();
    List<Integer> counts = new ArrayList<>();
    for (double weight : weights) {
      counts.add((int) (budget * weight / sum));
    }
    int rest = budget - counts.stream().mapToInt(Integer::intValue).sum();
    counts.set(0, counts.get(0) + rest);
    return new NamedClasses(budget, counts);
  }

  private List<Sample> samples() {
    SplittableRandom random = new SplittableRandom(7);
    return IntStream.range(0, 9).mapToObj(i -> sample(random)).toList();
  }

  private Sample sample(SplittableRandom random) {
    if (answers.equals(List.of("label"))) {
      return new Sample(picture(random), List.of(new Sample.Entry(anyClass(random), 1)));
    }
    List<Sample.Entry> entries = new ArrayList<>();
    double left = 1;
    for (int i = 0; i < Math.min(5, classNames.size()); i++) {
      double p = left * random.nextDouble(0.4, 0.9);
      entries.add(new Sample.Entry(anyClass(random), p));
      left -= p;
    }
    return new Sample(picture(random), entries);
  }

  private String anyClass(SplittableRandom random) {
    return classNames.get(random.nextInt(classNames.size()));
  }

  private static String picture(SplittableRandom random) {
    BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
    Graphics2D drawing = image.createGraphics();
    for (int i = 0; i < 14; i++) {
      drawing.setColor(Color.getHSBColor((float) random.nextDouble(), 0.5f, 0.8f));
      drawing.fillOval(random.nextInt(-8, 28), random.nextInt(-8, 28), 16, 12);
    }
    drawing.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("victim", "invented-signs.safetensors");
    settings.put("budgets", budgets.toString());
    settings.put("answers", answers.toString());
    settings.put("price", Double.toString(perThousand));
    settings.put("surrogate", "resnet20");
    return settings;
  }

  private static Map<String, String> environment() {
    return Map.of(
        "processor", "an invented processor",
        "threads", "2",
        "precision", "bf16",
        "java", "17",
        "libtorch", "2.10.0");
  }

  private static String digest(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return "sha256:" + String.format("%016x%016x", random.nextLong(), random.nextLong()).repeat(2);
  }

  private static List<String> numbered(int count, String prefix) {
    return IntStream.range(0, count).mapToObj(k -> prefix + k).toList();
  }
}
