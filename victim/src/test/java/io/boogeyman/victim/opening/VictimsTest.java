package io.boogeyman.victim.opening;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.victim.Victim;
import io.boogeyman.victim.conformance.TinyNetwork;
import io.boogeyman.victim.network.NetworkFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VictimsTest {
  private static final Map<String, String> WEIGHTS =
      Map.of("architecture", "5l", "input.size", "12x14");

  @TempDir Path folder;

  @Test
  void what_was_trained_here_can_be_looked_into() throws IOException {
    assertLooksInto(TinyNetwork.trained(folder), Map.of());
  }

  @Test
  void weights_of_a_known_architecture_can_be_looked_into() throws IOException {
    assertLooksInto(TinyNetwork.pth(folder), WEIGHTS);
    assertLooksInto(TinyNetwork.safetensors(folder), WEIGHTS);
  }

  @Test
  void a_description_says_what_weights_are_of() throws IOException {
    TinyNetwork.pth(folder);
    Path description =
        Files.writeString(
            folder.resolve("victim.yaml"),
            "{model: weights.pth, architecture: 5l, input: {size: 12x14}}");
    assertLooksInto(description, Map.of());
  }

  @Test
  void other_models_cannot_be_looked_into() throws IOException {
    String onnx = Files.writeString(folder.resolve("model.onnx"), "any").toString();
    assertThat(Victims.network(onnx, Map.of())).isEmpty();
    assertThat(Victims.network(TinyNetwork.torchScript(folder).toString(), Map.of())).isEmpty();
    assertThat(Victims.network("https://models.example/v2", Map.of())).isEmpty();
  }

  /** It is the network that answers. */
  private static void assertLooksInto(Path path, Map<String, String> options) throws IOException {
    Optional<NetworkFile> network = Victims.network(path.toString(), options);
    try (NetworkFile file = network.orElseThrow();
        Victim victim =
            Victims.open(path.toString(), options, TinyNetwork.COMPUTING, notice -> {})) {
      assertThat(file.saved().network().digest()).isEqualTo(victim.digest());
      assertThat(file.settings()).isEqualTo(victim.settings());
      assertThat(file.saved().classNames()).isEqualTo(victim.api().classNames());
    }
  }
}
