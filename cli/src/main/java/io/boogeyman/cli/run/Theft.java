package io.boogeyman.cli.run;

import io.boogeyman.attack.evaluation.Evaluation;
import io.boogeyman.attack.journal.SqliteJournal;
import io.boogeyman.attack.query.Interrogation;
import io.boogeyman.attack.query.RandomStrategy;
import io.boogeyman.attack.surrogate.SurrogatePlan;
import io.boogeyman.cli.result.Asked;
import io.boogeyman.cli.result.StealResult;
import io.boogeyman.cli.result.Surrogate;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.Labels;
import io.boogeyman.core.prediction.BudgetMeter;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.core.prediction.PredictionApi;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.core.transcript.Transcript;
import io.boogeyman.nn.inference.Predictions;
import io.boogeyman.victim.Victim;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * The whole of {@code boogeyman steal}: asks the victim, trains a surrogate for every granularity,
 * budget and seed, measures each, and puts the result together. Whatever is in the run's folder
 * already is not done again.
 */
public final class Theft {
  private final StealSettings settings;
  private final RunFolder folder;
  private final Progress progress;

  /** A theft that keeps what it has in {@code folder}. */
  public Theft(StealSettings settings, RunFolder folder, Progress progress) {
    this.settings = settings;
    this.folder = folder;
    this.progress = progress;
  }

  /**
   * Steals.
   *
   * @param pool the thief's images, at the victim's size
   * @param labelled images of some of the victim's classes, at the victim's size
   * @throws IllegalArgumentException if victim, granularities, pool, test and budgets do not fit
   *     each other
   */
  public StealResult run(Victim victim, ImageSet pool, ImageSet labelled) {
    long start = System.nanoTime();
    PredictionApi api = victim.api();
    // Whatever cannot be released, trained or measured shall be refused before the victim is paid.
    ImageSet test = RelabelledImages.of(labelled, api.classNames());
    Labels labels = test.labels().orElseThrow();
    victim.finest().ifPresent(this::requireFineEnough);
    List<SurrogatePlan> plans = plans(victim);
    folder.writeSettings(settings.toMap());
    folder.event("started", Map.of("settings", settings.toMap()));
    try (SqliteJournal journal = SqliteJournal.open(folder.database(), api.identity());
        Examination examination = Examination.open(api, folder.database(), progress)) {
      List<Transcript> full = interrogate(api, journal, pool);
      List<SurrogateJob> jobs = jobs(plans, full);
      Predictions truth = examination.predictions(test);
      List<Surrogate> surrogates = surrogates(jobs, api, truth, test);
      double seconds = (System.nanoTime() - start) / 1e9;
      ResultAssembly assembly = new ResultAssembly(settings, victim, pool, test);
      StealResult result =
          assembly.assemble(
              surrogates,
              full.get(0),
              Evaluation.accuracy(truth, labels),
              Evaluation.top5(truth, labels),
              asked(journal, examination),
              seconds);
      folder.event("finished", Map.of("verdict", result.verdict().sentence()));
      return result;
    }
  }

  /** From the record, not from meters: these know of their own command only. */
  private Asked asked(SqliteJournal journal, Examination examination) {
    long images = journal.size();
    return new Asked(images, settings.price().of(images).doubleValue(), examination.size());
  }

  private void requireFineEnough(Granularity finest) {
    for (Granularity wanted : settings.answers()) {
      if (!wanted.equals(finest) && !wanted.isCoarserThan(finest)) {
        throw new IllegalArgumentException(
            "the victim's API answers "
                + finest
                + ", which cannot be made "
                + wanted
                + "; ask for --answers "
                + finest
                + " or coarser");
      }
    }
  }

  /**
   * One transcript a seed, as fine as the API answers: each job makes coarser what its thief may
   * see of it. Answers on record cost nothing and do not count, be they from this theft, which goes
   * on, or from another one in the same folder.
   */
  private List<Transcript> interrogate(PredictionApi api, SqliteJournal journal, ImageSet pool) {
    BudgetMeter meter = new BudgetMeter(settings.imagesInAll(), settings.price(), 0);
    PredictionApi paid = api.within(meter).recordedIn(journal);
    List<Transcript> transcripts = new ArrayList<>();
    for (long seed : settings.seeds()) {
      Interrogation interrogation =
          new Interrogation(new RandomStrategy(), new Seed(seed), progress);
      transcripts.add(interrogation.ask(paid, pool, settings.largestBudget()));
    }
    folder.event(
        "answered",
        Map.of(
            "asked", meter.asked(), "spent", meter.spent(), "answers on record", journal.size()));
    return transcripts;
  }

  private List<Surrogate> surrogates(
      List<SurrogateJob> jobs, PredictionApi api, Predictions truth, ImageSet test) {
    try (FinishedSurrogates finished = FinishedSurrogates.open(folder.database())) {
      List<String> keys =
          jobs.stream()
              .map(job -> job.key(settings.computePerJob(), api.identity(), test))
              .toList();
      List<Optional<Surrogate>> known = keys.stream().map(finished::find).toList();
      long images = 0;
      for (int i = 0; i < jobs.size(); i++) {
        images += known.get(i).isPresent() ? 0 : jobs.get(i).images();
      }
      try (Progress.Task task = progress.begin("Training surrogates", "images", images)) {
        List<Callable<Surrogate>> work = new ArrayList<>();
        for (int i = 0; i < jobs.size(); i++) {
          SurrogateJob job = jobs.get(i);
          String key = keys.get(i);
          work.add(
              known
                  .get(i)
                  .<Callable<Surrogate>>map(surrogate -> () -> onRecord(surrogate, job, key))
                  .orElse(() -> train(job, key, finished, api, truth, test, task)));
        }
        return SideBySide.run(settings.jobs(), work);
      }
    }
  }

  /** A kill between the record and the end of the checkpoint would else leave that for good. */
  private Surrogate onRecord(Surrogate surrogate, SurrogateJob job, String key) {
    job.forgetCheckpoint(key, folder);
    return surrogate;
  }

  private Surrogate train(
      SurrogateJob job,
      String key,
      FinishedSurrogates finished,
      PredictionApi api,
      Predictions truth,
      ImageSet test,
      Progress.Task task) {
    Surrogate surrogate =
        job.run(
            key,
            folder,
            settings.computePerJob(),
            api.classNames(),
            truth,
            test,
            SideBySide.within(task));
    finished.record(key, surrogate);
    job.forgetCheckpoint(key, folder);
    folder.event(
        "surrogate", Map.of("name", job.name(), "recovery", surrogate.recovery().estimate()));
    return surrogate;
  }

  private List<SurrogateJob> jobs(List<SurrogatePlan> plans, List<Transcript> full) {
    List<SurrogateJob> jobs = new ArrayList<>();
    for (Granularity granularity : settings.answers()) {
      for (int budget = 0; budget < plans.size(); budget++) {
        for (int i = 0; i < full.size(); i++) {
          Transcript transcript =
              full.get(i).first(settings.budgets().get(budget)).releasing(granularity);
          jobs.add(
              new SurrogateJob(
                  granularity, settings.seeds().get(i), transcript, plans.get(budget)));
        }
      }
    }
    return jobs;
  }

  /** One plan a budget. */
  private List<SurrogatePlan> plans(Victim victim) {
    List<SurrogatePlan> plans =
        settings.budgets().stream()
            .map(budget -> settings.surrogate().plan(victim.shape(), budget))
            .toList();
    plans.get(0).requireWeights(victim.api().classNames().size());
    return plans;
  }
}
