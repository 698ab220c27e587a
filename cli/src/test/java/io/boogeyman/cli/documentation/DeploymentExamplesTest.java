package io.boogeyman.cli.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.boogeyman.cli.command.GuardCommand;
import io.boogeyman.defend.policy.file.Policy;
import io.boogeyman.defend.policy.file.PolicyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the files in deploy/ start is what the program understands. */
class DeploymentExamplesTest {
  private static final Path DEPLOY = Path.of("..", "deploy");
  private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");

  @Test
  void the_unit_starts_the_gateway_with_options_that_it_has() throws IOException {
    assertUnderstood(between("boogeyman-guard.service", "ExecStart=", "\n\n"));
  }

  @Test
  void the_container_starts_the_gateway_with_options_that_it_has() throws IOException {
    assertUnderstood(between("Containerfile", "CMD [", "]"));
  }

  @Test
  void the_pod_starts_the_gateway_with_options_that_it_has() throws IOException {
    assertUnderstood(between("kubernetes.yaml", "args:", "env:"));
  }

  @Test
  void the_policy_for_kubernetes_is_one() throws IOException {
    Policy policy = new PolicyReader().read(policyForKubernetes(), Path.of("policy.yaml")).policy();

    assertThat(policy.model().name()).isEqualTo("signs");
  }

  private static void assertUnderstood(String command) {
    List<String> options = OPTION.matcher(command).results().map(MatchResult::group).toList();

    assertThat(options).contains("--policy", "--listen", "--admin", "--state");
    assertThat(new CommandLine(new GuardCommand()).getCommandSpec().optionsMap())
        .containsKeys(options.toArray(String[]::new));
  }

  private static String between(String file, String begin, String end) throws IOException {
    String text = Files.readString(DEPLOY.resolve(file));
    int from = text.indexOf(begin);
    return text.substring(from, text.indexOf(end, from));
  }

  private static String policyForKubernetes() throws IOException {
    ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    try (var documents =
        yaml.readerFor(JsonNode.class)
            .<JsonNode>readValues(DEPLOY.resolve("kubernetes.yaml").toFile())) {
      return documents.next().at("/data").get("policy.yaml").textValue();
    }
  }
}
