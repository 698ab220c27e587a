package io.boogeyman.cli.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptResultsTest {
  private static final TheftResult.Named NAMED = new TheftResult.Named("label", 40, List.of(39, 1));

  @TempDir private Path folder;

  @Test
  void are_read_as_they_were_written() throws IOException {
    Path file = folder.resolve("kept.json");
    KeptResults.write(file, NAMED);
    assertThat(KeptResults.read(file, TheftResult.Named.class)).contains(NAMED);
    assertThat(KeptResults.has(folder, "kep?.json")).isTrue();
  }

  @Test
  void are_made_again_where_they_are_damaged_or_missing() throws IOException {
    Path file = folder.resolve("kept.json");
    assertThat(KeptResults.read(file, TheftResult.Named.class)).isEmpty();
    KeptResults.write(file, NAMED);
    String whole = Files.readString(file);
    Files.writeString(file, whole.substring(0, whole.length() / 2));
    assertThat(KeptResults.read(file, TheftResult.Named.class)).isEmpty();
    Files.writeString(file, "");
    assertThat(KeptResults.read(file, TheftResult.Named.class)).isEmpty();
  }
}
