package io.boogeyman.defend.stateless;

import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.observation.Matrix;
import io.boogeyman.defend.observation.Observation;
import io.boogeyman.defend.parameters.Parameters;
import io.boogeyman.defend.regression.LogisticRegression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The distance to the nearest class at every stage of the network, where each class is a normal
 * distribution and all share a covariance.
 *
 * <p>Lee et al., "A simple unified framework for detecting out-of-distribution samples and
 * adversarial attacks" (NeurIPS 2018), section 2; their score is the negative distance. They weigh
 * stages by a regression that is shown foreign images, which flatters; here that is an option that
 * the name tells. By default each stage's distance is compared with that of own images that the
 * distributions were not fitted to, and the excesses, in deviations, are added: a foreign image may
 * stand out anywhere. The input is not moved before. Cost: features squared a query and stage.
 */
public final class Mahalanobis implements PassiveDetector {
  static final String KIND = "mahalanobis";

  private static final double RIDGE = 1e-4;
  private static final int FEWEST = 20;

  private final List<ClassGaussians> stages;
  private final StageCombination combination;
  private final String name;

  private Mahalanobis(List<ClassGaussians> stages, StageCombination combination, String name) {
    this.stages = stages;
    this.combination = combination;
    this.name = name;
  }

  /**
   * Fitted to own images alone.
   *
   * @param classOf each of them
   * @throws IllegalArgumentException if there are too few
   */
  public static Mahalanobis fit(Observation own, int[] classOf, Seed seed) {
    requireEnough(own);
    int[] order = seed.derive("order").permutation(own.size());
    int[] fitted = Arrays.copyOf(order, own.size() / 2);
    int[] held = Arrays.copyOfRange(order, own.size() / 2, own.size());
    List<ClassGaussians> stages = stages(own.of(fitted), picked(classOf, fitted));
    Matrix usual = distances(stages, own.of(held));
    return new Mahalanobis(stages, StageCombination.Excesses.over(usual), KIND);
  }

  /**
   * Fitted to own images, its stages weighed with foreign ones in sight.
   *
   * @param classOf each own image
   */
  public static Mahalanobis tuned(Observation own, int[] classOf, Observation foreign, Seed seed) {
    requireEnough(own);
    int[] order = seed.derive("order").permutation(own.size());
    int[] fitted = Arrays.copyOf(order, own.size() / 2);
    int[] held = Arrays.copyOfRange(order, own.size() / 2, own.size());
    List<ClassGaussians> stages = stages(own.of(fitted), picked(classOf, fitted));
    Matrix both =
        Matrix.stacked(List.of(distances(stages, own.of(held)), distances(stages, foreign)));
    boolean[] positive = new boolean[both.rows()];
    Arrays.fill(positive, held.length, positive.length, true);
    LogisticRegression regression = LogisticRegression.crossValidated(both, positive, seed);
    return new Mahalanobis(
        stages, new StageCombination.Weighed(regression), KIND + "-tuned-on-foreign");
  }

  private static void requireEnough(Observation own) {
    if (own.size() < FEWEST) {
      throw new IllegalArgumentException(
          "distances to classes need at least %d own images, not %d".formatted(FEWEST, own.size()));
    }
  }

  private static int[] picked(int[] values, int... which) {
    return Arrays.stream(which).map(i -> values[i]).toArray();
  }

  private static List<ClassGaussians> stages(Observation own, int... classOf) {
    List<ClassGaussians> stages = new ArrayList<>();
    own.stages().forEach(stage -> stages.add(ClassGaussians.fit(stage, classOf, RIDGE)));
    return stages;
  }

  private static Matrix distances(List<ClassGaussians> stages, Observation queries) {
    float[] rows = new float[queries.size() * stages.size()];
    for (int s = 0; s < stages.size(); s++) {
      double[] column = stages.get(s).distances(queries.stages().get(s));
      for (int i = 0; i < column.length; i++) {
        rows[i * stages.size() + s] = (float) column[i];
      }
    }
    return new Matrix(rows, stages.size());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public double[] scores(Observation queries) {
    return combination.of(distances(stages, queries));
  }

  @Override
  public Parameters parameters() {
    return Parameters.of(KIND)
        .with("name", name)
        .with("combination", combination.parameters())
        .withParts("stage", stages.stream().map(ClassGaussians::parameters).toList());
  }

  static Mahalanobis read(Parameters parameters) {
    return new Mahalanobis(
        parameters.parts("stage", ClassGaussians::read),
        StageCombination.read(parameters.under("combination")),
        parameters.text("name"));
  }
}
