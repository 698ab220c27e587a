package io.boogeyman.cli.run;

import io.boogeyman.attack.journal.SqliteJournal;
import io.boogeyman.attack.surrogate.AnswerTargets;
import io.boogeyman.attack.surrogate.MissingMass;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.BudgetMeter;
import io.boogeyman.core.prediction.PredictionApi;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.nn.inference.Predictions;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The auditor's own questions: what the victim answers to the test images, which surrogates are
 * measured against.
 *
 * <p>Whoever audits pays for them, once, outside every thief's budget: they are asked through the
 * same API, at its finest, and kept in the run's database under a name of their own. So neither
 * does a thief learn from them, nor do they count as his when an image stands in pool and test set.
 *
 * <p>Answers that are less than a vector are completed evenly, a label is taken as certain: top-5
 * and divergence are then of the completed answers, accuracy and fidelity as ever.
 */
public final class Examination implements AutoCloseable {
  private final SqliteJournal journal;
  private final PredictionApi victim;
  private final Progress progress;

  private Examination(SqliteJournal journal, PredictionApi victim, Progress progress) {
    this.journal = journal;
    this.victim = victim;
    this.progress = progress;
  }

  static Examination open(PredictionApi victim, Path database, Progress progress) {
    SqliteJournal journal = SqliteJournal.open(database, identity(victim));
    return new Examination(journal, victim, progress);
  }

  /** The name under which its answers are kept apart from the thieves'. */
  public static String identity(PredictionApi victim) {
    return victim.identity() + " asked for the evaluation";
  }

  /**
   * The victim's predictions for all images of a set.
   *
   * @param meter charged for those that are not on record
   */
  Predictions predictions(ImageSet test, BudgetMeter meter) {
    AnswerTargets answers = new AnswerTargets(answers(test, meter), MissingMass.SPREAD, 0);
    return new Predictions(answers.classes(), answers.rows());
  }

  private List<Answer> answers(ImageSet test, BudgetMeter meter) {
    int[] all = IntStream.range(0, test.size()).toArray();
    PredictionApi paid = victim.within(meter).recordedIn(journal);
    Progress asking = new AskingProgress(progress, meter);
    try (Progress.Task task = asking.begin("Examining the victim", "images", test.size())) {
      return paid.ask(test, all, task::advance);
    }
  }

  /** How many images were asked about, now and before. */
  long size() {
    return journal.size();
  }

  @Override
  public void close() {
    journal.close();
  }
}
