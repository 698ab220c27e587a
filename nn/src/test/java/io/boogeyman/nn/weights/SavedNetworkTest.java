package io.boogeyman.nn.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.network.Network;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SavedNetworkTest {
  private static final List<String> NAMES = List.of("stop", "\"quoted\", Straße");

  @TempDir Path folder;

  @Test
  void what_was_written_is_read() throws IOException {
    Path file = folder.resolve("network.safetensors");
    Map<String, String> notes = Map.of("data", "signs:100", "accuracy", "0.93");
    try (SavedNetwork written = new SavedNetwork(network(), NAMES, notes)) {
      written.write(file);
      try (SavedNetwork read = SavedNetwork.read(file)) {
        assertThat(read.network().digest()).isEqualTo(written.network().digest());
        assertThat(read.network().architecture().name()).isEqualTo("5l");
        assertThat(read.network().shape()).isEqualTo(new ImageShape(12, 16, 3));
        assertThat(read.classNames()).isEqualTo(NAMES);
        assertThat(read.notes()).isEqualTo(notes);
      }
    }
  }

  @Test
  void a_plain_file_of_weights_is_refused_in_one_line() throws IOException {
    Path file = folder.resolve("weights.safetensors");
    try (Network network = network()) {
      Safetensors.write(file, network.state(), Map.of());
    }

    assertThatThrownBy(() -> SavedNetwork.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            file
                + " does not say its architecture: it holds weights, but is no network that"
                + " 'boogeyman train' wrote");
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
    "shape, 32",
    "shape, axb",
    "classes, stop",
    "classes, '[\"stop\", null]'",
    "architecture, 7l"
  })
  void a_damaged_note_is_refused_in_one_line_with_the_files_name(String note, String value)
      throws IOException {
    Path file = folder.resolve("network.safetensors");
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("architecture", "5l");
    metadata.put("shape", "12x16");
    metadata.put("classes", "[\"stop\", \"go\"]");
    metadata.put(note, value);
    try (Network network = network()) {
      Safetensors.write(file, network.state(), metadata);
    }

    assertThatThrownBy(() -> SavedNetwork.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file.toString())
        .message()
        .hasLineCount(1);
  }

  @Test
  void a_file_that_is_not_there_is_no_network() {
    assertThatThrownBy(() -> SavedNetwork.read(folder.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
  }

  private static Network network() {
    return Architectures.named("5l").create(2, new ImageShape(12, 16, 3), new Seed(1));
  }
}
