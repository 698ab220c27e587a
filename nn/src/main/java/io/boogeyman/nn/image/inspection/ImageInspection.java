package io.boogeyman.nn.image.inspection;

import io.boogeyman.core.progress.Progress;
import io.boogeyman.nn.image.ImageSource;
import io.boogeyman.nn.image.UnreadableImage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is in an image source.
 *
 * @param name what the source is
 * @param images how many it lists, readable or not
 * @param groups how many groups they form
 * @param classes every class with its images; empty for an unlabelled source
 * @param formats how many readable images have each format; empty for images drawn on demand
 * @param heights rows of the readable images; empty for images drawn on demand
 * @param widths columns, likewise
 * @param unreadable images that cannot be decoded
 * @param duplicates images whose size and pixels are the same; not looked for among drawn ones
 * @param ignored files that are neither images nor labels
 */
public record ImageInspection(
    String name,
    int images,
    int groups,
    List<ClassCount> classes,
    Map<String, Integer> formats,
    Optional<Range> heights,
    Optional<Range> widths,
    List<UnreadableImage> unreadable,
    List<Duplicates> duplicates,
    List<String> ignored) {

  /**
   * Decodes every image at its own size, {@code threads} at once; some 20 bytes an image are kept.
   *
   * @param threads at least 1
   */
  public static ImageInspection of(ImageSource source, int threads, Progress progress) {
    return new Inspector(source).inspect(threads, progress);
  }

  /**
   * A class.
   *
   * @param name what it is called
   * @param images how many images have it
   */
  public record ClassCount(String name, int images) {}

  /**
   * Sides of images in pixels.
   *
   * @param least the smallest
   * @param median the middle one, the lower of two
   * @param most the largest
   */
  public record Range(int least, int median, int most) {}

  /**
   * Images that are the same pixel for pixel.
   *
   * @param names at least two
   * @param labelsDiffer whether they carry different labels, so that at least one is wrong
   */
  public record Duplicates(List<String> names, boolean labelsDiffer) {}
}
