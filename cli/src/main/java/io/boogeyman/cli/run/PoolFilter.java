package io.boogeyman.cli.run;

import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.stateless.SeparateNetwork;
import io.boogeyman.defend.stateless.TrainedClassifier;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.training.Recipe;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * The filterer: a thief who trains a foreign-query classifier of his own, from public images and
 * the few that he has of the victim's kind, and asks only what passes it. An image is judged by a
 * classifier that was trained on the other half of the pool.
 *
 * <p>The classifier is the defender's ({@link TrainedClassifier}) at its simplest, since a thief
 * knows what is published: five layers, from scratch. Cost: two trainings on the insiders and as
 * many images of the pool, side by side, and a forward pass of each image of the pool.
 */
public final class PoolFilter {
  private static final Seed SEED = new Seed(20_202);
  private static final int STEPS = 600;
  private static final int BATCH = 64;
  private static final int LONGEST = 30;
  private static final int FEWEST = 20;

  /** Whatever else is computed how: a theft that goes on must choose the same images again. */
  private static final Compute COMPUTE = Compute.cpu(1);

  private final int threads;
  private final Progress progress;

  /**
   * A filter that tells {@code progress} how far it is.
   *
   * @param threads to compute with, at most; each half of a pool takes one
   */
  public PoolFilter(int threads, Progress progress) {
    this.threads = threads;
    this.progress = progress;
  }

  /** Whether there are images enough to learn from. */
  public boolean canLearn(ImageSet pool, ImageSet insiders) {
    return insiders.size() >= FEWEST && pool.size() >= 2 * FEWEST;
  }

  /**
   * Those images of a pool that look most like insiders.
   *
   * @param share of the pool, over 0 and under 1
   * @throws IllegalArgumentException in one line, if there are too few images to learn from
   */
  public ImageSet most(ImageSet pool, ImageSet insiders, double share) {
    if (!canLearn(pool, insiders)) {
      throw new IllegalArgumentException(
          "--filter learns from at least %d insiders and %d images of the pool, not %d and %d"
              .formatted(FEWEST, 2 * FEWEST, insiders.size(), pool.size()));
    }
    int[] order = SEED.derive("halves").permutation(pool.size());
    int[] first = Arrays.copyOf(order, order.length / 2);
    int[] second = Arrays.copyOfRange(order, order.length / 2, order.length);
    long images = 2L * epochs(insiders) * 2 * insiders.size() + pool.size();
    try (Progress.Task task = progress.begin("Filtering the pool", "images", images)) {
      SideBySide halves = new SideBySide(Math.min(2, threads));
      Progress shared = halves.within(task);
      List<Callable<int[]>> work =
          List.of(
              () -> passing(pool, second, first, insiders, share, shared),
              () -> passing(pool, first, second, insiders, share, shared));
      int[] passing = halves.run(work).stream().flatMapToInt(IntStream::of).sorted().toArray();
      return pool.subset("the %s that passes a filter".formatted(share), passing);
    }
  }

  private static int epochs(ImageSet insiders) {
    return Math.max(1, Math.min(LONGEST, STEPS * BATCH / (2 * insiders.size())));
  }

  private static int[] passing(
      ImageSet pool,
      int[] learntFrom,
      int[] judged,
      ImageSet insiders,
      double share,
      Progress progress) {
    ImageSet candidates = pool.subset("judged", judged);
    double[] scores =
        scores(pool.subset("learnt from", learntFrom), candidates, insiders, progress);
    return IntStream.range(0, judged.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> scores[i]))
        .limit(Math.max(1, Math.round(share * judged.length)))
        .mapToInt(i -> judged[i])
        .toArray();
  }

  private static double[] scores(
      ImageSet pool, ImageSet judged, ImageSet insiders, Progress progress) {
    Recipe recipe =
        Recipe.standard(epochs(insiders), pool.shape()).withBatch(BATCH).withLearningRate(0.02);
    try (SeparateNetwork classifier =
        TrainedClassifier.fit(
            insiders,
            List.of(pool),
            Architectures.named("5l"),
            recipe,
            COMPUTE,
            SEED.derive("classifier"),
            progress)) {
      return classifier.scores(judged, "Judging the pool", progress);
    }
  }
}
