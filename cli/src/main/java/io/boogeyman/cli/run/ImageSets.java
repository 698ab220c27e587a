package io.boogeyman.cli.run;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.image.ImageSource;
import io.boogeyman.nn.image.ImageStore;
import io.boogeyman.nn.image.Parts;
import io.boogeyman.nn.image.StoredImages;
import io.boogeyman.nn.image.source.ImageSources;
import io.boogeyman.nn.synthetic.Scenes;
import io.boogeyman.nn.synthetic.Signs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  private static final Pattern PART = Pattern.compile("(.+)#(\\d{1,6})(?:-(\\d{1,6}))?/(\\d{1,6})");
  private static final int MOST_PARTS = 1_000;
  private static final Seed PARTING = new Seed(20_201);
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

  /** Whether a name stands for images that Boogeyman draws. */
  public static boolean isDrawn(String name) {
    return DRAWN.matcher(name).matches();
  }

  /** The name of the whole, of which a name may stand for a part by number. */
  public static String whole(String name) {
    Matcher part = PART.matcher(name);
    return part.matches() ? part.group(1) : name;
  }

  /**
   * How many images a source has, readable or not, or nearly so many where it is a part by number;
   * nothing is decoded.
   *
   * @throws IOException if it cannot be read, or is no image source; says so in one line
   */
  public static int count(String name) throws IOException {
    Matcher part = PART.matcher(name);
    double share = 1;
    if (part.matches()) {
      int from = Integer.parseInt(part.group(2));
      int to = part.group(3) == null ? from : Integer.parseInt(part.group(3));
      share = (to - from + 1.0) / Integer.parseInt(part.group(4));
    }
    try (ImageSource source = source(whole(name))) {
      return (int) Math.round(share * source.size());
    }
  }

  /**
   * The images of a source, decoded and scaled to {@code shape}, from the cache where it has them.
   * Unreadable ones are left out, and the user is told. After the source's name may stand which of
   * several equal parts are meant, that share no group: {@code "#2/5"}, {@code "#1-4/5"}. They are
   * the same whatever the run's seed, as files would be.
   *
   * @throws IOException if the source cannot be read or the cache not written
   * @throws IllegalArgumentException in one line, if there are no such parts
   */
  public OpenImages open(String name, ImageShape shape) throws IOException {
    Matcher part = PART.matcher(name);
    if (!part.matches() || Files.exists(Path.of(name))) {
      StoredImages whole = stored(name, shape);
      return new OpenImages(whole, List.of(whole));
    }
    StoredImages whole = stored(part.group(1), shape);
    try {
      int from = Integer.parseInt(part.group(2));
      int to = part.group(3) == null ? from : Integer.parseInt(part.group(3));
      int count = Integer.parseInt(part.group(4));
      if (count > MOST_PARTS) {
        throw new IllegalArgumentException(
            name + " asks for more than %,d parts".formatted(MOST_PARTS));
      }
      return new OpenImages(new Parts(whole, count, PARTING).part(from, to), List.of(whole));
    } catch (RuntimeException e) {
      whole.close();
      throw e;
    }
  }

  private StoredImages stored(String name, ImageShape shape) throws IOException {
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
