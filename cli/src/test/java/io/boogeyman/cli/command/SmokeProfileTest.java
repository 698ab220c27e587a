package io.boogeyman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class SmokeProfileTest {
  @TempDir private Path folder;

  @Test
  void tables_of_every_kind_are_made_and_drawn_signs_are_told_from_drawn_scenes()
      throws IOException {
    Invocation invocation =
        Invocation.of(
            List.of(
                "reproduce",
                "--profile",
                "smoke",
                "--seeds",
                "1",
                "--only",
                "granularity,classes,detection,realistic",
                "--cache",
                folder.resolve("cache").toString(),
                "--run",
                folder.resolve("run").toString(),
                "--threads", // of two, each waits for whatever else runs here
                "1",
                "--json"));

    assertThat(invocation.status()).as(invocation.err()).isZero();
    JsonNode result = new ObjectMapper().readTree(invocation.out());
    assertThat(result.at("/tables")).hasSize(4);
    assertThat(result.at("/claims").findValuesAsText("decision"))
        .hasSize(4)
        .doesNotContain("NOT_MEASURED");
    JsonNode told = claim(result, "told");
    assertThat(told.at("/measured/estimate").asDouble()).isBetween(0.9, 1.0);
    assertThat(claim(result, "insiders").at("/measured/estimate").asDouble()).isPositive();
  }

  private static JsonNode claim(JsonNode result, String id) {
    for (JsonNode claim : result.at("/claims")) {
      if (claim.at("/id").asText().equals(id)) {
        return claim;
      }
    }
    throw new AssertionError("there is no claim " + id);
  }
}
