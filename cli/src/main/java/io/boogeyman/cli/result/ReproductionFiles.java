package io.boogeyman.cli.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A reproduction for programs: {@code reproduction.json}, and a CSV file a table. */
public final class ReproductionFiles {
  /** The page that people read, beside the files for programs. */
  public static final String PAGE = "report.html";

  /** The profile that was asked for. */
  public static final String PROFILE = "profile.yaml";

  private static final String FILE = "reproduction.json";
  private static final String EARLIER = "earlier";

  private ReproductionFiles() {}

  /**
   * Writes all files, each whole or not at all.
   *
   * @throws IOException if one cannot be written
   */
  public static void write(ReproductionResult result, Path folder) throws IOException {
    TableFiles.write(result, result.tables(), folder.resolve(FILE));
  }

  /**
   * Moves a result of other settings than this one out of its way, with its tables, its page and
   * its profile: they took hours to make.
   *
   * @return where it is now; empty where there is none, or it is of the same settings
   * @throws IOException if it cannot be moved
   */
  public static Optional<Path> putAside(ReproductionResult coming, Path folder) throws IOException {
    Optional<ReproductionResult> other =
        read(folder).filter(there -> !there.profileDigest().equals(coming.profileDigest()));
    if (other.isEmpty()) {
      return Optional.empty();
    }
    String name = other.get().finished().replace(":", "") + "-" + other.get().seeds() + "seeds";
    Path place = Files.createDirectories(unused(folder.resolve(EARLIER).resolve(name)));
    // The file by which it is found last: stopped in between, the next command goes on.
    for (String part : List.of(PROFILE, PAGE, TableFiles.FOLDER, FILE)) {
      if (Files.exists(folder.resolve(part))) {
        Files.move(folder.resolve(part), place.resolve(part));
      }
    }
    return Optional.of(place);
  }

  /** The folder, or one with a number after its name, in which no whole result is. */
  private static Path unused(Path folder) {
    Path place = folder;
    for (int number = 2; Files.exists(place.resolve(FILE)); number++) {
      place = folder.resolveSibling(folder.getFileName() + "-" + number);
    }
    return place;
  }

  /**
   * What was written into a folder before; empty where there is nothing that this program can read:
   * all of it can be made again.
   */
  public static Optional<ReproductionResult> read(Path folder) {
    try {
      String json = Files.readString(folder.resolve(FILE));
      return Optional.of(TableFiles.MAPPER.readValue(json, ReproductionResult.class))
          .filter(result -> result.schema() == ReproductionResult.SCHEMA);
    } catch (IOException absentOrOfAnotherVersion) {
      return Optional.empty();
    }
  }
}
