package io.boogeyman.nn.training;

import io.boogeyman.core.digest.Digest;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.inference.Predictions;
import io.boogeyman.nn.inference.Predictor;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.tensor.ImageTensors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * Trains a network by gradient descent on the cross entropy between its softmax and the targets, L
 * = −(1/N) Σᵢ Σₖ tᵢₖ log softmax(zᵢ)ₖ, which serves true classes, an API's probabilities and
 * mixtures of the two alike; or as a {@link Refinement} has it.
 *
 * <p>Exact resume: with the same seed, compute and hardware, a training that was killed and started
 * again ends with the same bits as one that was not. Whatever is drawn at random depends only on
 * the seed and the number of the epoch and batch; the rest is in the checkpoint, written after
 * every epoch.
 *
 * <p>Cost: forward and backward pass, about three times inference. Native memory does not grow:
 * each step frees what it made.
 */
@SuppressWarnings("try") // a scope is there to be closed, not to be read
public final class Trainer {
  private final Recipe recipe;
  private final Refinement refinement;
  private final Compute compute;
  private final Seed seed;
  private final Progress progress;
  private final Optional<Path> checkpointFile;

  private Trainer(
      Recipe recipe,
      Refinement refinement,
      Compute compute,
      Seed seed,
      Progress progress,
      Optional<Path> checkpointFile) {
    this.recipe = recipe;
    this.refinement = refinement;
    this.compute = compute;
    this.seed = seed;
    this.progress = progress;
    this.checkpointFile = checkpointFile;
  }

  /** A trainer that keeps no checkpoint and is silent. */
  public static Trainer of(Recipe recipe, Compute compute, Seed seed) {
    return new Trainer(recipe, Refinement.NONE, compute, seed, Progress.SILENT, Optional.empty());
  }

  /** The same, with what goes beyond the recipe. */
  public Trainer refining(Refinement how) {
    return new Trainer(recipe, how, compute, seed, progress, checkpointFile);
  }

  /** The same, telling how far it is. */
  public Trainer reporting(Progress listener) {
    return new Trainer(recipe, refinement, compute, seed, listener, checkpointFile);
  }

  /**
   * The same, going on from this file where it is of the same training, and writing it. The file
   * stays when training has ended, so that nothing is lost before the network is saved; the caller
   * deletes it then.
   */
  public Trainer checkpointing(Path file) {
    return new Trainer(recipe, refinement, compute, seed, progress, Optional.of(file));
  }

  /**
   * Trains {@code network} in place; it ends with the weights of the last epoch that is as good as
   * the best one on the held-out images ({@link KeptEpoch}), in evaluation mode.
   *
   * @param name what is trained, for the progress display
   * @throws TrainingException if the loss is no longer a number
   * @throws IllegalArgumentException if network, images and targets do not fit each other
   */
  public TrainingLog train(String name, Network network, LearningSet set) {
    set.training().requireFit(network);
    set.heldOut().ifPresent(held -> held.requireFit(network));
    compute.claimThread();
    network.layOut(compute);
    int heldOut = set.heldOut().map(Examples::size).orElse(0);
    Optional<Checkpoint> checkpoint =
        checkpointFile.map(file -> new Checkpoint(file, identity(network, set)));
    try (FlatParameters parameters = new FlatParameters(network);
        WeightUpdate update = WeightUpdate.of(recipe.optimiser(), parameters);
        KeptWeights kept = new KeptWeights();
        BatchLoader loader = new BatchLoader(set.training(), recipe, seed);
        Outcome outcome = Outcome.of(network, refinement, steps(loader), compute)) {
      TrainingState state = new TrainingState(network, update, outcome, kept);
      List<Epoch> epochs =
          new ArrayList<>(checkpoint.flatMap(c -> c.restore(state)).orElse(List.of()));
      Loss loss = Loss.of(refinement.objective(), set.training().targets());
      Run run =
          new Run(state, set, new GradientStep(network, compute, parameters, update, loss), loader);
      try (Progress.Task task = progress.begin(name, "images", run.imagesInAll())) {
        task.skip((long) epochs.size() * set.training().size());
        while (epochs.size() < recipe.epochs() && !outOfPatience(epochs, set)) {
          Epoch epoch = run.epoch(epochs.size(), task);
          if (KeptEpoch.is(epoch, epochs, heldOut)) {
            state.keep(epoch.number());
          }
          epochs.add(epoch);
          checkpoint.ifPresent(c -> c.write(state, epochs));
        }
      }
      network.load(kept.state(), false);
      network.training(false);
      return new TrainingLog(List.copyOf(epochs), kept.epoch());
    }
  }

  private long steps(BatchLoader loader) {
    return (long) recipe.epochs() * loader.batches();
  }

  private boolean outOfPatience(List<Epoch> epochs, LearningSet set) {
    if (recipe.patience() == 0 || set.heldOut().isEmpty()) {
      return false;
    }
    int first = 0; // of equals: an epoch that is as good as the best so far is no progress
    for (int i = 1; i < epochs.size(); i++) {
      first = epochs.get(i).agreement() > epochs.get(first).agreement() ? i : first;
    }
    return epochs.size() - (first + 1) >= recipe.patience();
  }

  private String identity(Network network, LearningSet set) {
    Digest digest =
        Digest.start()
            .add(network.digest())
            .add(set.training().digest())
            .add(set.heldOut().map(Examples::digest).orElse(""))
            .add(recipe.toString())
            .add(compute.toString())
            .add(seed.value());
    if (!refinement.equals(Refinement.NONE)) {
      digest.add(refinement.toString());
    }
    return digest.hex();
  }

  /** One training under way. */
  private final class Run {
    private final Network network;
    private final Outcome outcome;
    private final LearningSet set;
    private final GradientStep descent;
    private final BatchLoader loader;

    Run(TrainingState state, LearningSet set, GradientStep descent, BatchLoader loader) {
      this.network = state.network();
      this.outcome = state.outcome();
      this.set = set;
      this.descent = descent;
      this.loader = loader;
    }

    long imagesInAll() {
      return (long) recipe.epochs() * set.training().size();
    }

    /**
     * @param done epochs done before
     */
    Epoch epoch(int done, Progress.Task task) {
      long start = System.nanoTime();
      network.training(true);
      network.seedDropout(seed.derive("dropout", done).value());
      MixUp mixUp = new MixUp(recipe.augmentation().mixup(), seed.derive("mixup", done));
      double[] loss = {0};
      long[] step = {(long) done * loader.batches()};
      loader.forEach(
          done,
          batch -> {
            Object kernels = network.kernels(batch.count());
            loss[0] +=
                compute.besideOthers(kernels, () -> step(batch, mixUp, step[0]++)) * batch.count();
            task.advance(batch.count());
          });
      double meanLoss = loss[0] / set.training().size();
      if (!Double.isFinite(meanLoss)) {
        throw new TrainingException(
            "the loss is no longer a number in epoch "
                + (done + 1)
                + "; a lower learning rate than "
                + recipe.learningRate()
                + " should do");
      }
      double agreement = agreement();
      task.note(note(done + 1, meanLoss, agreement));
      return new Epoch(done + 1, meanLoss, agreement, (System.nanoTime() - start) / 1e9);
    }

    private String note(int number, double loss, double agreement) {
      return set.heldOut().isEmpty()
          ? String.format(Locale.ROOT, "epoch %d, loss %.3f", number, loss)
          : String.format(
              Locale.ROOT, "epoch %d, loss %.3f, held out %.1f %%", number, loss, 100 * agreement);
    }

    private double step(Batch batch, MixUp mixUp, long step) {
      try (PointerScope scope = new PointerScope()) {
        Tensor images = ImageTensors.of(batch.pixels(), set.training().images().shape(), compute);
        Tensor targets = ImageTensors.rows(batch.targets(), network.classes(), compute);
        MixUp.Mixed mixed = mixUp.apply(images, targets, batch.count());
        double factor = recipe.schedule().factor(step, steps(loader), loader.batches());
        double value =
            descent.take(mixed.images(), mixed.targets(), recipe.learningRate() * factor, step);
        outcome.follow(step);
        return value;
      }
    }

    private double agreement() {
      network.training(false);
      return set.heldOut().map(this::agreement).orElse(0.0);
    }

    private double agreement(Examples held) {
      try (Predictor predictor = Predictor.of(outcome.network(), compute)) {
        Predictions predictions = predictor.predict(held.images());
        int agreed = 0;
        for (int i = 0; i < held.size(); i++) {
          agreed += predictions.top(i) == held.targets().top(i) ? 1 : 0;
        }
        return (double) agreed / held.size();
      }
    }
  }
}
