package io.boogeyman.cli.reproduce;

import io.boogeyman.cli.reproduce.profile.Profile;
import io.boogeyman.cli.reproduce.profile.Table;
import io.boogeyman.cli.result.ReproductionResult;
import io.boogeyman.cli.run.Environment;
import io.boogeyman.cli.version.Version;
import io.boogeyman.core.digest.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Makes tables of a profile: trains its victims, steals them, sends attackers against their
 * detectors, each piece of work once. Whatever is in the folder already is not done again, whether
 * it was made for these tables or for others.
 */
public final class Reproduction {
  /** Shorter pieces say nothing of how far estimates are off. */
  private static final double TELLING = 3;

  private final Plan plan;
  private final Lab lab;
  private final VictimWork victims;
  private final TheftWork thefts;
  private final DetectionWork detections;

  /**
   * @param tables of the profile, to be made
   * @param folder where everything is kept
   */
  public Reproduction(Profile profile, List<Table> tables, Lab lab, Path folder) {
    this.plan = Plan.of(profile, tables);
    this.lab = lab;
    this.victims = new VictimWork(profile, lab, folder.resolve("victims"));
    this.thefts = new TheftWork(profile, lab, victims, folder.resolve("thefts"));
    this.detections = new DetectionWork(profile, lab, victims, folder.resolve("detections"));
  }

  /**
   * A piece of work that is planned.
   *
   * @param name what is done
   * @param images that are looked at for it
   * @param seconds that it may take
   */
  public record Step(String name, long images, double seconds) {}

  /**
   * What would be done, and how long it may take here, with the profile's files or without; nothing
   * is trained, asked or decoded, but the speed of each network is measured.
   *
   * @throws IOException if files that are there cannot be read
   */
  public List<Step> steps() throws IOException {
    return steps(true);
  }

  /** The files that it needs and that are not there. */
  public Set<String> missing() {
    return new DataFolder(lab.data()).missing(plan);
  }

  private List<Step> steps(boolean anew) throws IOException {
    Estimate estimate = new Estimate(plan.profile(), lab, victims, thefts, detections, anew);
    List<Step> steps = new ArrayList<>();
    for (Node node : plan.nodes()) {
      Estimate.Cost cost = estimate.of(node);
      steps.add(new Step(node.name(), cost.images(), cost.seconds()));
    }
    return steps;
  }

  /**
   * Does it all.
   *
   * @param told of each piece of work as it begins, in one line with the time left, and of data
   *     that are not as the profile expects
   * @param soFar is given what there is whenever a table is done and others are not: a claim that
   *     needs those is not decided yet
   * @return all of it
   * @throws IOException if images cannot be read or results not written
   * @throws IllegalArgumentException in one line, if the profile does not fit the data
   */
  public ReproductionResult run(Consumer<String> told, Listener soFar) throws IOException {
    DataFolder data = new DataFolder(lab.data());
    data.requireAll(plan);
    data.doubts(plan).forEach(doubt -> told.accept("warning: " + doubt));
    for (Node node : plan.nodes()) {
      check(node);
    }
    List<Step> steps = steps(false);
    Findings findings = new Findings(plan.profile().seeds());
    List<Table> done = List.of();
    Pace pace = new Pace();
    for (int i = 0; i < steps.size(); i++) {
      double left = steps.stream().skip(i).mapToDouble(Step::seconds).sum();
      told.accept(
          "%d of %d: %s; %s".formatted(i + 1, steps.size(), steps.get(i).name(), pace.left(left)));
      long start = System.nanoTime();
      carryOut(plan.nodes().get(i), findings);
      pace.took((System.nanoTime() - start) / 1e9, steps.get(i).seconds());
      List<Table> now = plan.tables().stream().filter(findings::suffice).toList();
      if (now.size() > done.size() && i + 1 < steps.size()) {
        soFar.made(result(findings, now));
        done = now;
      }
    }
    return result(findings, plan.tables());
  }

  /** Is told of tables. */
  @FunctionalInterface
  public interface Listener {
    /** All tables that are done by now. */
    void made(ReproductionResult tables) throws IOException;
  }

  private void check(Node node) throws IOException {
    if (node instanceof Node.Steal theft) {
      thefts.check(theft);
    } else if (node instanceof Node.Detect detection) {
      detections.check(detection);
    }
  }

  private void carryOut(Node node, Findings findings) throws IOException {
    if (node instanceof Node.TrainVictim training) {
      findings.victim(training.victim(), victims.train(training.victim()));
    } else if (node instanceof Node.Steal theft) {
      findings.thefts(theft, thefts.steal(theft));
    } else if (node instanceof Node.Detect detection) {
      findings.detection(detection.watch(), detections.detect(detection));
    }
  }

  private ReproductionResult result(Findings findings, List<Table> tables) {
    Profile profile = plan.profile();
    Views views = new Views(profile, findings);
    Map<String, String> environment = Environment.here();
    environment.put("processor", lab.processor().name());
    environment.put("threads", Integer.toString(lab.computing().threads()));
    return new ReproductionResult(
        ReproductionResult.SCHEMA,
        Version.text(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        profile.name(),
        Digest.start()
            .add(profile.toString())
            .add(VictimWork.VERSION)
            .add(TheftWork.VERSION)
            .add(DetectionWork.VERSION)
            .hex(),
        profile.about().strip(),
        profile.seeds(),
        tables.stream().map(views::of).toList(),
        profile.claims().stream().map(new ClaimTest(findings)::decide).toList(),
        environment);
  }

  /** How much longer or shorter work takes than was thought. */
  private static final class Pace {
    private double taken;
    private double thought;

    void took(double seconds, double estimated) {
      if (seconds > TELLING) {
        taken += seconds;
        thought += estimated;
      }
    }

    String left(double estimated) {
      double factor = thought > 0 ? taken / thought : 1;
      return "about " + minutes(factor * estimated) + " left in all";
    }

    private static String minutes(double seconds) {
      long whole = Math.max(1, Math.round(seconds / 60));
      return whole < 60 ? whole + " min" : "%d h %02d min".formatted(whole / 60, whole % 60);
    }
  }
}
