package io.boogeyman.cli.run;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.image.ImageSource;
import io.boogeyman.nn.image.ImageStore;
import io.boogeyman.nn.image.StoredImages;
import io.boogeyman.nn.image.source.ImageSources;
import io.boogeyman.nn.synthetic.Scenes;
import io.boogeyman.nn.synthetic.Signs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Image sources by the name that a user gives on the command line: a path (see {@link
 * ImageSources}), or {@code signs:COUNT[:PART]} and {@code scenes:COUNT[:PART]} for images that
 * Boogeyman draws. Parts of different names share no image.
 */
public final class ImageSets {
  private static final Pattern DRAWN =
      Pattern.compile("(signs|scenes)(?::(\\d{1,9}))?(?::(\\w+))?");
  private static final String DEFAULT_COUNT = "10000";

  /** Drawn images are the same whatever the run's seed: they are data, as a file is. */
  private static final Seed DRAWING = new Seed(20_200);

  private final Path cache;
  private final int threads;
  private final Progress progress;

  /**
   * @param cache where decoded images are kept
   * @param threads threads to decode with
   */
  public ImageSets(Path cache, int threads, Progress progress) {
    this.cache = cache;
    this.threads = threads;
    this.progress = progress;
  }

  /**
   * Opens the source that a name stands for.
   *
   * @throws IOException if it cannot be read, or is no image source; says so in one line
   * @throws IllegalArgumentException if none are to be drawn
   */
  public static ImageSource source(String name) throws IOException {
    Matcher drawn = DRAWN.matcher(name);
    if (!drawn.matches()) {
      return ImageSources.open(name);
    }
    int count = Integer.parseInt(drawn.group(2) == null ? DEFAULT_COUNT : drawn.group(2));
    if (count == 0) {
      throw new IllegalArgumentException(name + " is empty; ask for at least 1 image");
    }
    Seed seed = DRAWING.derive(drawn.group(3) == null ? "" : drawn.group(3));
    return drawn.group(1).equals("signs") ? new Signs(seed, count) : new Scenes(seed, count);
  }

  /**
   * The images of a source, decoded and scaled to {@code shape}, from the cache where it has them.
   * Unreadable ones are left out, and the user is told.
   *
   * @throws IOException if the source cannot be read or the cache not written
   */
  public StoredImages open(String name, ImageShape shape) throws IOException {
    try (ImageSource source = source(name)) {
      StoredImages images = ImageStore.open(source, shape, cache, threads, progress);
      if (!images.unreadable().isEmpty()) {
        System.err.printf(
            Locale.ROOT,
            "%s: %,d of %,d images cannot be read and are left out; the first: %s%n",
            name,
            images.unreadable().size(),
            source.size(),
            images.unreadable().get(0).reason());
      }
      return images;
    }
  }
}
