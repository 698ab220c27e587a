package io.boogeyman.cli.run;

import io.boogeyman.cli.report.Report;
import io.boogeyman.cli.result.ResultFile;
import io.boogeyman.cli.result.StealResult;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.victim.Victim;
import java.io.IOException;
import java.nio.file.Path;

/** A theft from opening the images to writing the report. */
public final class StealRun {
  private final Path cache;
  private final Progress progress;

  /**
   * @param cache where decoded images are kept
   */
  public StealRun(Path cache, Progress progress) {
    this.cache = cache;
    this.progress = progress;
  }

  /**
   * Steals, and writes {@code result.json} and {@code report.html} into the run's folder.
   *
   * @throws IOException if images cannot be read or results not written
   * @throws IllegalArgumentException if the settings do not fit the victim and the images
   */
  public StealResult run(StealSettings settings, Victim victim, RunFolder folder)
      throws IOException {
    StealResult result = steal(settings, victim, folder).result();
    ResultFile.write(result, folder.path().resolve("result.json"));
    Report.write(result, folder.path().resolve("report.html"));
    return result;
  }

  /**
   * Steals, and reports nothing: for whoever steals more than once in one folder.
   *
   * @throws IOException if images cannot be read
   * @throws IllegalArgumentException if the settings do not fit the victim and the images
   */
  public Haul steal(StealSettings settings, Victim victim, RunFolder folder) throws IOException {
    ImageShape shape = victim.shape();
    ImageSets sets = new ImageSets(cache, settings.compute().threads(), progress);
    try (OpenSources opened = new OpenSources(sets, shape);
        OpenImages tests = settings.test().open(sets, shape)) {
      ImageSet test = settings.test().select(tests);
      Thief thief = settings.thief(opened, shape, progress);
      return new Theft(settings, folder, progress).steal(victim, thief, test);
    }
  }
}
