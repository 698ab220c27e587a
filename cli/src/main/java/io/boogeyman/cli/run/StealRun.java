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
import java.util.Optional;

/** A theft from opening the images to writing the report. */
@SuppressWarnings("try") // seats are there to be given back, not to be read
public final class StealRun {
  private final Path cache;
  private final Progress progress;
  private final Optional<Seats> seats;

  /**
   * @param cache where decoded images are kept
   */
  public StealRun(Path cache, Progress progress) {
    this(cache, progress, Optional.empty());
  }

  private StealRun(Path cache, Progress progress, Optional<Seats> seats) {
    this.cache = cache;
    this.progress = progress;
    this.seats = seats;
  }

  /** The same, beside others with which it shares what computes. */
  public StealRun sharing(Seats shared) {
    return new StealRun(cache, progress, Optional.of(shared));
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
      Seats places = seats.orElseGet(() -> new Seats(settings.jobs()));
      Thief thief = thief(settings, opened, shape, places);
      return new Theft(settings, folder, progress, places).steal(victim, thief, test);
    }
  }

  private Thief thief(StealSettings settings, OpenSources opened, ImageShape shape, Seats places)
      throws IOException {
    if (settings.thief().filter().isEmpty()) {
      return settings.thief(opened, shape, progress);
    }
    try (Seats.Taken all = places.all()) { // a filter is trained
      return settings.thief(opened, shape, progress);
    }
  }
}
