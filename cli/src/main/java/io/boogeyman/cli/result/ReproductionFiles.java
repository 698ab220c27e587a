package io.boogeyman.cli.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A reproduction for programs: {@code reproduction.json}, and a CSV file a table. */
public final class ReproductionFiles {
  private static final String FILE = "reproduction.json";

  private ReproductionFiles() {}

  /**
   * Writes all files, each whole or not at all; those of an earlier result's tables that are not
   * among these go.
   *
   * @throws IOException if one cannot be written
   */
  public static void write(ReproductionResult result, Path folder) throws IOException {
    Set<String> gone =
        read(folder).stream().flatMap(ReproductionFiles::ids).collect(Collectors.toSet());
    ids(result).forEach(gone::remove);
    TableFiles.write(result, result.tables(), folder.resolve(FILE));
    for (String id : gone) {
      TableFiles.delete(id, folder.resolve(FILE));
    }
  }

  private static Stream<String> ids(ReproductionResult result) {
    return result.tables().stream().map(FigureTable::id);
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
