package io.boogeyman.cli.run;

import io.boogeyman.attack.evaluation.Evaluation;
import io.boogeyman.attack.journal.SqliteJournal;
import io.boogeyman.attack.query.Interrogation;
import io.boogeyman.attack.reading.Reading;
import io.boogeyman.cli.result.Asked;
import io.boogeyman.cli.result.StealResult;
import io.boogeyman.cli.result.Surrogate;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.Labels;
import io.boogeyman.core.prediction.BudgetMeter;
import io.boogeyman.core.prediction.PredictionApi;
import io.boogeyman.core.prediction.Price;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.core.transcript.Transcript;
import io.boogeyman.nn.inference.Predictions;
import io.boogeyman.victim.Victim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * The whole of {@code boogeyman steal}: asks the victim, trains a surrogate for every granularity,
 * budget and seed, measures each, and puts the result together. Whatever is in the run's folder
 * already is not done again.
 */
@SuppressWarnings("try") // seats are there to be given back, not to be read
public final class Theft {
  private final StealSettings settings;
  private final RunFolder folder;
  private final Progress progress;
  private final Seats seats;

  /** A theft that keeps what it has in {@code folder}. */
  public Theft(StealSettings settings, RunFolder folder, Progress progress) {
    this(settings, folder, progress, new Seats(settings.jobs()));
  }

  /**
   * @param seats shared with thefts beside this one
   */
  Theft(StealSettings settings, RunFolder folder, Progress progress, Seats seats) {
    this.settings = settings;
    this.folder = folder;
    this.progress = progress;
    this.seats = seats;
  }

  /**
   * Steals.
   *
   * @param thief what it asks, of images at the victim's size
   * @param labelled images of some of the victim's classes, at the victim's size
   * @throws IllegalArgumentException if victim, granularities, pool, test and budgets do not fit
   *     each other
   */
  public StealResult run(Victim victim, Thief thief, ImageSet labelled) {
    return steal(victim, thief, labelled).result();
  }

  /**
   * The same, with what the answers to each thief named.
   *
   * @throws IllegalArgumentException as {@link #run}
   */
  Haul steal(Victim victim, Thief thief, ImageSet labelled) {
    long start = System.nanoTime();
    PredictionApi api = victim.api();
    Precautions precautions = new Precautions(settings, victim);
    ImageSet test = precautions.test(labelled);
    Labels labels = test.labels().orElseThrow();
    precautions.requirePlans();
    Asking.requireEnough(settings, thief);
    folder.writeSettings(settings.toMap());
    folder.event("started", Map.of("settings", settings.toMap()));
    try (SqliteJournal journal = SqliteJournal.open(folder.database(), api.identity());
        Examination examination = Examination.open(api, folder.database(), progress)) {
      List<Asking.Done> asked = interrogate(victim, journal, thief);
      Map<SurrogateJob, String> jobs = jobs(victim, asked, test);
      Predictions truth = examine(precautions.priceOfTest(), examination, test);
      List<Surrogate> surrogates = surrogates(jobs, victim, truth, test);
      double seconds = (System.nanoTime() - start) / 1e9;
      ResultAssembly assembly = new ResultAssembly(settings, victim, thief.images(), test);
      StealResult result =
          assembly.assemble(
              surrogates,
              asked,
              new MarkedCopies(jobs, folder, settings.computePerJob()),
              Evaluation.accuracy(truth, labels),
              Evaluation.top5(truth, labels),
              asked(journal, examination),
              seconds);
      folder.event("finished", Map.of("verdict", result.verdict().sentence()));
      return new Haul(result, named(jobs.keySet()));
    }
  }

  private static List<Haul.Named> named(Set<SurrogateJob> jobs) {
    return jobs.stream()
        .map(job -> new Haul.Named(job.answers(), job.budget(), job.seed(), job.namedClasses()))
        .toList();
  }

  private Predictions examine(Price price, Examination examination, ImageSet test) {
    BudgetMeter meter = new BudgetMeter(test.size(), price, 0);
    Predictions truth = examination.predictions(test, meter);
    folder.event("examined", account(meter, examination.size()));
    return truth;
  }

  private static Map<String, Object> account(BudgetMeter meter, long onRecord) {
    return Map.of("asked", meter.asked(), "spent", meter.spent(), "answers on record", onRecord);
  }

  /** From the record, not from meters: these know of their own command only. */
  private Asked asked(SqliteJournal journal, Examination examination) {
    long images = journal.size();
    return new Asked(images, settings.price().of(images).doubleValue(), examination.size());
  }

  /**
   * What all thieves are answered, as fine as the API answers where their queries do not depend on
   * it: each job makes coarser what its thief may see. Answers on record cost nothing and do not
   * count, be they from this theft, which goes on, or from another thief or theft in the same
   * folder.
   */
  private List<Asking.Done> interrogate(Victim victim, SqliteJournal journal, Thief thief) {
    BudgetMeter meter = new BudgetMeter(settings.imagesInAll(), settings.price(), 0);
    PredictionApi paid = victim.api().within(meter).recordedIn(journal);
    Progress shown = new AskingProgress(progress, meter);
    List<Asking.Done> asked = new ArrayList<>();
    for (Asking asking : Asking.all(settings, thief)) {
      Thief asks = asking.of(thief);
      PredictionApi met = victim.facing(asking.thief(), paid);
      Interrogation interrogation =
          new Interrogation(asks.strategy(), new Seed(asking.seed()), shown);
      asked.add(
          new Asking.Done(
              asking,
              thief.isBlind()
                  ? ask(interrogation, new ReleasableApi(met, asking.answers()), asks)
                  : askAndLearn(interrogation, asSeen(met, asking.answers().get(0)), asks)));
    }
    folder.event("answered", account(meter, journal.size()));
    return asked;
  }

  private Transcript ask(Interrogation interrogation, PredictionApi api, Thief thief) {
    return interrogation.ask(api, thief.images(), settings.largestBudget());
  }

  /** Who looks at answers trains between his questions. */
  private Transcript askAndLearn(Interrogation interrogation, PredictionApi api, Thief thief) {
    try (Seats.Taken all = seats.all()) {
      return ask(interrogation, api, thief);
    }
  }

  private static PredictionApi asSeen(PredictionApi api, Reading reading) {
    return reading instanceof Reading.Seen seen ? api.releasing(seen.granularity()) : api;
  }

  private List<Surrogate> surrogates(
      Map<SurrogateJob, String> jobs, Victim victim, Predictions truth, ImageSet test) {
    try (FinishedSurrogates finished = FinishedSurrogates.open(folder.database())) {
      Map<SurrogateJob, Surrogate> known = known(jobs, finished);
      long images =
          jobs.keySet().stream()
              .filter(job -> !known.containsKey(job))
              .mapToLong(SurrogateJob::images)
              .sum();
      try (Progress.Task task = progress.begin("Training surrogates", "images", images)) {
        SideBySide workers = new SideBySide(settings.jobs(), seats);
        Progress shared = workers.within(task);
        // What is released may be labels already: two readings of it are one copy then.
        Map<String, SurrogateJob> different = new LinkedHashMap<>();
        jobs.forEach((job, key) -> different.putIfAbsent(key, job));
        List<Callable<Surrogate>> work = new ArrayList<>();
        different.forEach(
            (key, job) ->
                work.add(
                    known.containsKey(job)
                        ? () -> onRecord(known.get(job), job, key)
                        : () -> train(job, key, finished, victim, truth, test, shared)));
        return shared(jobs, List.copyOf(different.keySet()), workers.run(work));
      }
    }
  }

  private static List<Surrogate> shared(
      Map<SurrogateJob, String> jobs, List<String> keys, List<Surrogate> surrogates) {
    List<Surrogate> all = new ArrayList<>();
    jobs.forEach(
        (job, key) ->
            all.add(surrogates.get(keys.indexOf(key)).learntFrom(job.answers().toString())));
    return all;
  }

  private Map<SurrogateJob, Surrogate> known(
      Map<SurrogateJob, String> jobs, FinishedSurrogates finished) {
    Map<SurrogateJob, Surrogate> known = new HashMap<>();
    jobs.forEach(
        (job, key) ->
            finished
                .find(key)
                .filter(measured -> job.isIntact(key, measured, folder))
                .ifPresent(measured -> known.put(job, measured)));
    return known;
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
      Victim victim,
      Predictions truth,
      ImageSet test,
      Progress shared) {
    Surrogate surrogate =
        job.run(key, folder, settings.computePerJob(), victim, truth, test, shared);
    finished.record(key, surrogate);
    job.forgetCheckpoint(key, folder);
    folder.event(
        "surrogate", Map.of("name", job.name(), "recovery", surrogate.recovery().estimate()));
    return surrogate;
  }

  /**
   * Every surrogate to be made, in the order of the result, with the digest of what it depends on;
   * for that its answers are made coarser once, and refused if they turn out to be too coarse.
   */
  private Map<SurrogateJob, String> jobs(Victim victim, List<Asking.Done> asked, ImageSet test) {
    Map<SurrogateJob, String> jobs = new LinkedHashMap<>();
    for (Reading reading : settings.answers()) {
      for (int budget : settings.budgets()) {
        for (long seed : settings.seeds()) {
          Transcript got =
              asked.stream()
                  .filter(done -> done.serves(reading, seed))
                  .findFirst()
                  .orElseThrow()
                  .got();
          SurrogateJob job = job(victim, reading, budget, seed, got);
          jobs.put(job, job.key(settings.computePerJob(), victim, test));
        }
      }
    }
    return jobs;
  }

  /**
   * Trained as the answers allow, which may be fewer than the budget.
   *
   * @throws IllegalArgumentException if there are none
   */
  private SurrogateJob job(Victim victim, Reading reading, int budget, long seed, Transcript got) {
    int answered = Math.min(budget, got.size());
    if (answered == 0) {
      throw new NothingAnsweredException(victim.name() + ", " + victim.kind() + ",");
    }
    int images = reading.images(got.first(answered));
    return new SurrogateJob(
        reading,
        budget,
        seed,
        got,
        settings.surrogate().plan(victim.shape(), images),
        settings.surrogate());
  }
}
