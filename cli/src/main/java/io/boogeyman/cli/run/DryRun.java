package io.boogeyman.cli.run;

import io.boogeyman.attack.journal.SqliteJournal;
import io.boogeyman.attack.query.QuerySession;
import io.boogeyman.core.image.ImageDigest;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.PredictionApi;
import io.boogeyman.core.prediction.Price;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.core.transcript.Transcript;
import io.boogeyman.victim.Victim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a theft would ask, of whom, and what it would cost; nothing is asked. Decoded images go into
 * the cache, and a run's database is opened where there is one; no run is begun.
 */
public final class DryRun {
  private final StealSettings settings;
  private final Victim victim;
  private final Path database;

  private DryRun(StealSettings settings, Victim victim, Path folder) {
    this.settings = settings;
    this.victim = victim;
    this.database = RunFolder.database(folder);
  }

  /**
   * What the theft with these settings would ask.
   *
   * @param folder the run's folder, which need not exist
   * @param cache where decoded images are kept
   * @throws IOException if images cannot be read
   * @throws IllegalArgumentException where the theft would be refused
   */
  public static DryRunResult of(
      StealSettings settings, Victim victim, Path folder, Path cache, Progress progress)
      throws IOException {
    ImageShape shape = victim.shape();
    ImageSets sets = new ImageSets(cache, settings.compute().threads(), progress);
    try (OpenSources opened = new OpenSources(sets, shape);
        OpenImages tests = settings.test().open(sets, shape)) {
      Thief thief = settings.thief().thief(opened, new PoolFilter(progress));
      return new DryRun(settings, victim, folder).result(thief, settings.test().select(tests));
    }
  }

  private DryRunResult result(Thief thief, ImageSet labelled) {
    Precautions precautions = new Precautions(settings, victim);
    ImageSet test = precautions.test(labelled);
    precautions.plans(); // refuses what cannot be trained
    thief.requireEnough(settings.largestBudget());
    PredictionApi api = victim.api();
    List<DryRunResult.Part> parts = new ArrayList<>();
    Set<ImageDigest> asked = new HashSet<>();
    for (long seed : settings.seeds()) {
      int[] chosen = chosen(thief, seed);
      parts.add(
          part(
              "thief, seed " + seed,
              thief.images(),
              chosen,
              api.identity(),
              asked,
              settings.price()));
    }
    int[] all = IntStream.range(0, test.size()).toArray();
    String examiner = Examination.identity(api);
    parts.add(part("test images", test, all, examiner, new HashSet<>(), precautions.priceOfTest()));
    return new DryRunResult(parts);
  }

  private int[] chosen(Thief thief, long seed) {
    ImageSet images = thief.images().unlabelled();
    int budget = settings.largestBudget();
    try (QuerySession session = thief.strategy().begin(images, budget, new Seed(seed))) {
      return session.choose(Transcript.empty(images), budget);
    }
  }

  /**
   * @param asked images that those before this one ask; this one's are added
   */
  private DryRunResult.Part part(
      String who,
      ImageSet images,
      int[] positions,
      String identity,
      Set<ImageDigest> asked,
      Price price) {
    List<ImageDigest> digests =
        Arrays.stream(positions).parallel().mapToObj(images::digestOf).toList();
    Set<ImageDigest> wanted = new HashSet<>(digests);
    wanted.removeAll(asked);
    asked.addAll(wanted);
    long toAsk = wanted.size() - onRecord(List.copyOf(wanted), identity);
    int perCall = victim.imagesPerCall();
    return new DryRunResult.Part(
        who,
        positions.length,
        positions.length - toAsk,
        toAsk,
        (toAsk + perCall - 1) / perCall,
        price.of(toAsk));
  }

  private long onRecord(List<ImageDigest> digests, String identity) {
    if (!Files.exists(database)) {
      return 0;
    }
    try (SqliteJournal journal = SqliteJournal.open(database, identity)) {
      return journal.find(digests).size();
    }
  }
}
