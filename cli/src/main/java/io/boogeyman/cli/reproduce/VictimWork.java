package io.boogeyman.cli.reproduce;

import io.boogeyman.cli.reproduce.profile.DataSet;
import io.boogeyman.cli.reproduce.profile.Profile;
import io.boogeyman.cli.reproduce.profile.VictimPlan;
import io.boogeyman.cli.run.OpenImages;
import io.boogeyman.cli.run.VictimSettings;
import io.boogeyman.cli.run.VictimTraining;
import io.boogeyman.core.statistics.Interval;
import io.boogeyman.nn.network.Architecture;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.weights.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Trains a profile's victims, each into a file, unless it is there. */
final class VictimWork {
  /** One victim each: seeds vary thieves and detectors, as they do for whoever has one model. */
  private static final long SEED = 1;

  private final Profile profile;
  private final Lab lab;
  private final DataFolder data;
  private final Path folder;

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
  Path file(String victim) {
    return folder.resolve(victim + ".safetensors");
  }

  /** Whether it is there. */
  boolean isDone(String victim) throws IOException {
    return training(victim).isDone();
  }

  Findings.TrainedVictim train(String victim) throws IOException {
    Files.createDirectories(folder);
    VictimTraining training = training(victim);
    if (!training.isDone()) {
      training.run();
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

  private VictimTraining training(String victim) throws IOException {
    VictimPlan plan = profile.victims().get(victim);
    DataSet set = profile.setOf(victim);
    Architecture architecture = Architectures.named(plan.architecture());
    VictimSettings settings =
        new VictimSettings(
            data.at(set.train()),
            Optional.of(data.at(set.test())),
            file(victim),
            architecture,
            plan.shape(),
            plan.pretrained().map(data::file),
            plan.recipe(),
            lab.computing().choice().choose(architecture, plan.shape()),
            SEED);
    return new VictimTraining(settings, lab.sets(), lab.progress());
  }
}
