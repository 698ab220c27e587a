package io.boogeyman.nn.image.source;

import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.image.ImageSource;
import io.boogeyman.nn.image.ImageSourceException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ImageNet's ILSVRC 2012 (Russakovsky et al. 2015) as a user has unpacked it: {@code
 * train/<wnid>/}, and {@code val/} with the images in one heap, or a folder a class.
 *
 * <p>The part {@code pool} is what the paper's thief has: 100 training images of each class, chosen
 * at random (Atli et al. 2020). Which ones were theirs is not published; these are the same
 * everywhere.
 */
final class ImageNetFiles {
  private static final Pattern TRAINING =
      Pattern.compile("((?:.*/)?)train/(n\\d{8})/n\\d{8}_\\d+\\.JPEG");
  private static final Pattern VALIDATION =
      Pattern.compile("((?:.*/)?)val/(?:(n\\d{8})/)?(ILSVRC2012_val_\\d{8})\\.JPEG");
  private static final int POOL_OF_CLASS = 100;

  /** The pool is data, as a file is: it does not depend on the run's seed. */
  private static final Seed POOL = new Seed(2012);

  private final FileTree tree;
  private final NavigableMap<String, String> training = new TreeMap<>();
  private final NavigableMap<String, String> validation = new TreeMap<>();
  private final NavigableMap<String, String> heap = new TreeMap<>();
  private final Set<String> roots = new HashSet<>();

  private ImageNetFiles(FileTree tree) {
    this.tree = tree;
    for (String path : tree.paths()) {
      Matcher train = TRAINING.matcher(path);
      Matcher val = VALIDATION.matcher(path);
      if (train.matches()) {
        training.put(path, train.group(2));
        roots.add(train.group(1));
      } else if (val.matches()) {
        (val.group(2) == null ? heap : validation)
            .put(path, val.group(2) == null ? val.group(3) : val.group(2));
        roots.add(val.group(1));
      }
    }
  }

  /**
   * A part's images; empty if the tree is laid out in another way, or in class folders alone, which
   * are read as all class folders are.
   */
  static Optional<ImageSource> open(FileTree tree, String name, String part) throws IOException {
    if (!Set.of("", "train", "val", "pool").contains(part)) {
      return Optional.empty();
    }
    ImageNetFiles files = new ImageNetFiles(tree);
    boolean classFoldersAlone = files.heap.isEmpty() && files.roots.equals(Set.of(""));
    if (files.roots.size() != 1 || (classFoldersAlone && !part.equals("pool"))) {
      return Optional.empty();
    }
    return files.labelled(name, part);
  }

  private Optional<ImageSource> labelled(String name, String part) throws ImageSourceException {
    NavigableMap<String, String> classOfPath = new TreeMap<>();
    if (part.isEmpty() || part.equals("train")) {
      classOfPath.putAll(training);
    }
    if (part.isEmpty() || part.equals("val")) {
      classOfPath.putAll(validation);
      Optional<NavigableMap<String, String>> told = heapLabels();
      if (told.isEmpty()) {
        return Optional.empty();
      }
      classOfPath.putAll(told.get());
    }
    if (part.equals("pool")) {
      classOfPath.putAll(pool());
    }
    if (classOfPath.isEmpty()) {
      return Optional.empty();
    }
    Set<String> classes = new TreeSet<>(training.values());
    classes.addAll(classOfPath.values());
    return Optional.of(
        LabelledFiles.source(tree, name, classOfPath, List.copyOf(classes), Set.of()));
  }

  /** The classes of the images in one heap; empty if no file tells them. */
  private Optional<NavigableMap<String, String>> heapLabels() throws ImageSourceException {
    if (heap.isEmpty()) {
      return Optional.of(new TreeMap<>());
    }
    List<String> classNames = List.copyOf(new TreeSet<>(training.values()));
    Optional<Map<String, String>> truth = ImageNetTruth.read(tree, classNames);
    if (truth.isEmpty()) {
      return Optional.empty();
    }
    NavigableMap<String, String> classOfPath = new TreeMap<>();
    for (Map.Entry<String, String> image : heap.entrySet()) {
      String wnid = truth.get().get(image.getValue());
      if (wnid == null) {
        throw new ImageSourceException(
            tree.name() + ": no class is told for " + image.getKey() + "; the ground truth is cut");
      }
      classOfPath.put(image.getKey(), wnid);
    }
    return Optional.of(classOfPath);
  }

  private NavigableMap<String, String> pool() {
    NavigableMap<String, List<String>> pathsOfClass = new TreeMap<>();
    training.forEach(
        (path, wnid) -> pathsOfClass.computeIfAbsent(wnid, first -> new ArrayList<>()).add(path));
    NavigableMap<String, String> pool = new TreeMap<>();
    pathsOfClass.forEach(
        (wnid, paths) ->
            Arrays.stream(POOL.derive(wnid).permutation(paths.size()))
                .limit(POOL_OF_CLASS)
                .forEach(position -> pool.put(paths.get(position), wnid)));
    return pool;
  }
}
