package io.boogeyman.cli.run;

import io.boogeyman.attack.evaluation.ClassEvaluation;
import io.boogeyman.attack.evaluation.Evaluation;
import io.boogeyman.attack.reading.Reading;
import io.boogeyman.attack.recovery.AnswerRecovery;
import io.boogeyman.attack.surrogate.Refinements;
import io.boogeyman.attack.surrogate.SurrogatePlan;
import io.boogeyman.attack.surrogate.SurrogateTrainer;
import io.boogeyman.cli.policy.AttackedVictim;
import io.boogeyman.cli.policy.KnownReleases;
import io.boogeyman.cli.result.ClassResult;
import io.boogeyman.cli.result.Surrogate;
import io.boogeyman.core.digest.Digest;
import io.boogeyman.core.file.FailureReason;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.Labels;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.core.statistics.Interval;
import io.boogeyman.core.transcript.Transcript;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.inference.Predictions;
import io.boogeyman.nn.inference.Predictor;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.training.TrainingLog;
import io.boogeyman.nn.weights.SavedNetwork;
import io.boogeyman.victim.Victim;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One surrogate to be trained and measured.
 *
 * @param answers what the thief makes of what he was answered
 * @param budget how many answers it learns from, if so many were given
 * @param seed the thief's
 * @param full all that this thief asked, as fine as the victim answered, or as coarse as {@code
 *     answers} where the thief's queries depend on them
 * @param plan how it is trained
 * @param copies by what other plans are made
 */
record SurrogateJob(
    Reading answers,
    int budget,
    long seed,
    Transcript full,
    SurrogatePlan plan,
    SurrogateSettings copies) {

  /** What it is called on the progress display and in events. */
  String name() {
    return answers + "-" + budget + "-seed" + seed;
  }

  /**
   * What the thief may see. Made when it is needed: all jobs' transcripts together would fill the
   * heap.
   */
  private Transcript transcript() {
    return answers.of(full.first(answered()));
  }

  /** How many answers it learns from: fewer than the budget, if the victim refused to go on. */
  int answered() {
    return Math.min(budget, full.size());
  }

  /** How often its answers name each class. */
  List<Integer> namedClasses() {
    return Arrays.stream(transcript().namedClasses()).boxed().toList();
  }

  /** Names its files: what is trained otherwise has a file of its own. */
  private String fileName(String key) {
    return name() + "-" + key.substring(0, 8);
  }

  /** Where its weights are, once it is trained. */
  Path file(String key, RunFolder folder) {
    return folder.surrogate(fileName(key));
  }

  /** Lets go of what an unfinished training needs; for when the result is on record. */
  void forgetCheckpoint(String key, RunFolder folder) {
    try {
      Files.deleteIfExists(folder.checkpoint(fileName(key)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete a checkpoint: " + FailureReason.of(e), e);
    }
  }

  /**
   * Whether the weights on record are as they were written. A file that is gone was taken away on
   * purpose; one that is damaged is not what the result tells of.
   */
  boolean isIntact(String key, Surrogate measured, RunFolder folder) {
    Path file = file(key, folder);
    if (!Files.exists(file)) {
      return true;
    }
    try (SavedNetwork saved = SavedNetwork.read(file)) {
      return saved.network().digest().equals(measured.digest());
    } catch (IOException | IllegalArgumentException damaged) {
      return false;
    }
  }

  /** Images that training goes through at most. */
  long images() {
    int learnt = answers.images(full.first(answered()));
    int heldOut = (int) (plan.heldOut() * learnt);
    return (long) plan.recipe().epochs() * (learnt - heldOut);
  }

  /**
   * A digest of all that the result depends on; of the query strategy what was asked, and in what
   * order, which is in the transcript.
   */
  String key(Compute compute, Victim victim, ImageSet test) {
    Digest digest = Digest.start().add("surrogate 3").add(budget).add(transcript().digest());
    addTraining(digest, plan)
        .add(seed)
        .add(compute.toString())
        .add(victim.api().identity())
        .add(test.digest());
    if (answers instanceof Reading.Recovered && victim instanceof AttackedVictim attacked) {
      digest.add("recovered 2").add(copies.toMap().toString()).add(attacked.policy().digest());
    }
    return addRefinements(digest, plan).hex();
  }

  /** Adds how a plan has a copy trained, but for its refinements. */
  static Digest addTraining(Digest digest, SurrogatePlan plan) {
    return digest
        .add(plan.architecture().name())
        .add(plan.shape().toString())
        .add(plan.pretrained().map(SurrogateJob::contentOf).orElse(""))
        .add(plan.recipe().toString())
        .add(plan.missing().toString())
        .add(Double.toString(plan.smoothing()))
        .add(Double.toString(plan.heldOut()));
  }

  /** Adds a plan's refinements where it has any: keys without are older than refinements. */
  static Digest addRefinements(Digest digest, SurrogatePlan plan) {
    return plan.refinements().equals(Refinements.NONE)
        ? digest
        : digest.add(plan.refinements().toString());
  }

  private static String contentOf(Path file) {
    try {
      return Digest.start().addFile(file).hex();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot read the weights " + file + ": " + FailureReason.of(e), e);
    }
  }

  /** Trains the surrogate, writes its weights and measures it. */
  Surrogate run(
      String key,
      RunFolder folder,
      Compute compute,
      Victim victim,
      Predictions truth,
      ImageSet test,
      Progress progress) {
    SurrogateTrainer trainer =
        new SurrogateTrainer(
            plan, compute, progress, Optional.of(folder.checkpoint(fileName(key))));
    try (var copy = trainer.train(name(), learnt(victim, compute, progress), new Seed(seed));
        Predictor predictor = Predictor.of(copy.network(), compute)) {
      Labels labels = test.labels().orElseThrow();
      Evaluation evaluation = Evaluation.of(truth, predictor.predict(test), labels);
      Map<String, String> notes =
          Map.of("stolen with", answered() + " " + answers + " answers, seed " + seed);
      write(new SavedNetwork(copy.network(), victim.api().classNames(), notes), file(key, folder));
      return result(copy.network(), copy.log(), evaluation);
    }
  }

  /** What the copy learns from; undoing a defence takes some trainings of its own. */
  private Transcript learnt(Victim victim, Compute compute, Progress progress) {
    if (!(answers instanceof Reading.Recovered) || !(victim instanceof AttackedVictim attacked)) {
      return transcript();
    }
    try (KnownReleases releases = attacked.releases()) {
      return new AnswerRecovery(
              releases,
              answers -> copies.briefPlan(plan.shape(), answers),
              compute,
              new AsideProgress(progress))
          .recover(transcript(), new Seed(seed));
    }
  }

  @SuppressWarnings("MustBeClosedChecker") // the surrogate is closed by whoever trained it
  private static void write(SavedNetwork network, Path file) {
    try {
      network.write(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + FailureReason.of(e), e);
    }
  }

  private Surrogate result(Network copy, TrainingLog log, Evaluation evaluation) {
    return new Surrogate(
        answers.toString(),
        budget,
        answered(),
        seed,
        plan.architecture().name(),
        copy.digest(),
        evaluation.accuracy(),
        evaluation.top5(),
        evaluation.fidelity(),
        evaluation.recovery(),
        evaluation.divergence(),
        evaluation.classes().stream().map(SurrogateJob::result).toList(),
        log.epochs().size(),
        log.kept(),
        log.agreement(),
        log.seconds());
  }

  private static ClassResult result(ClassEvaluation tally) {
    return new ClassResult(
        tally.images(),
        share(tally.victimRight(), tally.images()),
        share(tally.surrogateRight(), tally.images()),
        share(tally.agreed(), tally.images()));
  }

  private static Interval share(int count, int images) {
    return images == 0 ? Interval.exactly(0) : Interval.share(count, images);
  }
}
