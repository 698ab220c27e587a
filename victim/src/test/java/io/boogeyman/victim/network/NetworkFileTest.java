package io.boogeyman.victim.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.victim.Victim;
import io.boogeyman.victim.conformance.TinyNetwork;
import io.boogeyman.victim.opening.Victims;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkFileTest {
  @TempDir Path folder;

  @Test
  void classes_may_be_named() throws IOException {
    Map<String, String> options =
        Map.of("architecture", "5l", "input.size", "12x14", "classes", "[a, b, c, d]");
    try (Victim victim = open(TinyNetwork.pth(folder), options)) {
      assertThat(victim.api().classNames()).containsExactly("a", "b", "c", "d");
      assertThat(victim.kind()).isEqualTo("5l in process");
      assertThat(victim.settings())
          .containsEntry("images", "12x14 (declared)")
          .containsEntry("classes", "4 (declared)");
    }
  }

  @Test
  void weights_alone_need_an_architecture() throws IOException {
    for (Path file : new Path[] {TinyNetwork.pth(folder), TinyNetwork.safetensors(folder)}) {
      assertRefused(
          file, Map.of(), "holds weights and does not say of what; add architecture=NAME, one of");
      assertRefused(file, Map.of("architecture", "resnet21"), "did you mean resnet20?");
      assertRefused(
          file, Map.of("architecture", "resnet18"), "the weights do not fit resnet18: missing fc");
    }
  }

  @Test
  void what_weights_alone_cannot_be_told_is_refused() throws IOException {
    Path file = TinyNetwork.pth(folder);
    assertRefused(file, described("input.channels", "bgr"), "export it to TorchScript or ONNX");
    assertRefused(file, described("output.temperature", "2"), "export it to TorchScript or ONNX");
    assertRefused(file, described("classes", "7"), "classes are 7, but", "has weights for 4");
  }

  @Test
  void a_trained_network_says_all_of_itself() throws IOException {
    assertRefused(
        TinyNetwork.trained(folder), Map.of("input.channels", "bgr"), "says all of itself");
  }

  @Test
  void a_file_of_something_else_is_refused() throws IOException {
    assertRefused(folder, Map.of(), "is a folder, not a model's file");
    Path zip = Files.write(folder.resolve("model.pt"), new byte[] {'P', 'K', 3, 4, 0});
    assertThatThrownBy(() -> open(zip, Map.of()))
        .isInstanceOf(IOException.class)
        .message()
        .contains("model.pt is no whole zip archive")
        .doesNotContain("\n");
    Path text = Files.writeString(folder.resolve("model.bin"), "hello, world");
    assertThatThrownBy(() -> open(text, described("input.size", "32")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("model.bin is no valid safetensors file");
  }

  private static Map<String, String> described(String name, String value) {
    return Map.of("architecture", "5l", name, value);
  }

  private static Victim open(Path file, Map<String, String> options) throws IOException {
    return Victims.open(file.toString(), options, TinyNetwork.COMPUTING, notice -> {});
  }

  private static void assertRefused(Path file, Map<String, String> options, String... parts) {
    assertThatThrownBy(() -> open(file, options))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .contains(parts)
        .doesNotContain("\n");
  }
}
