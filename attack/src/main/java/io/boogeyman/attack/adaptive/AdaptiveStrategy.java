package io.boogeyman.attack.adaptive;

import io.boogeyman.attack.query.QuerySession;
import io.boogeyman.attack.query.QueryStrategy;
import io.boogeyman.attack.surrogate.SurrogatePlan;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Network;

/**
 * Knockoff nets' adaptive strategy (Orekondy et al. 2019, §4.1.2 and supplement): a hierarchical
 * bandit learns which parts of the pool are worth asking, from rewards for certainty, diversity and
 * the loss of a surrogate that takes one step of SGD (learning rate 0.0005, momentum 0.5) with
 * every batch of answers. What is learnt serves the choice of queries only; the copy is trained
 * afterwards, from scratch, on all answers.
 *
 * <p>Departures. The paper's actions are the labels of the thief's images, clustered: here a pool
 * has no labels, so that actions are clusters of images, by a pretrained network's features if the
 * plan has weights, or else by their colours in 4×4 cells. Queries go out 64 at a time under one
 * policy, and each image once. Rewards have the paper's form or that of the Adversarial Robustness
 * Toolbox.
 *
 * <p>Cost: clustering reads the whole pool once; then for each batch a forward and a training pass
 * of the surrogate, in all about one epoch over the answers. A theft that goes on takes these
 * passes again, and asks nothing again.
 *
 * @param plan the surrogate's network, and what to make of answers; its recipe is not used
 * @param compute how it is computed; another one may choose otherwise
 * @param form of the rewards
 */
public record AdaptiveStrategy(SurrogatePlan plan, Compute compute, AdaptiveStrategy.Form form)
    implements QueryStrategy {

  /** What an answer is worth. */
  public enum Form {
    /** As the paper has it. */
    PAPER("adaptive"),
    /** As the Adversarial Robustness Toolbox has it. */
    TOOLBOX("adaptive-art");

    private final String strategy;

    Form(String strategy) {
      this.strategy = strategy;
    }

    private Rewards rewards() {
      return this == PAPER ? new PaperRewards() : new StandardScores();
    }
  }

  @Override
  public String name() {
    return form.strategy;
  }

  @Override
  public QuerySession begin(ImageSet pool, int budget, Seed seed) {
    try (Features features = features(seed)) {
      Clusters clusters = Clusters.of(pool, features, seed.derive("clusters"));
      ClusterBandit bandit = new ClusterBandit(clusters, seed);
      return new AdaptiveSession(plan, compute, bandit, form.rewards(), seed);
    }
  }

  private Features features(Seed seed) {
    if (plan.pretrained().isEmpty()) {
      return new CellColours();
    }
    // Any number of classes: the head is not looked at.
    try (Network network = plan.network(2, seed.derive("features"))) {
      return new NetworkFeatures(network, compute);
    }
  }
}
