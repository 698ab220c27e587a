package io.boogeyman.nn.image.inspection;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageDigest;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.image.Labels;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.nn.image.ImageHeader;
import io.boogeyman.nn.image.ImageSource;
import io.boogeyman.nn.image.UnreadableImage;
import io.boogeyman.nn.image.UnreadableImageException;
import io.boogeyman.nn.image.inspection.ImageInspection.ClassCount;
import io.boogeyman.nn.image.inspection.ImageInspection.Duplicates;
import io.boogeyman.nn.image.inspection.ImageInspection.Range;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/** Looks at every image of a source once. */
final class Inspector {
  private final ImageSource source;

  Inspector(ImageSource source) {
    this.source = source;
  }

  ImageInspection inspect(int threads, Progress progress) {
    List<Finding> findings = findings(threads, progress);
    List<ImageHeader> headers =
        findings.stream().flatMap(finding -> finding.header().stream()).toList();
    Map<String, Integer> formats = new TreeMap<>();
    headers.forEach(header -> formats.merge(header.format(), 1, Integer::sum));
    return new ImageInspection(
        source.name(),
        source.size(),
        (int) IntStream.range(0, source.size()).map(source::groupOf).distinct().count(),
        source.labels().map(Inspector::classes).orElse(List.of()),
        formats,
        range(headers, ImageHeader::height),
        range(headers, ImageHeader::width),
        findings.stream().flatMap(finding -> finding.unreadable().stream()).toList(),
        duplicates(findings),
        source.ignored());
  }

  private List<Finding> findings(int threads, Progress progress) {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try (Progress.Task task = progress.begin("inspecting", "images", source.size())) {
      List<Future<Finding>> futures = new ArrayList<>(source.size());
      for (int i = 0; i < source.size(); i++) {
        int index = i;
        futures.add(
            workers.submit(
                () -> {
                  Finding finding = look(index);
                  task.advance(1);
                  return finding;
                }));
      }
      List<Finding> findings = new ArrayList<>(source.size());
      for (Future<Finding> future : futures) {
        findings.add(future.get());
      }
      return findings;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("inspecting was interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("inspecting failed: " + e.getCause(), e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  private Finding look(int index) {
    try {
      Optional<ImageHeader> header = source.headerOf(index);
      if (header.isEmpty()) {
        return new Finding(header, Optional.empty(), Optional.empty());
      }
      ImageShape shape = new ImageShape(header.get().height(), header.get().width(), 3);
      ImageBatch image = new ImageBatch(shape, source.read(index, shape));
      return new Finding(header, Optional.of(ImageDigest.of(image, 0)), Optional.empty());
    } catch (UnreadableImageException e) {
      return new Finding(
          Optional.empty(),
          Optional.empty(),
          Optional.of(new UnreadableImage(index, source.nameOf(index), e.getMessage())));
    }
  }

  private static List<ClassCount> classes(Labels labels) {
    int[] counts = labels.counts();
    return IntStream.range(0, counts.length)
        .mapToObj(i -> new ClassCount(labels.classNames().get(i), counts[i]))
        .toList();
  }

  private static Optional<Range> range(List<ImageHeader> headers, ToIntFunction<ImageHeader> side) {
    int[] sides = headers.stream().mapToInt(side).sorted().toArray();
    return sides.length == 0
        ? Optional.empty()
        : Optional.of(new Range(sides[0], sides[(sides.length - 1) / 2], sides[sides.length - 1]));
  }

  private List<Duplicates> duplicates(List<Finding> findings) {
    Map<ImageDigest, List<Integer>> alike = new LinkedHashMap<>();
    for (int i = 0; i < findings.size(); i++) {
      int index = i;
      findings
          .get(i)
          .pixels()
          .ifPresent(
              digest -> alike.computeIfAbsent(digest, first -> new ArrayList<>(1)).add(index));
    }
    return alike.values().stream()
        .filter(images -> images.size() > 1)
        .map(images -> new Duplicates(names(images), labelsDiffer(images)))
        .toList();
  }

  private List<String> names(Collection<Integer> images) {
    return images.stream().map(source::nameOf).toList();
  }

  private boolean labelsDiffer(Collection<Integer> images) {
    return source
        .labels()
        .filter(labels -> images.stream().map(labels::get).distinct().count() > 1)
        .isPresent();
  }

  /**
   * What one image turned out to be.
   *
   * @param header empty for drawn and unreadable images
   * @param pixels a digest of size and pixels, likewise
   * @param unreadable why it is, if it is
   */
  private record Finding(
      Optional<ImageHeader> header,
      Optional<ImageDigest> pixels,
      Optional<UnreadableImage> unreadable) {}
}
