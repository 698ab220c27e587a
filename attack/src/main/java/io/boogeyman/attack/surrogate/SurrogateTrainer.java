package io.boogeyman.attack.surrogate;

import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.core.transcript.Transcript;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.training.Examples;
import io.boogeyman.nn.training.LearningSet;
import io.boogeyman.nn.training.Trainer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Trains a copy on a transcript: Knockoff nets' training phase (Orekondy et al. 2019, §4.2), the
 * cross entropy between the copy's softmax and the victim's answers. Every copy starts afresh from
 * the seed, never from the copy of a smaller budget.
 */
public final class SurrogateTrainer {
  private final SurrogatePlan plan;
  private final Compute compute;
  private final Progress progress;
  private final Optional<Path> checkpoint;

  /**
   * @param checkpoint where an interrupted training goes on from; empty keeps none
   */
  public SurrogateTrainer(
      SurrogatePlan plan, Compute compute, Progress progress, Optional<Path> checkpoint) {
    this.plan = plan;
    this.compute = compute;
    this.progress = progress;
    this.checkpoint = checkpoint;
  }

  /**
   * Trains a copy.
   *
   * @param name what is trained, for the progress display
   * @throws IllegalArgumentException if the transcript is empty, or its images are not what the
   *     surrogate takes
   */
  public Surrogate train(String name, Transcript transcript, Seed seed) {
    if (transcript.size() == 0) {
      throw new IllegalArgumentException("a surrogate needs at least 1 answer to learn from");
    }
    LearningSet set = learningSet(transcript, seed.derive("held out"));
    Network network = plan.network(set.training().targets().classes(), seed.derive("weights"));
    Trainer trainer =
        Trainer.of(plan.recipe(), compute, seed.derive("training"))
            .refining(plan.refinements().of(transcript.answers()))
            .reporting(progress);
    Trainer resumable = checkpoint.map(trainer::checkpointing).orElse(trainer);
    return new Surrogate(network, resumable.train(name, network, set));
  }

  private LearningSet learningSet(Transcript transcript, Seed chance) {
    int[] order = chance.permutation(transcript.size());
    int held = (int) (plan.heldOut() * transcript.size());
    return new LearningSet(
        examples(transcript.select(Arrays.copyOfRange(order, held, order.length))),
        held == 0
            ? Optional.empty()
            : Optional.of(examples(transcript.select(Arrays.copyOf(order, held)))));
  }

  private Examples examples(Transcript transcript) {
    return new Examples(
        transcript.queries(),
        new AnswerTargets(transcript.answers(), plan.missing(), plan.smoothing()));
  }
}
