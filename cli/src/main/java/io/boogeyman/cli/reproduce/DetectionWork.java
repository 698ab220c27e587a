package io.boogeyman.cli.reproduce;

import io.boogeyman.cli.detect.AttackSettings;
import io.boogeyman.cli.detect.CalibrationRun;
import io.boogeyman.cli.detect.Detection;
import io.boogeyman.cli.detect.DetectorSettings;
import io.boogeyman.cli.detect.PretrainedNetwork;
import io.boogeyman.cli.detect.Thefts;
import io.boogeyman.cli.report.DetectionReport;
import io.boogeyman.cli.reproduce.profile.Profile;
import io.boogeyman.cli.reproduce.profile.Watch;
import io.boogeyman.cli.result.DetectionResult;
import io.boogeyman.cli.run.OpenSources;
import io.boogeyman.core.digest.Digest;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.calibration.Calibration;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.weights.SavedNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends attackers against a profile's detectors. What came of it is kept in a file that is named by
 * all that it depends on.
 */
final class DetectionWork {
  /** Raised with whatever makes detectors, attackers or their measures others. */
  static final String VERSION = "detection 5";

  private static final int ACCOUNTS = 10;

  private final Profile profile;
  private final Lab lab;
  private final DataFolder data;
  private final VictimWork victims;
  private final Path folder;

  /**
   * @param folder where results and their pages are kept
   */
  DetectionWork(Profile profile, Lab lab, VictimWork victims, Path folder) {
    this.profile = profile;
    this.lab = lab;
    this.data = new DataFolder(lab.data());
    this.victims = victims;
    this.folder = folder;
  }

  DetectionResult detect(Node.Detect node) throws IOException {
    Files.createDirectories(folder);
    return kept(node, true).orElseThrow();
  }

  /** What came of it, if it was done before. */
  Optional<DetectionResult> kept(Node.Detect node) throws IOException {
    String victim = profile.watches().get(node.watch()).victim();
    return isThere(node) && Files.exists(victims.file(victim))
        ? kept(node, false)
        : Optional.empty();
  }

  private Optional<DetectionResult> kept(Node.Detect node, boolean orMade) throws IOException {
    Watch watch = profile.watches().get(node.watch());
    try (SavedNetwork saved = SavedNetwork.read(victims.file(watch.victim()))) {
      Network victim = saved.network();
      Compute compute = lab.computing().choice().choose(victim.architecture(), victim.shape());
      String name = name(node) + "-" + key(node, victim, compute).substring(0, 8);
      Path file = folder.resolve(name + ".json");
      Optional<DetectionResult> kept = KeptResults.read(file, DetectionResult.class);
      if (kept.isPresent() || !orMade) {
        return kept;
      }
      DetectionResult result = named(detect(node, watch, victim, compute), watch);
      DetectionReport.write(result, folder.resolve(name + ".html"));
      return Optional.of(KeptResults.write(file, result));
    }
  }

  /** Whether there is a result of this name, though perhaps of other settings. */
  boolean isThere(Node.Detect node) throws IOException {
    return KeptResults.has(folder, name(node) + "-????????.json");
  }

  private static String name(Node.Detect node) {
    return node.watch() + "-seed" + node.seed();
  }

  /**
   * Refuses what would be refused when its turn comes, perhaps hours later.
   *
   * @throws IllegalArgumentException in one line
   */
  void check(Node.Detect node) {
    Watch watch = profile.watches().get(node.watch());
    try {
      detectors(watch, node.seed());
      attackers(watch);
      watch.features().ifPresent(features -> Architectures.named(features.architecture()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(node.name() + ": " + e.getMessage(), e);
    }
  }

  private DetectionResult detect(Node.Detect node, Watch watch, Network victim, Compute compute)
      throws IOException {
    CalibrationRun run =
        new CalibrationRun(
            detectors(watch, node.seed()),
            lab.sets(),
            lab.progress(),
            warning -> System.err.println("warning: " + warning));
    try (Calibration calibration = run.run(victim, compute, pretrained(watch))) {
      return new Detection(calibration, attackers(watch), lab.sets(), lab.progress())
          .run(watch.victim(), victim, compute, Thefts.NONE);
    }
  }

  private DetectorSettings detectors(Watch watch, long seed) {
    return new DetectorSettings(
        data.at(watch.own()),
        watch.pools().stream().map(this::images).toList(),
        watch.most(),
        watch.trained(),
        DetectorSettings.usual(new Seed(seed)));
  }

  private AttackSettings attackers(Watch watch) {
    return new AttackSettings(
        watch.unseen().stream().map(this::images).toList(),
        insiders(watch),
        watch.insiderShares(),
        ACCOUNTS);
  }

  private Optional<String> insiders(Watch watch) {
    return data.insiders(profile.setOf(watch.victim()));
  }

  private String images(String pool) {
    return data.at(profile.pools().get(pool).images());
  }

  private Optional<Network> pretrained(Watch watch) throws IOException {
    if (watch.features().isEmpty()) {
      return Optional.empty();
    }
    Watch.Features features = watch.features().get();
    return Optional.of(
        PretrainedNetwork.read(
            Architectures.named(features.architecture()),
            ImageShape.square(features.size()),
            data.file(features.weights())));
  }

  private String key(Node.Detect node, Network victim, Compute compute) throws IOException {
    Watch watch = profile.watches().get(node.watch());
    Digest digest =
        Digest.start()
            .add(VERSION)
            .add(watch.toString())
            .add(node.seed())
            .add(victim.digest())
            .add(compute.toString());
    if (watch.features().isPresent()) {
      digest.addFile(data.file(watch.features().get().weights()));
    }
    try (OpenSources opened = new OpenSources(lab.sets(), victim.shape())) {
      for (String name : sources(watch)) {
        digest.add(opened.open(name).digest());
      }
    }
    return digest.hex();
  }

  private List<String> sources(Watch watch) {
    List<String> sources = new ArrayList<>(List.of(data.at(watch.own())));
    watch.pools().forEach(pool -> sources.add(images(pool)));
    watch.unseen().forEach(pool -> sources.add(images(pool)));
    insiders(watch).ifPresent(sources::add);
    return sources;
  }

  /** The same, attackers called what the profile calls their pools rather than by files. */
  private DetectionResult named(DetectionResult result, Watch watch) {
    Map<String, String> names = new LinkedHashMap<>();
    for (String pool : watch.pools()) {
      names.put(images(pool), pool);
    }
    watch.unseen().forEach(pool -> names.put(images(pool), pool));
    insiders(watch).ifPresent(name -> names.put(name, "its own kind"));
    return result.withAttackers(
        result.attackers().stream().map(attacker -> attacker.calling(names)).toList());
  }

  /**
   * How many images are looked at by all, roughly: the cheap networks look more often than twice,
   * the dear ones less.
   */
  long images(Node.Detect node) {
    Watch watch = profile.watches().get(node.watch());
    return 2L * watch.most() * sources(watch).size();
  }
}
