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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
  private final Plan plan;
  private final Lab lab;
  private final Works works;

  /**
   * @param tables of the profile, to be made
   * @param folder where everything is kept
   */
  public Reproduction(Profile profile, List<Table> tables, Lab lab, Path folder) {
    this.plan = Plan.of(profile, tables);
    this.lab = lab;
    VictimWork victims = new VictimWork(profile, lab, folder.resolve("victims"));
    this.works =
        new Works(
            victims,
            new TheftWork(profile, lab, victims, folder.resolve("thefts")),
            new DetectionWork(profile, lab, victims, folder.resolve("detections")));
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
    return List.copyOf(steps(true).values());
  }

  /** The files that it needs and that are not there. */
  public Set<String> missing() {
    return new DataFolder(lab.data()).missing(plan);
  }

  private Map<Node, Step> steps(boolean anew) throws IOException {
    Estimate estimate = new Estimate(plan.profile(), lab, works, anew);
    Map<Node, Step> steps = new LinkedHashMap<>();
    for (Node node : plan.nodes()) {
      Estimate.Cost cost = estimate.of(node);
      steps.put(node, new Step(node.name(), cost.images(), cost.seconds()));
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
      works.check(node);
    }
    Findings findings = new Findings(plan.profile().seeds());
    addKept(findings);
    Map<Node, Step> steps = steps(false);
    Announcements announcements = new Announcements(steps, told, System::nanoTime);
    Course course =
        new Course(
            works, steps, announcements, lab.progress(), found -> add(found, findings, soFar));
    for (List<List<Node>> lanes : plan.stages()) {
      course.follow(lanes);
    }
    return result(findings, plan.tables());
  }

  /**
   * What was found for other tables of the profile, by themselves or all at once: claims compare
   * figures of several.
   */
  private void addKept(Findings findings) throws IOException {
    Profile profile = plan.profile();
    List<List<Table>> groups = new ArrayList<>(List.of(profile.tables()));
    profile.tables().forEach(table -> groups.add(List.of(table)));
    Set<Node> others = new LinkedHashSet<>();
    for (List<Table> group : groups) {
      Plan other = Plan.of(profile, group);
      if (new DataFolder(lab.data()).missing(other).isEmpty()) {
        others.addAll(other.nodes());
      }
    }
    others.removeAll(plan.nodes());
    for (Node node : others) {
      works.kept(node).ifPresent(found -> found.accept(findings));
    }
  }

  /** Tells of the tables that are done by now, if this made one of them so and others are not. */
  private void add(Consumer<Findings> found, Findings findings, Listener soFar) throws IOException {
    long before = done(findings).size();
    found.accept(findings);
    List<Table> now = done(findings);
    if (now.size() > before && now.size() < plan.tables().size()) {
      soFar.made(result(findings, now));
    }
  }

  private List<Table> done(Findings findings) {
    return plan.tables().stream().filter(findings::suffice).toList();
  }

  /** Is told of tables. */
  @FunctionalInterface
  public interface Listener {
    /** All tables that are done by now. */
    void made(ReproductionResult tables) throws IOException;
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
}
