package io.boogeyman.cli.reproduce;

import io.boogeyman.cli.reproduce.profile.DataSet;
import io.boogeyman.cli.reproduce.profile.Profile;
import io.boogeyman.cli.reproduce.profile.VictimPlan;
import io.boogeyman.cli.run.OpenImages;
import io.boogeyman.cli.run.OpenSources;
import io.boogeyman.cli.run.VictimSettings;
import io.boogeyman.cli.run.VictimTraining;
import io.boogeyman.core.digest.Digest;
import io.boogeyman.core.statistics.Interval;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.weights.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Trains a profile's victims, each into a file that is named by all that it depends on, unless that
 * is there.
 */
final class VictimWork {
  /** Raised with whatever has a victim trained otherwise that its settings do not say. */
  static final String VERSION = "victim 1";

  /** One victim each: seeds vary thieves and detectors, as they do for whoever has one model. */
  private static final long SEED = 1;

  private final Profile profile;
  private final Lab lab;
  private final DataFolder data;
  private final Path folder;
  private final Map<String, Path> files = new HashMap<>();

  /**
   * @param folder where victims are kept
   */
  VictimWork(Profile profile, Lab lab, Path folder) {
    this.profile = profile;
    this.lab = lab;
    this.data = new DataFolder(lab.data());
    this.folder = folder;
  }

  /** Where the victim is, once it is trained. */
  synchronized Path file(String victim) throws IOException {
    if (!files.containsKey(victim)) {
      String key = key(victim).substring(0, 8);
      files.put(victim, folder.resolve(victim + "-" + key + ".safetensors"));
    }
    return files.get(victim);
  }

  /** Whether there is a victim of this name, though perhaps of other settings. */
  boolean isThere(String victim) throws IOException {
    return KeptResults.has(folder, victim + "-????????.safetensors");
  }

  Findings.TrainedVictim train(String victim) throws IOException {
    Files.createDirectories(folder);
    if (!Files.exists(file(victim))) {
      new VictimTraining(settings(victim), lab.sets(), lab.progress()).run();
    }
    VictimPlan plan = profile.victims().get(victim);
    DataSet set = profile.setOf(victim);
    try (OpenImages learnt = lab.sets().open(data.at(set.train()), plan.shape());
        OpenImages test = lab.sets().open(data.at(set.test()), plan.shape())) {
      return new Findings.TrainedVictim(
          accuracy(victim, test.size()),
          learnt.size(),
          test.size(),
          learnt.labels().orElseThrow().classNames().size());
    }
  }

  /** From the victim's own notes, which hold the share and not the count. */
  private Interval accuracy(String victim, int testImages) throws IOException {
    double share = Double.parseDouble(Safetensors.metadata(file(victim)).get("test accuracy"));
    return Interval.share(Math.round(share * testImages), testImages);
  }

  /** Images that are looked at until it is trained. */
  long images(String victim) throws IOException {
    DataSet set = profile.setOf(victim);
    int count = data.isHere(set.train()) ? data.count(set.train()) : set.trainImages().orElse(0);
    return (long) profile.victims().get(victim).recipe().epochs() * count;
  }

  private VictimSettings settings(String victim) throws IOException {
    VictimPlan plan = profile.victims().get(victim);
    DataSet set = profile.setOf(victim);
    return new VictimSettings(
        data.at(set.train()),
        Optional.of(data.at(set.test())),
        file(victim),
        Architectures.named(plan.architecture()),
        plan.shape(),
        plan.pretrained().map(data::file),
        plan.recipe(),
        compute(plan),
        SEED);
  }

  private Compute compute(VictimPlan plan) throws IOException {
    return lab.computing().choice().choose(Architectures.named(plan.architecture()), plan.shape());
  }

  /** Of content, not of names: the data may lie elsewhere the next time. */
  private String key(String victim) throws IOException {
    VictimPlan plan = profile.victims().get(victim);
    DataSet set = profile.setOf(victim);
    Digest digest =
        Digest.start()
            .add(VERSION)
            .add(plan.architecture())
            .add(plan.shape().toString())
            .add(plan.recipe().toString())
            .add(compute(plan).toString())
            .add(SEED);
    if (plan.pretrained().isPresent()) {
      digest.addFile(data.file(plan.pretrained().get()));
    }
    try (OpenSources opened = new OpenSources(lab.sets(), plan.shape())) {
      return digest
          .add(opened.open(data.at(set.train())).digest())
          .add(opened.open(data.at(set.test())).digest())
          .hex();
    }
  }
}
