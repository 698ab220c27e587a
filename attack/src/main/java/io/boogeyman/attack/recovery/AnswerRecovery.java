package io.boogeyman.attack.recovery;

import io.boogeyman.attack.surrogate.AnswerTargets;
import io.boogeyman.attack.surrogate.MissingMass;
import io.boogeyman.attack.surrogate.Surrogate;
import io.boogeyman.attack.surrogate.SurrogatePlan;
import io.boogeyman.attack.surrogate.SurrogateTrainer;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.core.transcript.Transcript;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.inference.Predictions;
import io.boogeyman.nn.inference.Predictor;
import io.boogeyman.nn.training.DistributionMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Undoes what a defence did to answers, after the shadow models of D-DAE (Chen et al. 2023) and of
 * the adaptive attack in ModelGuard (Tang et al. 2024): two shadow models are trained on the labels
 * of half the answers each, and answer images that they did not learn from, of which a thief has
 * any number; these answers go through the defence as the thief rebuilds it, and a map is learnt
 * from what comes out to what went in ({@link DistributionMap}). It is the mean of what may have
 * been answered, given what was.
 *
 * <p>Departs from both: the thief knows the policy and does not guess which defence it is; shadow
 * models learn from the victim's own labels, since a pool has none; their answers are made as sure
 * as a victim's may be, and name as most probable what he named; a ladder of releases is undone by
 * one map that has learnt from all of its steps; where map and answer name different classes, the
 * one is believed that was right more often of answers which the map had not learnt from.
 *
 * <p>Cost: two trainings on half the answers, briefly; a forward pass of up to 20,000 images; and
 * the learning of the map.
 */
public final class AnswerRecovery {
  private static final int MOST_IMAGES = 20_000;
  private static final int ROWS_LEARNT = 150_000;
  private static final int MOST_EPOCHS = 500;
  private static final int BATCH = 256;
  private static final int TENTH = 10;
  private static final double SHARPEST = 32;

  private final RebuiltDefence defence;
  private final IntFunction<SurrogatePlan> shadows;
  private final Compute compute;
  private final Progress progress;

  /**
   * @param defence what is undone
   * @param shadows how a shadow model is trained on so many answers
   */
  public AnswerRecovery(
      RebuiltDefence defence,
      IntFunction<SurrogatePlan> shadows,
      Compute compute,
      Progress progress) {
    this.defence = defence;
    this.shadows = shadows;
    this.compute = compute;
    this.progress = progress;
  }

  /**
   * The same queries with probability vectors for answers; as they are, where there is one answer:
   * two shadow models need one each.
   *
   * @param asked at least one answer
   */
  public Transcript recover(Transcript asked, Seed seed) {
    if (asked.size() < 2) {
      return asked;
    }
    int classes = asked.answers().get(0).classes();
    Pairs pairs = pairs(asked, asked.pool(), seed, classes);
    Pairs learnt = pairs.part(i -> i % TENTH != 0);
    int epochs = Math.max(4, Math.min(MOST_EPOCHS, ROWS_LEARNT / learnt.size()));
    try (DistributionMap inverse =
        DistributionMap.fit(
            learnt.released(),
            learnt.clean(),
            classes,
            epochs,
            compute,
            seed.derive("inverse"),
            progress)) {
      Pairs held = pairs.part(i -> i % TENTH == 0);
      boolean keeps =
          NamedClass.isKept(held.released(), inverse.apply(held.released()), held.clean(), classes);
      float[] released = rows(asked.answers());
      float[] recovered = inverse.apply(released);
      return asked.answering(
          vectors(keeps ? NamedClass.keeping(released, recovered, classes) : recovered, classes));
    }
  }

  private Pairs pairs(Transcript asked, ImageSet pool, Seed seed, int classes) {
    int[] order = seed.derive("halves").permutation(asked.size());
    int half = asked.size() / 2;
    Transcript first = asked.select(Arrays.copyOf(order, half));
    Transcript second = asked.select(Arrays.copyOfRange(order, half, order.length));
    int[] others = unasked(asked, pool.size(), seed);
    int middle = others.length / 2;
    Pairs pairs = new Pairs(classes);
    int[] some = Arrays.copyOf(others, middle);
    int[] more = Arrays.copyOfRange(others, middle, others.length);
    Lesson one = Lesson.of(second, some, seed);
    Lesson other = Lesson.of(first, more, seed);
    teach(pairs, 0, first, one, pool, seed.derive("shadow", 0));
    teach(pairs, one.positions().length, second, other, pool, seed.derive("shadow", 1));
    return pairs;
  }

  /**
   * Images for a shadow model to answer, and what the victim named of them: of those that he was
   * not asked, what he named of others.
   *
   * @param positions in the pool
   * @param tops classes
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Lesson(int[] positions, int[] tops) {

    static Lesson of(Transcript asked, int[] others, Seed seed) {
      int[] positions =
          IntStream.concat(IntStream.of(asked.positions()), IntStream.of(others))
              .limit(MOST_IMAGES / 2)
              .toArray();
      SplittableRandom random = seed.derive("tops").generator();
      int[] tops =
          IntStream.range(0, positions.length)
              .map(i -> i < asked.size() ? i : random.nextInt(asked.size()))
              .map(i -> asked.answers().get(i).top())
              .toArray();
      return new Lesson(positions, tops);
    }
  }

  private static int[] unasked(Transcript asked, int pool, Seed seed) {
    BitSet known = new BitSet();
    IntStream.of(asked.positions()).forEach(known::set);
    return IntStream.of(seed.derive("unasked").permutation(pool))
        .filter(position -> !known.get(position))
        .limit(MOST_IMAGES)
        .toArray();
  }

  /**
   * @param first number of the lesson's first image
   */
  private void teach(
      Pairs pairs, int first, Transcript learnt, Lesson lesson, ImageSet pool, Seed seed) {
    SurrogateTrainer trainer =
        new SurrogateTrainer(shadows.apply(learnt.size()), compute, progress, Optional.empty());
    Transcript labels = learnt.releasing(new Granularity.Label());
    int[] asked = lesson.positions();
    try (Surrogate shadow = trainer.train("shadow model", labels, seed);
        Predictor predictor = Predictor.of(shadow.network(), compute)) {
      Predictions predictions = predictor.predict(pool.subset("answered by a shadow", asked));
      SplittableRandom random = seed.derive("sharpness").generator();
      for (int i = 0; i < asked.length; i++) {
        likeTheVictim(predictions, i, lesson.tops()[i], random);
      }
      List<Answer> clean = vectors(predictions.values(), predictions.classes());
      for (int from = 0; from < asked.length; from += BATCH) {
        int to = Math.min(asked.length, from + BATCH);
        List<Answer> some = clean.subList(from, to);
        int number = first + from;
        defence
            .release(pool.read(Arrays.copyOfRange(asked, from, to)), some)
            .forEach(released -> pairs.add(rows(released), rows(some), number));
      }
    }
  }

  /**
   * A shadow model that has learnt from few answers is seldom as sure as a victim, and names few
   * classes: its vector is raised to a power from 1 to 32, scaled to sum to 1 again, and its most
   * probable class changes places with the one that the victim named.
   */
  private static void likeTheVictim(
      Predictions predictions, int index, int named, SplittableRandom random) {
    float[] values = predictions.values();
    int classes = predictions.classes();
    int from = index * classes;
    double power = Math.exp(random.nextDouble() * Math.log(SHARPEST));
    int top = predictions.top(index);
    float most = values[from + top];
    double sum = 0;
    for (int k = from; k < from + classes; k++) {
      values[k] = (float) Math.pow(values[k] / most, power);
      sum += values[k];
    }
    for (int k = from; k < from + classes; k++) {
      values[k] = (float) (values[k] / sum);
    }
    float largest = values[from + top];
    values[from + top] = values[from + named];
    values[from + named] = largest;
  }

  private static float[] rows(List<Answer> answers) {
    return new AnswerTargets(answers, MissingMass.SPREAD, 0).rows();
  }

  private static List<Answer> vectors(float[] rows, int classes) {
    List<Answer> vectors = new ArrayList<>(rows.length / classes);
    for (int from = 0; from < rows.length; from += classes) {
      vectors.add(new Answer.Vector(Arrays.copyOfRange(rows, from, from + classes)));
    }
    return vectors;
  }
}
