package io.boogeyman.attack.probe;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.BudgetMeter;
import io.boogeyman.core.prediction.Decimals;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.core.prediction.PredictionApi;
import io.boogeyman.core.prediction.PredictionException;
import io.boogeyman.core.prediction.Price;
import io.boogeyman.core.random.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Finds out what an API gives away, in at most {@value #QUERIES} images: 12 photographs one by one
 * and the first of them three times more, 18 photographs in one request, 8 images of noise and 8 of
 * one colour each, one by one.
 */
public final class Probe {
  /** The most images that are asked. */
  public static final int QUERIES = 50;

  private static final int ALONE = 12;
  private static final int AGAIN = 3;
  private static final int TOGETHER = 18;
  private static final int NOTHING = 8;

  /** Fewer probabilities between 0 and 1 may all have few decimals by chance. */
  private static final int ENOUGH = 8;

  private final PredictionApi api;
  private final ImageSet photographs;
  private final String kind;
  private final Seed seed;
  private final LongSupplier nanoTime;

  private final BudgetMeter meter = new BudgetMeter(QUERIES, Price.FREE, 0);
  private final List<Answer> answers = new ArrayList<>();
  private final List<Long> nanos = new ArrayList<>();

  /**
   * @param photographs at least one, of the size that the API takes
   * @param kind what they are called
   */
  public Probe(PredictionApi api, ImageSet photographs, String kind, Seed seed) {
    this(api, photographs, kind, seed, System::nanoTime);
  }

  Probe(PredictionApi api, ImageSet photographs, String kind, Seed seed, LongSupplier nanoTime) {
    this.api = api.within(meter);
    this.photographs = photographs;
    this.kind = kind;
    this.seed = seed;
    this.nanoTime = nanoTime;
  }

  /**
   * Asks, and says what was found out.
   *
   * @throws PredictionException if the first photograph, or all of them together, are not answered
   */
  public ProbeFindings run() {
    int[] some = IntStream.range(0, Math.min(TOGETHER, photographs.size())).toArray();
    ImageBatch together = photographs.read(some);
    ImageBatch alone = together.slice(0, Math.min(ALONE, together.count()));
    ImageShape shape = photographs.shape();
    List<ForeignAnswers> foreign = new ArrayList<>();

    List<Answer> single = new ArrayList<>();
    foreign.add(askEach(kind, alone, single));
    double again = repeatDifference(alone.slice(0, 1), single.get(0));
    long start = nanoTime.getAsLong();
    List<Answer> batch = api.ask(together);
    double seconds = (nanoTime.getAsLong() - start) / 1e9;
    answers.addAll(batch);
    OptionalDouble inBatch =
        single.size() < alone.count()
            ? OptionalDouble.empty()
            : OptionalDouble.of(AnswerDifference.of(batch.subList(0, single.size()), single));
    foreign.add(askEach("noise", ProbeImages.noise(shape, NOTHING, seed), new ArrayList<>()));
    foreign.add(askEach("flat colours", ProbeImages.flat(shape, NOTHING, seed), new ArrayList<>()));
    OptionalInt decimals = decimals();
    return new ProbeFindings(
        (int) meter.asked(),
        api.classNames().size(),
        finest(decimals).toString(),
        decimals,
        answers.stream().mapToInt(Probe::entries).max().orElseThrow(),
        again,
        inBatch,
        quantile(0.5),
        quantile(0.95),
        together.count() / Math.max(seconds, 1e-9),
        foreign);
  }

  private double repeatDifference(ImageBatch image, Answer before) {
    List<Answer> again = new ArrayList<>();
    for (int i = 0; i < AGAIN; i++) {
      askEach(kind, image, again);
    }
    return AnswerDifference.of(again, Collections.nCopies(AGAIN, before));
  }

  /** Asks one image a request. The very first must be answered: else nothing can be found out. */
  private ForeignAnswers askEach(String name, ImageBatch images, List<Answer> into) {
    List<Answer> given = new ArrayList<>();
    String refusal = "";
    for (int i = 0; i < images.count(); i++) {
      try {
        long start = nanoTime.getAsLong();
        given.addAll(api.ask(images.slice(i, i + 1)));
        nanos.add(nanoTime.getAsLong() - start);
      } catch (PredictionException e) {
        if (answers.isEmpty() && given.isEmpty()) {
          throw e;
        }
        refusal = e.getMessage();
      }
    }
    answers.addAll(given);
    into.addAll(given);
    double[] tops = given.stream().mapToDouble(Probe::top).toArray();
    return new ForeignAnswers(
        name,
        images.count(),
        given.size(),
        Arrays.stream(tops).average().orElse(0),
        Arrays.stream(tops).max().orElse(0),
        (int) given.stream().mapToInt(Answer::top).distinct().count(),
        refusal);
  }

  private static double top(Answer answer) {
    if (answer instanceof Answer.Vector vector) {
      return vector.probability(vector.top());
    }
    return answer instanceof Answer.TopK listed ? listed.probability(0) : 1;
  }

  private static int entries(Answer answer) {
    int entries = 0;
    for (float p : told(answer)) {
      entries += p > 0 ? 1 : 0;
    }
    return entries;
  }

  /** The probabilities that an answer tells; of a label, that the class is named. */
  private static float[] told(Answer answer) {
    if (answer instanceof Answer.Vector vector) {
      return vector.toArray();
    }
    if (answer instanceof Answer.TopK listed) {
      float[] told = new float[listed.k()];
      for (int rank = 0; rank < told.length; rank++) {
        told[rank] = listed.probability(rank);
      }
      return told;
    }
    return new float[] {1};
  }

  private OptionalInt decimals() {
    List<Float> telling = new ArrayList<>();
    for (Answer answer : answers) {
      for (float p : told(answer)) {
        if (p > 0 && p < 1) {
          telling.add(p);
        }
      }
    }
    if (telling.size() < ENOUGH) {
      return OptionalInt.empty();
    }
    float[] values = new float[telling.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = telling.get(i);
    }
    return Decimals.of(values);
  }

  /** What every one of the answers can be made. */
  private Granularity finest(OptionalInt decimals) {
    if (answers.stream().anyMatch(Answer.Label.class::isInstance)) {
      return new Granularity.Label();
    }
    OptionalInt listed =
        answers.stream()
            .filter(Answer.TopK.class::isInstance)
            .mapToInt(answer -> ((Answer.TopK) answer).k())
            .min();
    if (listed.isPresent()) {
      return new Granularity.TopK(listed.getAsInt());
    }
    return decimals.isPresent()
        ? new Granularity.Rounded(decimals.getAsInt())
        : new Granularity.Full();
  }

  /** The smallest time that so much of all requests of one image did not exceed, in seconds. */
  private double quantile(double share) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)] / 1e9;
  }
}
