package io.boogeyman.defend.policy;

import io.boogeyman.core.image.ImageDigest;
import io.boogeyman.defend.policy.ClientStates.Summary;
import io.boogeyman.defend.prada.CompactClient;
import io.boogeyman.defend.prada.PradaQuery;
import io.boogeyman.defend.sequential.Evidence;
import io.boogeyman.defend.sequential.SequentialTest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of one client: at most 80 KiB. Changed under the lock of whoever keeps it.
 *
 * <p>Evidence is kept by the detector's name, so that a policy with other detectors goes on with
 * those that it shares with the one before.
 */
final class ClientRecord {
  private final Map<String, Evidence> evidence = new LinkedHashMap<>();
  private Optional<CompactClient> prada = Optional.empty();
  private RecentImages recent = new RecentImages();
  private int level;
  private String step = Standing.TRUSTED;
  private Instant since = Instant.EPOCH;
  private Instant seen = Instant.EPOCH;
  private long queries;

  /** Steps of suspicion climbed. */
  int level() {
    return level;
  }

  /** When the level was come to. */
  Instant since() {
    return since;
  }

  /** Images asked in all. */
  long queries() {
    return queries;
  }

  /** The name of the step that it stands on. */
  String step() {
    return step;
  }

  /** The client stands on another level from now on. */
  void stand(int newLevel, String newStep, Instant now) {
    level = newLevel;
    step = newStep;
    since = now;
  }

  /** One more image was asked. */
  void asked(Instant now) {
    queries++;
    seen = now;
  }

  /** Whether an image is none of those that were asked lately. */
  boolean isNew(ImageDigest image) {
    return recent.add(image);
  }

  /** Takes a query into account. */
  void take(Watch watch, Watch.Scores scores, int image, int answer) {
    watch
        .tests()
        .forEach(
            (name, test) ->
                evidence.put(
                    name, test.update(evidence(name, test), scores.scores().get(name)[image])));
    watch
        .prada()
        .ifPresent(
            detector ->
                prada =
                    Optional.of(
                        detector.update(
                            prada.orElseGet(detector::begin),
                            new PradaQuery<>(scores.points()[image], answer))));
  }

  private Evidence evidence(String name, SequentialTest test) {
    return evidence.computeIfAbsent(name, unseen -> test.begin());
  }

  /** Evidence by detector, 1 where it accuses; at least 0. */
  Map<String, Double> evidence(Watch watch) {
    Map<String, Double> known = new LinkedHashMap<>();
    watch
        .tests()
        .forEach(
            (name, test) ->
                known.put(name, Math.max(0, evidence(name, test).now()) / watch.bound(name)));
    watch
        .prada()
        .ifPresent(
            detector ->
                known.put(
                    Watch.pradaName(), prada.filter(detector::accuses).isPresent() ? 1.0 : 0.0));
    return known;
  }

  /** The strongest evidence. */
  double suspicion(Watch watch) {
    return evidence(watch).values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  /**
   * Nothing is held against the client any more. What it asked lately is forgotten with it: else
   * those images could be asked again and never count.
   */
  void forgetEvidence() {
    evidence.clear();
    prada = Optional.empty();
    recent = new RecentImages();
  }

  /** What can be told of it. */
  Summary summary() {
    return new Summary(level, since.toEpochMilli(), queries, seen.toEpochMilli());
  }

  /** All of it, in bytes. */
  byte[] write(Watch watch) {
    return ClientRecordFormat.write(this, watch);
  }

  Map<String, Evidence> allEvidence() {
    return evidence;
  }

  Optional<CompactClient> pradaState() {
    return prada;
  }

  RecentImages recentImages() {
    return recent;
  }

  Instant seen() {
    return seen;
  }

  static ClientRecord of(
      int level,
      String step,
      Instant since,
      Instant seen,
      long queries,
      RecentImages recent,
      Map<String, Evidence> evidence,
      Optional<CompactClient> prada) {
    ClientRecord read = new ClientRecord();
    read.level = level;
    read.step = step;
    read.since = since;
    read.seen = seen;
    read.queries = queries;
    read.recent = recent;
    read.evidence.putAll(evidence);
    read.prada = prada;
    return read;
  }
}
