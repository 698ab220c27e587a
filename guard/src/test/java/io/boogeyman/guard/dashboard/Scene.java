package io.boogeyman.guard.dashboard;

import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.defend.policy.Decision;
import io.boogeyman.defend.policy.GuardEvent;
import io.boogeyman.defend.policy.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A quarter of an hour of a gateway, up to now: honest customers with habits, a thief who asks for
 * everything and is caught, one whom he learnt from, and strangers with names that mean harm.
 */
final class Scene implements DashboardFacts {
  static final String THIEF = "key:thief";
  static final String HOSTILE = "key:<img src=x onerror=document.title='owned'>";
  static final String REVERSED = "key:\u202eemca";

  private static final int SECONDS = 900;
  private static final int CLASSES = 43;
  private static final List<String> STEPS =
      List.of(Standing.TRUSTED, "watched", "restricted", "perturbed", "refused");
  private static final double[] AT = {0, 0.4, 0.6, 0.8, 1};
  private static final List<String> RELEASES =
      List.of("top-5", "top-5", "label", "reverse-sigmoid, label", "label");

  private final DashboardState state;
  private final Instant begin;
  private final SplittableRandom random = new SplittableRandom(6);

  private Scene(DashboardState state, Instant begin) {
    this.state = state;
    this.begin = begin;
  }

  /** Plays it. */
  static Scene play(DashboardState state, Instant now, int customers) {
    Scene scene = new Scene(state, now.minusSeconds(SECONDS));
    scene.policies();
    IntStream.range(0, customers).forEach(scene::customer);
    scene.suspect(THIEF, 120, 700, 1.9, 12);
    scene.suspect("address:198.51.100.23", 400, SECONDS, 0.72, 4);
    scene.suspect("jwt:https://login.example.org/users/7f3a-bulk-export", 60, SECONDS, 0.47, 6);
    scene.stranger(HOSTILE);
    scene.stranger(REVERSED);
    scene.late();
    return scene;
  }

  private Instant at(int second) {
    return begin.plusSeconds(second);
  }

  private void policies() {
    state.happened(
        new GuardEvent.PolicyInForce(
            begin.minusSeconds(90_000),
            "2026-11-20",
            "j.doe@example.org",
            "0f".repeat(32),
            Map.of()));
    state.happened(
        new GuardEvent.PolicyInForce(
            begin.minusSeconds(8_000),
            "2026-11-26",
            "night.shift@example.org",
            "a9".repeat(32),
            Map.of()));
  }

  private void customer(int number) {
    String name = number % 3 == 0 ? "address:203.0.113." + number : "key:customer-" + number;
    double restless = 0.02 + random.nextDouble() * 0.25;
    int habit = random.nextInt(CLASSES);
    for (int second = random.nextInt(60); second < SECONDS; second += 5 + random.nextInt(90)) {
      List<Integer> classes = new ArrayList<>();
      for (int i = random.nextInt(6); i >= 0; i--) {
        classes.add(random.nextInt(3) > 0 ? habit : random.nextInt(CLASSES));
      }
      asked(name, second, classes, 0, restless * (0.6 + 0.4 * random.nextDouble()));
    }
  }

  private void asked(String name, int second, List<Integer> classes, int level, double suspicion) {
    state.happened(
        new GuardEvent.Asked(
            at(second),
            new ClientName(name),
            classes.size(),
            random.nextInt(4) == 0 ? 1 : 0,
            classes,
            Collections.nCopies(classes.size(), RELEASES.get(level)),
            0,
            standing(level, suspicion),
            evidence(suspicion),
            timing()));
  }

  private static Standing standing(int level, double suspicion) {
    return new Standing(
        level, STEPS.get(level), suspicion, Duration.ofMillis(level == 3 ? 250 : 0));
  }

  private static Map<String, Double> evidence(double suspicion) {
    return Map.of(
        "distance", suspicion,
        "density", suspicion * 0.62,
        "confidence", suspicion * suspicion * 0.4);
  }

  private GuardEvent.Timing timing() {
    long slow = random.nextInt(60) == 0 ? 20 : 1;
    return new GuardEvent.Timing(
        Duration.ofNanos(slow * (3_000_000 + random.nextInt(1_500_000))),
        Duration.ofNanos(1_200_000 + random.nextInt(600_000)),
        Duration.ofNanos(120_000 + random.nextInt(60_000)));
  }

  /** Somebody whose evidence grows, who climbs the steps, and is refused on the last. */
  private void suspect(String name, int from, int to, double end, int images) {
    int level = 0;
    for (int second = from; second < to; second += 3) {
      double share = (second - from) / (double) (to - from);
      double suspicion = end * share * (0.94 + 0.06 * random.nextDouble());
      while (level < 4 && suspicion >= AT[level + 1]) {
        climb(name, second, level, suspicion);
        level++;
      }
      if (level == 4) {
        refused(name, second, images, Decision.Reason.SUSPECTED);
      } else {
        List<Integer> classes =
            IntStream.range(0, images).mapToObj(i -> random.nextInt(CLASSES)).toList();
        asked(name, second, classes, level, suspicion);
      }
    }
  }

  private void climb(String name, int second, int level, double suspicion) {
    state.happened(
        new GuardEvent.Escalated(
            at(second),
            new ClientName(name),
            standing(level, suspicion),
            standing(level + 1, suspicion),
            second * 4L,
            evidence(suspicion),
            level > 0));
  }

  private void refused(String name, int second, int images, Decision.Reason reason) {
    state.happened(
        new GuardEvent.Refused(
            at(second),
            new ClientName(name),
            images,
            new Decision.Refused(reason, "no", Optional.empty())));
  }

  private void stranger(String name) {
    asked(name, SECONDS - 30, List.of(1, 2, 3), 0, 0.31);
    refused(name, SECONDS - 20, 2, Decision.Reason.OVER_BUDGET);
  }

  private void late() {
    state.happened(
        new GuardEvent.DetectorsLate(at(300), new ClientName("key:customer-1"), 3, true));
  }

  /** Something more of the thief, as it happens. */
  void thiefAsksAgain(Instant now) {
    state.happened(
        new GuardEvent.Refused(
            now,
            new ClientName(THIEF),
            5,
            new Decision.Refused(Decision.Reason.SUSPECTED, "no", Optional.empty())));
  }

  /** Somebody new climbs past everybody. */
  void anotherThief(String name, Instant now) {
    Standing standing = standing(4, 5);
    state.happened(
        new GuardEvent.Escalated(
            now, new ClientName(name), Standing.trusted(0), standing, 999, evidence(5), true));
  }

  @Override
  public String modelName() {
    return "traffic-signs";
  }

  @Override
  public String modelVersion() {
    return "7";
  }

  @Override
  public List<String> classNames() {
    return IntStream.range(0, CLASSES)
        .mapToObj(i -> i == 0 ? "stop" : i == 1 ? "yield" : "speed limit " + i * 5)
        .toList();
  }

  @Override
  public Optional<BudgetUse> budget(ClientName client) {
    return client.value().startsWith("address:")
        ? Optional.empty()
        : Optional.of(
            new BudgetUse(
                Math.floorMod(client.value().hashCode(), 1_100), 1_000, "1,000 images a day"));
  }
}
