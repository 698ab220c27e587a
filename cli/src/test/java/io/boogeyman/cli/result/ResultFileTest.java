package io.boogeyman.cli.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.boogeyman.cli.report.ExampleResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {
  private static final Path DOCS = Path.of("..", "docs");

  @TempDir private Path folder;
  private Path file;
  private StealResult result;

  @BeforeEach
  void example() {
    file = folder.resolve("result.json");
    result = ExampleResult.typical().result();
  }

  @Test
  void reads_what_it_wrote() throws IOException {
    ResultFile.write(result, file);
    assertThat(ResultFile.read(file)).isEqualTo(result);
  }

  @Test
  void follows_the_published_schema() throws IOException {
    assertThat(schema().validate(ResultFile.toJson(result), InputFormat.JSON)).isEmpty();
    assertThat(schema().validate(ResultFile.toJson(hostile()), InputFormat.JSON)).isEmpty();
  }

  @Test
  void has_a_schema_that_refuses_what_is_not_a_result() throws IOException {
    String json = ResultFile.toJson(result);
    assertThat(schema().validate(json.replace("\"budget\" : 5000,", ""), InputFormat.JSON))
        .isNotEmpty();
    assertThat(schema().validate(json.replace("\"top-5\"", "\"some\""), InputFormat.JSON))
        .isNotEmpty();
  }

  @Test
  void shows_in_the_documentation_what_it_writes() throws IOException {
    assertThat(Files.readString(DOCS.resolve("report-schema.md")))
        .contains("```json\n" + excerpt(ResultFile.toJson(result)) + "\n```");
  }

  @Test
  void replaces_an_older_file_and_leaves_nothing_beside_it() throws IOException {
    ResultFile.write(hostile(), file);
    ResultFile.write(result, file);
    assertThat(ResultFile.read(file)).isEqualTo(result);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void refuses_a_number_that_is_none_and_says_where() {
    StealResult broken = withSeconds(Double.NaN);
    assertThatThrownBy(() -> ResultFile.write(broken, file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("result: at seconds: NaN is no number");
    assertThat(file).doesNotExist();
  }

  @Test
  void says_which_field_is_missing() throws IOException {
    Files.writeString(
        file, ResultFile.toJson(result).replaceFirst("\"shape\" : \"64x64\"", "\"x\" : 1"));
    assertThatThrownBy(() -> ResultFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("result.json: at pool");
  }

  @Test
  void refuses_another_version_of_the_format() throws IOException {
    Files.writeString(file, "{\"schema\": 1}");
    assertThatThrownBy(() -> ResultFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("result.json: schema 1; this program reads schema 2");
  }

  @Test
  void refuses_a_truncated_file() throws IOException {
    Files.writeString(file, ResultFile.toJson(result).substring(0, 1000));
    assertThatThrownBy(() -> ResultFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("result.json: no JSON");
  }

  private static StealResult hostile() {
    return ExampleResult.hostile().result();
  }

  private static JsonSchema schema() throws IOException {
    return JsonSchemaFactory.getInstance(VersionFlag.V202012)
        .getSchema(Files.readString(DOCS.resolve("result.schema.json")));
  }

  /** The JSON with the first element of every list only, and the start of every picture. */
  private static String excerpt(String json) throws IOException {
    JsonNode tree = new ObjectMapper().readTree(json);
    shorten(tree);
    return tree.toPrettyString();
  }

  private static void shorten(JsonNode node) {
    if (node instanceof ArrayNode list) {
      while (list.size() > 1) {
        list.remove(1);
      }
    }
    if (node.get("png") instanceof TextNode png) {
      ((ObjectNode) node).put("png", png.textValue().substring(0, 24) + "…");
    }
    node.forEach(ResultFileTest::shorten);
  }

  private StealResult withSeconds(double seconds) {
    return new StealResult(
        result.schema(),
        result.version(),
        result.finished(),
        seconds,
        result.verdict(),
        result.victim(),
        result.pool(),
        result.test(),
        result.asked(),
        result.summary(),
        result.surrogates(),
        result.named(),
        result.policies(),
        result.samples(),
        result.settings(),
        result.environment());
  }
}
