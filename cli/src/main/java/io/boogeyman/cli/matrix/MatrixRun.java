package io.boogeyman.cli.matrix;

import io.boogeyman.attack.journal.SqliteJournal;
import io.boogeyman.cli.detect.SeenImages;
import io.boogeyman.cli.policy.AttackedVictim;
import io.boogeyman.cli.policy.OpenPolicy;
import io.boogeyman.cli.report.Report;
import io.boogeyman.cli.result.FigureTable;
import io.boogeyman.cli.result.MatrixResult;
import io.boogeyman.cli.result.StealResult;
import io.boogeyman.cli.run.Environment;
import io.boogeyman.cli.run.Examination;
import io.boogeyman.cli.run.ImageSets;
import io.boogeyman.cli.run.NothingAnsweredException;
import io.boogeyman.cli.run.OpenImages;
import io.boogeyman.cli.run.RelabelledImages;
import io.boogeyman.cli.run.RunFolder;
import io.boogeyman.cli.run.StealRun;
import io.boogeyman.cli.run.StealSettings;
import io.boogeyman.cli.version.Version;
import io.boogeyman.core.image.ImageDigest;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.prediction.PredictionApi;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.defend.calibration.Calibration;
import io.boogeyman.defend.policy.file.Policy;
import io.boogeyman.defend.policy.file.SuspicionStep;
import io.boogeyman.defend.release.ReleaseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Every thief against every policy, and customers of each. All policies of one model share a run's
 * folder, and with it the model's answers, which are paid for once.
 */
public final class MatrixRun {
  private final Path cache;
  private final Progress progress;
  private final RunFolder folder;
  private final List<PolicyFindings> found = new ArrayList<>();
  private final Map<String, String> digests = new LinkedHashMap<>();
  private final Map<String, Set<String>> settings = new TreeMap<>();
  private final Set<ImageDigest> seen = new HashSet<>();

  /**
   * @param cache where decoded images are kept
   * @param folder where all is kept, and where each policy's own report goes
   */
  public MatrixRun(Path cache, Progress progress, RunFolder folder) {
    this.cache = cache;
    this.progress = progress;
    this.folder = folder;
  }

  /**
   * Says that a policy is to be added: customers of all policies ask test images that no detector
   * of any was fitted to or calibrated on, so that all are measured on the same.
   *
   * @param theft one of those that will attack it
   * @throws IOException if the test images cannot be read
   */
  public void expect(AttackedVictim victim, StealSettings theft) throws IOException {
    Optional<Calibration> calibration = victim.open().calibration();
    if (calibration.isPresent()) {
      ImageSets sets = new ImageSets(cache, theft.compute().threads(), progress);
      try (OpenImages tests = theft.test().open(sets, victim.shape())) {
        seen.addAll(SeenImages.among(theft.test().select(tests), calibration.get()));
      }
    }
  }

  /**
   * Attacks a policy, and asks it as customers do.
   *
   * @param name of the policy
   * @param thefts what each thief wants, by what he is called; at least one
   * @throws IOException if images cannot be read or results not written
   * @throws IllegalArgumentException in one line, if settings, policy and images do not fit
   */
  public void add(String name, AttackedVictim victim, Map<String, StealSettings> thefts)
      throws IOException {
    List<PolicyFindings.Theft> got = new ArrayList<>();
    for (Map.Entry<String, StealSettings> theft : thefts.entrySet()) {
      Optional<StealResult> result = steal(theft.getValue(), victim);
      String file = thefts.size() == 1 ? name : name + "-" + theft.getKey();
      if (result.isPresent()) {
        Path reports = Files.createDirectories(folder.path().resolve("policies"));
        Report.write(result.get(), reports.resolve(file + ".html"));
      }
      got.add(new PolicyFindings.Theft(theft.getKey(), result));
    }
    StealSettings any = thefts.values().iterator().next();
    thefts.values().forEach(this::note);
    OpenPolicy policy = victim.open();
    digests.put(name, policy.file().digest());
    found.add(
        new PolicyFindings(name, releases(policy.file().policy()), got, customers(policy, any)));
  }

  /** What thefts have not in common stands side by side; policies are told of by themselves. */
  private void note(StealSettings theft) {
    theft
        .toMap()
        .forEach(
            (name, value) ->
                settings.computeIfAbsent(name, setting -> new LinkedHashSet<>()).add(value));
    settings.keySet().removeAll(Set.of("victim", "victim's policy"));
  }

  private Optional<StealResult> steal(StealSettings theft, AttackedVictim victim)
      throws IOException {
    try {
      return Optional.of(new StealRun(cache, progress).steal(theft, victim, folder).result());
    } catch (NothingAnsweredException e) {
      return Optional.empty();
    }
  }

  private HonestUse customers(OpenPolicy policy, StealSettings theft) throws IOException {
    ImageSets sets = new ImageSets(cache, theft.compute().threads(), progress);
    PredictionApi api = policy.victim().api();
    try (OpenImages tests = theft.test().open(sets, policy.victim().shape());
        SqliteJournal journal = SqliteJournal.open(folder.database(), Examination.identity(api))) {
      ImageSet test = RelabelledImages.of(theft.test().select(tests), api.classNames());
      return new Customers(policy, unseen(test), progress).ask(api.recordedIn(journal));
    }
  }

  private ImageSet unseen(ImageSet test) {
    int[] unseen =
        IntStream.range(0, test.size()).filter(i -> !seen.contains(test.digestOf(i))).toArray();
    if (unseen.length == 0) {
      throw new IllegalArgumentException(
          "detectors of these policies have seen all images of "
              + test.name()
              + ": name others with --test, for customers to ask");
    }
    return unseen.length == test.size() ? test : test.subset(test.name(), unseen);
  }

  /** What a policy makes of answers, and of those of suspects. */
  private static String releases(Policy policy) {
    String all = names(policy.release());
    for (SuspicionStep step : policy.suspicion()) {
      String then = step.refuses() ? "refused" : step.release().map(MatrixRun::names).orElse("");
      all += then.isEmpty() ? "" : "; " + step.step() + ": " + then;
    }
    return all;
  }

  private static String names(List<ReleaseSettings> releases) {
    return releases.isEmpty()
        ? "full"
        : releases.stream().map(ReleaseSettings::name).collect(Collectors.joining(", "));
  }

  /**
   * All that was found.
   *
   * @param about what was measured on what
   * @param seeds thieves of each kind
   */
  public MatrixResult result(String about, int seeds) {
    List<FigureTable> tables = MatrixTables.of(found);
    Map<String, String> resolved = new TreeMap<>();
    settings.forEach((name, values) -> resolved.put(name, String.join("; ", values)));
    return new MatrixResult(
        MatrixResult.SCHEMA,
        Version.text(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        about,
        seeds,
        tables,
        digests,
        resolved,
        Environment.here());
  }
}
