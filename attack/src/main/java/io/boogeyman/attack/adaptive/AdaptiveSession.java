package io.boogeyman.attack.adaptive;

import io.boogeyman.attack.query.QuerySession;
import io.boogeyman.attack.surrogate.AnswerTargets;
import io.boogeyman.attack.surrogate.SurrogatePlan;
import io.boogeyman.core.random.Seed;
import io.boogeyman.core.transcript.Transcript;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.inference.Predictions;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** One thief who learns as {@link AdaptiveStrategy} says. */
final class AdaptiveSession implements QuerySession {
  /** Queries under one policy, and examples of one step. */
  static final int BATCH = 64;

  private final SurrogatePlan plan;
  private final Compute compute;
  private final ClusterBandit bandit;
  private final Seed seed;
  private final Rewards rewards;
  private Optional<GrowingCopy> copy = Optional.empty();
  private int learnt;

  AdaptiveSession(
      SurrogatePlan plan, Compute compute, ClusterBandit bandit, Rewards rewards, Seed seed) {
    this.plan = plan;
    this.compute = compute;
    this.bandit = bandit;
    this.rewards = rewards;
    this.seed = seed;
  }

  @Override
  public int[] choose(Transcript asked, int most) {
    if (asked.size() > learnt) {
      learn(asked.select(IntStream.range(learnt, asked.size()).toArray()));
      learnt = asked.size();
    }
    SplittableRandom random = seed.derive("choices", asked.size()).generator();
    return IntStream.range(0, Math.min(BATCH, most)).map(i -> bandit.draw(random)).toArray();
  }

  private void learn(Transcript batch) {
    AnswerTargets answers = new AnswerTargets(batch.answers(), plan.missing(), 0);
    GrowingCopy growing = copy.orElseGet(() -> begun(answers.classes()));
    Predictions predictions = growing.predict(batch.queries());
    int[] positions = batch.positions();
    for (int i = 0; i < positions.length; i++) {
      float[] answer = new float[answers.classes()];
      answers.write(i, answer, 0);
      bandit.learn(positions[i], rewards.of(answer, predictions.row(i)));
    }
    growing.learn(batch);
  }

  private GrowingCopy begun(int classes) {
    GrowingCopy begun = new GrowingCopy(plan, compute, classes, seed.derive("growing copy"));
    copy = Optional.of(begun);
    return begun;
  }

  @Override
  public void close() {
    copy.ifPresent(GrowingCopy::close);
  }
}
