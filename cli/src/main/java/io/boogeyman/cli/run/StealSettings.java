package io.boogeyman.cli.run;

import io.boogeyman.attack.reading.Reading;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Price;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.compute.Processor;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * What a user wants stolen and how, as resolved.
 *
 * @param victim the victim as the user names it
 * @param asking how the victim is asked, setting by setting
 * @param thief what the thief asks from
 * @param test the labelled test images
 * @param budgets images asked, ascending
 * @param answers what the thieves make of answers, to compare
 * @param surrogate what the copies are and how they are trained
 * @param price what the API charges
 * @param spendAtMost money that all thieves together may spend; at a victim elsewhere, which is
 *     paid for the test images too, they and the auditor
 * @param seeds one thief each
 * @param compute how networks are computed, with all threads
 * @param jobs surrogates trained side by side, each on its share of the threads
 */
public record StealSettings(
    String victim,
    Map<String, String> asking,
    ThiefSettings thief,
    TestImages test,
    List<Integer> budgets,
    List<Reading> answers,
    SurrogateSettings surrogate,
    Price price,
    Optional<BigDecimal> spendAtMost,
    List<Long> seeds,
    Compute compute,
    int jobs) {
  /** Images of up to this side are so small that two copies fit side by side. */
  private static final int SMALL = 64;

  /**
   * @throws IllegalArgumentException if there is nothing to do, or a number is out of range
   */
  public StealSettings {
    if (budgets.isEmpty() || answers.isEmpty() || seeds.isEmpty()) {
      throw new IllegalArgumentException(
          "a theft needs at least one budget, one kind of answers and one seed");
    }
    for (int budget : budgets) {
      if (budget < 1) {
        throw new IllegalArgumentException("a budget must be at least 1 image, not " + budget);
      }
    }
    if (jobs < 1) {
      throw new IllegalArgumentException("--jobs must be at least 1, not " + jobs);
    }
    budgets = budgets.stream().distinct().sorted().toList();
    answers = answers.stream().distinct().toList();
    seeds = seeds.stream().distinct().toList();
    surrogate.requireReadings(answers);
    thief.requireReadings(answers);
    long images = (long) budgets.get(budgets.size() - 1) * thieves(thief, answers, seeds);
    spendAtMost.ifPresent(money -> requireAffordable(images, "", price, money));
  }

  /**
   * For a victim that is paid for the test images too.
   *
   * @throws IllegalArgumentException if all together cost more than may be spent
   */
  void requireAffordableWith(int testImages) {
    spendAtMost.ifPresent(
        money ->
            requireAffordable(
                imagesInAll() + testImages,
                String.format(Locale.ROOT, " (%,d of them to measure by)", testImages),
                price,
                money));
  }

  private static void requireAffordable(long images, String remark, Price price, BigDecimal money) {
    if (price.affordable(money) < images) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%,d images%s cost %.2f, more than --spend-at-most %.2f, which buys %,d",
              images,
              remark,
              price.of(images),
              money,
              price.affordable(money)));
    }
  }

  /** The same, for another thief and other budgets. */
  public StealSettings with(ThiefSettings other, List<Integer> others) {
    return new StealSettings(
        victim,
        asking,
        other,
        test,
        others,
        answers,
        surrogate,
        price,
        spendAtMost,
        seeds,
        compute,
        jobs);
  }

  /**
   * So many seeds, from one on.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static List<Long> seeds(long first, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("--seeds must be at least 1, not " + count);
    }
    return LongStream.range(first, first + count).boxed().toList();
  }

  /**
   * How many copies are best trained side by side, of so many: where they are small, one a thread.
   */
  public static int sideBySide(Compute compute, ImageShape shape, int copies) {
    boolean manyFit = shape.height() <= SMALL && compute.processor() == Processor.CPU;
    return manyFit ? Math.min(compute.threads(), copies) : 1;
  }

  /** The largest budget: what one thief asks in all. */
  public int largestBudget() {
    return budgets.get(budgets.size() - 1);
  }

  /** What all thieves together ask at most. */
  public long imagesInAll() {
    return (long) largestBudget() * thieves(thief, answers, seeds);
  }

  /**
   * One a seed and way of asking; where the queries depend on the answers, one a seed and reading.
   */
  private static int thieves(ThiefSettings thief, List<Reading> answers, List<Long> seeds) {
    long ways = answers.stream().mapToInt(Reading::variationsAsked).distinct().count();
    return seeds.size() * (thief.strategy().looksAtAnswers() ? answers.size() : (int) ways);
  }

  /**
   * The thief with all that it asks from.
   *
   * @param opened where its images are opened; they are closed there
   * @throws IOException if images cannot be read
   * @throws IllegalArgumentException in one line, if they do not do
   */
  Thief thief(OpenSources opened, ImageShape shape, Progress progress) throws IOException {
    Thief random = thief.thief(opened, new PoolFilter(compute.threads(), progress));
    return thief.strategy().looksAtAnswers()
        ? random.asking(thief.strategy().strategy(surrogate, shape, compute))
        : random;
  }

  /** How each of the jobs computes. */
  public Compute computePerJob() {
    return compute.withThreads(Math.max(1, compute.threads() / jobs));
  }

  /** Every setting by name, for {@code run.yaml} and the report. */
  public Map<String, String> toMap() {
    Map<String, String> map = new LinkedHashMap<>();
    map.put("victim", victim);
    asking.forEach((name, value) -> map.put("victim's " + name, value));
    map.putAll(thief.toMap());
    map.put("test", test.toString());
    map.put("budgets", join(budgets));
    map.put("answers", join(answers));
    map.put("query strategy", thief.order());
    map.putAll(surrogate.toMap());
    map.put("price per thousand", price.perThousand().toPlainString());
    map.put("seeds", join(seeds));
    map.put("surrogates side by side", Integer.toString(jobs));
    return map;
  }

  private static String join(List<?> values) {
    return String.join(", ", values.stream().map(Object::toString).toList());
  }
}
