package io.boogeyman.cli.reproduce;

import io.boogeyman.cli.reproduce.profile.DataSet;
import io.boogeyman.cli.run.ImageSets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a profile's files are. Images that Boogeyman draws are no files.
 *
 * @param path the folder
 */
record DataFolder(Path path) {
  /** How many images a part has depends on which groups fall into it. */
  private static final double TOLERANCE = 0.01;

  private static final Pattern IN_FILE = Pattern.compile("(.+?):[^/:]*");

  /** A source's name as it is read from here. */
  String at(String name) {
    return ImageSets.isDrawn(name) ? name : path.resolve(name).toString();
  }

  /** A file. */
  Path file(String name) {
    return path.resolve(name);
  }

  /**
   * Refuses a plan whose files are not here, or cannot be read.
   *
   * @throws IOException if one cannot be read
   * @throws IllegalArgumentException in one line that names all that are missing
   */
  void requireAll(Plan plan) throws IOException {
    if (path.toString().contains(",")) {
      throw new IllegalArgumentException(
          "--data must have no comma in its path: "
              + path
              + "; sources are named one after another");
    }
    Set<String> missing = missing(plan);
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "the profile %s needs %s, not found in %s; --data names the folder where they are"
              .formatted(plan.profile().name(), String.join(", ", missing), path));
    }
    for (String name : plan.images()) {
      count(name);
    }
  }

  /**
   * In a line each, which sets are here with other numbers of images than the profile expects.
   *
   * @throws IOException if one cannot be read
   */
  List<String> doubts(Plan plan) throws IOException {
    List<String> doubts = new ArrayList<>();
    for (DataSet set : plan.sets()) {
      int count = count(set.train());
      int expected = set.trainImages().orElse(count);
      if (Math.abs(count - expected) > TOLERANCE * expected) {
        doubts.add(
            "%s: the profile expects %,d images in %s, and there are %,d; figures will be of other data"
                .formatted(set.title(), expected, set.train(), count));
      }
    }
    return doubts;
  }

  /** The files that a plan needs and that are not here. */
  Set<String> missing(Plan plan) {
    Set<String> missing = new LinkedHashSet<>();
    plan.images().stream()
        .filter(name -> !isHere(name))
        .map(name -> IN_FILE.matcher(ImageSets.whole(name)).replaceFirst("$1"))
        .forEach(missing::add);
    plan.weights().stream().filter(name -> !Files.isReadable(file(name))).forEach(missing::add);
    return missing;
  }

  /**
   * How many images a source has ({@link ImageSets#count}).
   *
   * @throws IOException if it cannot be read
   */
  int count(String name) throws IOException {
    return ImageSets.count(at(name));
  }

  /** Whether a source's file is here. */
  boolean isHere(String name) {
    String whole = ImageSets.whole(name);
    return ImageSets.isDrawn(whole)
        || Files.exists(file(whole))
        || Files.exists(file(IN_FILE.matcher(whole).replaceFirst("$1")));
  }

  /** Images that thieves of this task got hold of. */
  Optional<String> insiders(DataSet set) {
    return set.insiders().map(this::at);
  }
}
