package io.boogeyman.cli.reproduce;

import io.boogeyman.cli.reproduce.profile.DataSet;
import io.boogeyman.cli.reproduce.profile.Profile;
import io.boogeyman.cli.reproduce.profile.Watch;
import io.boogeyman.cli.run.ImageSets;
import io.boogeyman.nn.image.ImageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a profile's files are. Images that Boogeyman draws are no files.
 *
 * @param path the folder
 */
record DataFolder(Path path) {
  private static final Pattern DRAWN = Pattern.compile("(signs|scenes)(:.*)?");
  private static final Pattern PART = Pattern.compile("#(\\d{1,6})(?:-(\\d{1,6}))?/(\\d{1,6})$");
  private static final Pattern FILE = Pattern.compile("(.+?)(?::[^/:]*)?");

  /** A source's name as it is read from here. */
  String at(String name) {
    return DRAWN.matcher(name).matches() ? name : path.resolve(name).toString();
  }

  /** A file. */
  Path file(String name) {
    return path.resolve(name);
  }

  /**
   * Refuses a profile whose files are not here, or cannot be read.
   *
   * @throws IOException if one cannot be read
   * @throws IllegalArgumentException in one line that names all that are missing
   */
  void requireAll(Profile profile) throws IOException {
    Set<String> missing = missing(profile);
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "the profile %s needs %s, not found in %s; --data names the folder where they are"
              .formatted(profile.name(), String.join(", ", missing), path));
    }
    for (String name : images(profile).collect(Collectors.toCollection(LinkedHashSet::new))) {
      count(name);
    }
  }

  /** The profile's files that are not here. */
  Set<String> missing(Profile profile) {
    Set<String> missing = new LinkedHashSet<>();
    images(profile)
        .filter(name -> !isHere(name))
        .map(name -> PART.matcher(name).replaceFirst("").replaceFirst(":[^/:]*$", ""))
        .forEach(missing::add);
    weights(profile).filter(name -> !Files.isReadable(file(name))).forEach(missing::add);
    return missing;
  }

  /**
   * How many images a source has, or nearly so many where it is a part; nothing is decoded.
   *
   * @throws IOException if it cannot be read
   */
  int count(String name) throws IOException {
    Matcher part = PART.matcher(name);
    double share = 1;
    if (part.find()) {
      int from = Integer.parseInt(part.group(1));
      int to = part.group(2) == null ? from : Integer.parseInt(part.group(2));
      share = (to - from + 1.0) / Integer.parseInt(part.group(3));
    }
    try (ImageSource source = ImageSets.source(at(part.replaceFirst("")))) {
      return (int) Math.round(share * source.size());
    }
  }

  /** Whether a source's file is here. */
  boolean isHere(String name) {
    Matcher file = FILE.matcher(PART.matcher(name).replaceFirst(""));
    return DRAWN.matcher(name).matches()
        || Files.exists(file(name))
        || (file.matches() && Files.exists(file(file.group(1))));
  }

  private static Stream<String> images(Profile profile) {
    Stream<String> sets =
        profile.sets().values().stream()
            .flatMap(
                set -> Stream.concat(Stream.of(set.train(), set.test()), set.insiders().stream()));
    Stream<String> pools = profile.pools().values().stream().map(pool -> pool.images());
    Stream<String> own = profile.watches().values().stream().map(Watch::own);
    return Stream.of(sets, pools, own).flatMap(names -> names);
  }

  private static Stream<String> weights(Profile profile) {
    Stream<Optional<String>> victims =
        profile.victims().values().stream().map(victim -> victim.pretrained());
    Stream<Optional<String>> copies =
        profile.copies().values().stream().map(copy -> copy.pretrained());
    Stream<Optional<String>> features =
        profile.watches().values().stream()
            .map(watch -> watch.features().map(Watch.Features::weights));
    return Stream.of(victims, copies, features).flatMap(all -> all).flatMap(Optional::stream);
  }

  /** Images that thieves of this task got hold of. */
  Optional<String> insiders(DataSet set) {
    return set.insiders().map(this::at);
  }
}
