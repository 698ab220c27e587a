package io.boogeyman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class KilledReproductionTest {
  /** Copies take some seconds, so that the program is killed between two tables. */
  private static final String PROFILE =
      ReproduceCommandTest.TINY
          .replaceAll("(budgets?: \\[?)40", "$1" + 400)
          .replace("c: {architecture: 5l, epochs: 1,", "c: {architecture: 5l, epochs: 3,");

  @TempDir private Path folder;

  @Test
  void shows_the_tables_that_were_done_and_goes_on_to_the_same_figures() throws Exception {
    Files.writeString(folder.resolve("tiny.yaml"), PROFILE);
    try (Program program = Program.start(folder.resolve("log"), command("killed"))) {
      program.awaitUntil(() -> Files.exists(folder.resolve("killed/report.html")));
      program.kill();
    }
    JsonNode soFar = new ObjectMapper().readTree(result("killed").toFile());
    assertThat(soFar.at("/tables").findValuesAsText("id")).containsExactly("data");
    assertThat(soFar.at("/claims/0/decision").asText()).isEqualTo("NOT_MEASURED");
    assertThat(folder.resolve("killed/report.html")).content().contains("Sets");

    Invocation resumed = Invocation.of(command("killed"));

    assertThat(resumed.err()).doesNotContain("Training the victim");
    assertThat(figures(resumed)).isEqualTo(figures(Invocation.of(command("undisturbed"))));
  }

  private Path result(String run) {
    return folder.resolve(run).resolve("reproduction.json");
  }

  private static JsonNode figures(Invocation invocation) throws IOException {
    assertThat(invocation.status()).as(invocation.err()).isZero();
    JsonNode tables = new ObjectMapper().readTree(invocation.out()).at("/tables");
    assertThat(tables.findValuesAsText("id")).containsExactly("data", "full");
    return tables;
  }

  private List<String> command(String run) {
    String line = "reproduce --json --only data,full --seeds 1 --threads 1 --precision fp32";
    line += " --profile %1$s/tiny.yaml --cache %1$s/cache --run %1$s/" + run;
    return List.of(String.format(line, folder).split(" ", -1));
  }
}
