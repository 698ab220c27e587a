package io.boogeyman.victim.opening;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.victim.conformance.OnnxWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFilesTest {
  private final ModelFiles files = new ModelFiles();

  @TempDir private Path folder;

  @Test
  void a_description_names_its_model_its_classes_and_whom_it_trusts() throws IOException {
    Path description =
        Files.writeString(
            folder.resolve("signs.yml"),
            "{model: weights/signs.pth, classes: names.txt, service: {trust: ca.pem}, size: 32}");
    assertThat(files.namedBy(description))
        .containsExactly("weights/signs.pth", "names.txt", "ca.pem");
    assertThat(files.options()).containsExactly("model", "classes", "service.trust");
  }

  @Test
  void an_address_and_a_number_of_classes_are_no_files() throws IOException {
    Path description =
        Files.writeString(
            folder.resolve("signs.yaml"), "{model: 'https://models.example/v2', classes: 43}");
    assertThat(files.namedBy(description)).isEmpty();
  }

  @Test
  void an_onnx_model_names_the_files_of_its_weights() throws IOException {
    Path model = folder.resolve("signs.ONNX");
    new OnnxWriter().weightIn("signs.weights", "w", 3).write(model);
    Files.write(folder.resolve("signs.weights"), new byte[12]);
    assertThat(files.namedBy(model)).containsExactly("signs.weights");
  }

  @Test
  void what_cannot_be_read_names_none() throws IOException {
    assertThat(files.namedBy(Files.writeString(folder.resolve("a.yaml"), "{model: ["))).isEmpty();
    assertThat(files.namedBy(Files.writeString(folder.resolve("a.onnx"), "no model"))).isEmpty();
    assertThat(files.namedBy(folder.resolve("gone.yaml"))).isEmpty();
  }

  @Test
  void weights_name_none() throws IOException {
    assertThat(files.namedBy(Files.writeString(folder.resolve("a.pth"), "model: b"))).isEmpty();
  }
}
