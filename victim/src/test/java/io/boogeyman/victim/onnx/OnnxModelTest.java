package io.boogeyman.victim.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.victim.Victim;
import io.boogeyman.victim.conformance.OnnxWriter;
import io.boogeyman.victim.conformance.TinyNetwork;
import io.boogeyman.victim.opening.Victims;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Models whose logits are the means of what they are given, channel by channel: what comes out
 * tells what went in.
 */
class OnnxModelTest {
  private static final ImageShape SHAPE = new ImageShape(2, 4, 3);

  @TempDir Path folder;

  @Test
  void logits_are_recognised_and_made_probabilities() throws IOException {
    try (Victim victim = open(means("images", OnnxWriter.FLOAT, -1, 3, 2, 4), Map.of())) {
      assertThat(victim.settings())
          .containsEntry("input", "images (from the file)")
          .containsEntry("images", "2x4 (from the file)")
          .containsEntry("channels", "RGB (assumed)")
          .containsEntry("type", "FP32 (from the file)")
          .containsEntry("values", "(pixel × 1/255 − 0) / 1 (assumed)")
          .containsEntry("output", "logits (as two images of noise were answered)");
      assertVector(victim, softmax(1, 0.2, 0));
    }
  }

  @Test
  void preprocessing_reaches_the_model() throws IOException {
    Map<String, String> options =
        Map.of("input.channels", "bgr", "input.mean", "[0, 0, 0.5]", "output.temperature", "2");
    try (Victim victim = open(means("images", OnnxWriter.FLOAT, -1, 3, 2, 4), options)) {
      assertVector(victim, softmax(0, 0.1, 0.25));
    }
  }

  @Test
  void probabilities_are_recognised_and_left_alone() throws IOException {
    OnnxWriter onnx = body("images", OnnxWriter.FLOAT, -1, 3, 2, 4).node("Softmax", "f", "p");
    try (Victim victim = open(onnx.output("p", OnnxWriter.FLOAT, -1, 3), Map.of())) {
      assertThat(victim.settings().get("output")).startsWith("probabilities (as");
      assertVector(victim, softmax(1, 0.2, 0));
    }
  }

  @Test
  void a_declaration_is_obeyed_and_doubted_aloud() throws IOException {
    OnnxWriter onnx = body("images", OnnxWriter.FLOAT, -1, 3, 2, 4).node("Softmax", "f", "p");
    onnx.output("p", OnnxWriter.FLOAT, -1, 3);
    try (Victim victim = open(onnx, Map.of("output.gives", "logits"))) {
      assertThat(victim.settings())
          .containsEntry(
              "output",
              "logits (declared, though two images of noise were answered with probabilities)");
      assertVector(victim, softmax(softmax(1, 0.2, 0)));
    }
  }

  @Test
  void labels_are_recognised_by_their_type() throws IOException {
    OnnxWriter onnx =
        body("images", OnnxWriter.FLOAT, -1, 3, 2, 4)
            .node("ArgMax", List.of("f"), "l", Map.of("axis", new long[] {1}));
    onnx.output("l", OnnxWriter.INT64, -1, 1);
    assertRefused(onnx, Map.of(), "declare how many classes there are, such as classes=10");
    try (Victim victim = open(onnx, Map.of("classes", "3"))) {
      assertThat(victim.finest()).contains(new Granularity.Label());
      assertThat(victim.api().ask(red(2)))
          .containsExactly(new Answer.Label(3, 0), new Answer.Label(3, 0));
    }
  }

  @Test
  void channels_last_half_precision_and_bytes_are_taken_as_the_file_says() throws IOException {
    OnnxWriter halves =
        new OnnxWriter()
            .input("x", OnnxWriter.FLOAT16, -1, 2, 4, 3)
            .node("Transpose", List.of("x"), "t", Map.of("perm", new long[] {0, 3, 1, 2}))
            .node("GlobalAveragePool", "t", "scores")
            .output("scores", OnnxWriter.FLOAT16, -1, 3, 1, 1);
    try (Victim victim = open(halves, Map.of())) {
      assertThat(victim.settings())
          .containsEntry("layout", "NHWC (from the file)")
          .containsEntry("type", "FP16 (from the file)");
      assertVector(victim, softmax(1, 0.2, 0), 1e-3);
    }
    OnnxWriter bytes =
        new OnnxWriter()
            .input("x", OnnxWriter.UINT8, -1, 3, 2, 4)
            .node("Cast", List.of("x"), "c", Map.of("to", new long[] {OnnxWriter.DOUBLE}))
            .node("ReduceMean", List.of("c"), "m", Map.of("axes", new long[] {2, 3}))
            .output("m", OnnxWriter.DOUBLE, -1, 3, 1, 1);
    try (Victim victim = open(bytes, Map.of("output.temperature", "100"))) {
      assertThat(victim.settings()).containsEntry("values", "(pixel × 1 − 0) / 1 (assumed)");
      assertVector(victim, softmax(2.55, 0.51, 0));
    }
  }

  @Test
  void a_fixed_batch_is_filled_up_and_emptied() throws IOException {
    for (int batch : new int[] {1, 4}) {
      OnnxWriter onnx = means("images", OnnxWriter.FLOAT, batch, 3, 2, 4);
      try (Victim victim = open(onnx, Map.of())) {
        assertThat(victim.settings()).containsEntry("batch", batch + " (from the file)");
        assertThat(victim.api().ask(red(6))).hasSize(6);
        assertVector(victim, softmax(1, 0.2, 0));
      }
    }
  }

  @Test
  void a_model_that_in_truth_takes_one_image_is_asked_one_by_one() throws IOException {
    OnnxWriter onnx =
        body("images", OnnxWriter.FLOAT, -1, 3, 2, 4)
            .weight("one", new float[] {1, 1, 1}, 3)
            .node("Flatten", List.of("f"), "flat", Map.of("axis", new long[] {0}))
            .node("Mul", List.of("flat", "one"), "scores", Map.of())
            .output("scores", OnnxWriter.FLOAT, -1, 3);
    try (Victim victim = open(onnx, Map.of())) {
      assertThat(victim.settings()).containsEntry("batch", "1 (it fails with more)");
      assertVector(victim, softmax(1, 0.2, 0));
    }
  }

  @Test
  void class_names_come_from_the_metadata_that_exporters_write() throws IOException {
    OnnxWriter onnx =
        means("images", OnnxWriter.FLOAT, -1, 3, 2, 4)
            .metadata("names", "{0: 'stop', 1: \"driver's\", 2: 'yield'}")
            .metadata("author", "somebody\n\u001b[31m");
    try (Victim victim = open(onnx, Map.of())) {
      assertThat(victim.api().classNames()).containsExactly("stop", "driver's", "yield");
      assertThat(victim.settings())
          .containsEntry("classes", "3 (from the file)")
          .containsEntry("own author", "somebody  [31m");
    }
  }

  @Test
  void the_same_weights_asked_otherwise_are_another_victim() throws IOException {
    OnnxWriter onnx = means("images", OnnxWriter.FLOAT, -1, 3, 2, 4);
    try (Victim one = open(onnx, Map.of());
        Victim same = open(onnx, Map.of("input.channels", "rgb"));
        Victim other = open(onnx, Map.of("input.channels", "bgr"));
        Victim hotter = open(onnx, Map.of("output.temperature", "3"))) {
      assertThat(same.api().identity()).isEqualTo(one.api().identity());
      assertThat(other.api().identity()).isNotEqualTo(one.api().identity());
      assertThat(hotter.api().identity()).isNotEqualTo(one.api().identity());
      assertThat(other.digest()).isEqualTo(one.digest());
    }
  }

  @Test
  void an_open_size_must_be_declared() throws IOException {
    OnnxWriter onnx = means("images", OnnxWriter.FLOAT, -1, 3, -2, -3);
    assertRefused(onnx, Map.of(), "declare it, such as input.size=224x224");
    try (Victim victim = open(onnx, Map.of("input.size", "2x4"))) {
      assertVector(victim, softmax(1, 0.2, 0));
    }
  }

  @Test
  void another_shape_than_the_file_s_is_refused() throws IOException {
    OnnxWriter onnx = means("images", OnnxWriter.FLOAT, 1, 3, 2, 4);
    assertRefused(
        onnx, Map.of("input.size", "8x8"), "takes 1x3x2x4, but with input.size=8x8", "?x3x8x8");
    assertRefused(onnx, Map.of("input.layout", "nhwc"), "takes 1x3x2x4", "?x2x4x3");
    assertRefused(onnx, Map.of("input.type", "fp16"), "takes values of type FP32, not FP16");
    assertRefused(onnx, Map.of("input.name", "data"), "has no input 'data'; it has images");
    assertRefused(onnx, Map.of("classes", "4"), "classes are 4, but", "gives 3 values an image");
    assertRefused(onnx, Map.of("output.gives", "labels"), "gives 3 values an image");
  }

  @Test
  void what_is_no_model_of_images_is_refused() throws IOException {
    assertRefused(
        new OnnxWriter()
            .input("x", OnnxWriter.FLOAT, -1, 3)
            .node("Identity", "x", "y")
            .output("y", OnnxWriter.FLOAT, -1, 3),
        Map.of(),
        "takes ?x3 as x, not batches of images");
    assertRefused(
        new OnnxWriter()
            .input("a", OnnxWriter.FLOAT, -1, 3, 2, 4)
            .input("b", OnnxWriter.FLOAT, -1, 3, 2, 4)
            .node("Add", List.of("a", "b"), "y", Map.of())
            .output("y", OnnxWriter.FLOAT, -1, 3, 2, 4),
        Map.of(),
        "takes several inputs: a, b");
    assertRefused(
        new OnnxWriter()
            .input("x", OnnxWriter.FLOAT, -1, 3, 2, 4)
            .node("Identity", "x", "y")
            .output("y", OnnxWriter.FLOAT, -1, 3, 2, 4),
        Map.of(),
        "gives 1x3x2x4 for 1 images");
  }

  @Test
  void one_of_several_outputs_must_be_named() throws IOException {
    OnnxWriter onnx =
        means("images", OnnxWriter.FLOAT, -1, 3, 2, 4)
            .node("Softmax", "f", "p")
            .output("p", OnnxWriter.FLOAT, -1, 3);
    assertRefused(onnx, Map.of(), "has several outputs (f, p); say which, such as output.name=f");
    assertRefused(onnx, Map.of("output.name", "q"), "has no output 'q'; it has f, p");
    try (Victim victim = open(onnx, Map.of("output.name", "p"))) {
      assertThat(victim.settings().get("output")).startsWith("probabilities");
    }
  }

  @Test
  void each_of_several_outputs_is_another_victim() throws IOException {
    OnnxWriter onnx =
        means("images", OnnxWriter.FLOAT, -1, 3, 2, 4)
            .node("Neg", "f", "g")
            .output("g", OnnxWriter.FLOAT, -1, 3);
    try (Victim one = open(onnx, Map.of("output.name", "f"));
        Victim other = open(onnx, Map.of("output.name", "g"))) {
      assertThat(other.api().identity()).isNotEqualTo(one.api().identity());
    }
  }

  @Test
  void a_file_of_something_else_is_refused() throws IOException {
    for (byte[] content :
        new byte[][] {{}, "PK\003\004 and more".getBytes(UTF_8), "hello".getBytes(UTF_8)}) {
      Path file = Files.write(folder.resolve("model.onnx"), content);
      assertThatThrownBy(
              () -> Victims.open(file.toString(), Map.of(), TinyNetwork.COMPUTING, notice -> {}))
          .isInstanceOf(IllegalArgumentException.class)
          .message()
          .contains("model.onnx is no ONNX file")
          .doesNotContain("\n");
    }
  }

  @Test
  void a_truncated_or_damaged_file_is_refused() throws IOException {
    byte[] whole = Files.readAllBytes(TinyNetwork.onnx(folder));
    for (int length = 1; length < whole.length; length += whole.length / 50) {
      Path file = Files.write(folder.resolve("cut.onnx"), Arrays.copyOf(whole, length));
      assertThatThrownBy(
              () -> Victims.open(file.toString(), Map.of(), TinyNetwork.COMPUTING, notice -> {}))
          .isInstanceOf(IllegalArgumentException.class)
          .message()
          .contains("cut.onnx")
          .doesNotContain("\n");
    }
  }

  @Test
  void weights_in_other_files_belong_to_the_model() throws IOException {
    OnnxWriter onnx =
        body("images", OnnxWriter.FLOAT, -1, 3, 2, 4)
            .weightIn("model.weights", "w", 3)
            .node("Mul", List.of("f", "w"), "y", Map.of())
            .output("y", OnnxWriter.FLOAT, -1, 3);
    Path weights = folder.resolve("model.weights");
    assertThatThrownBy(() -> open(onnx, Map.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("model.weights, which holds weights of model.onnx");
    Files.write(weights, floats(1, 1, 1));
    String digest;
    try (Victim victim = open(onnx, Map.of())) {
      assertVector(victim, softmax(1, 0.2, 0));
      digest = victim.digest();
    }
    Files.write(weights, floats(2, 1, 1));
    try (Victim victim = open(onnx, Map.of())) {
      assertVector(victim, softmax(2, 0.2, 0));
      assertThat(victim.digest()).isNotEqualTo(digest);
    }
  }

  @Test
  void weights_outside_the_model_s_folder_are_refused() throws IOException {
    OnnxWriter onnx =
        body("images", OnnxWriter.FLOAT, -1, 3, 2, 4)
            .weightIn("../secret", "w", 3)
            .node("Mul", List.of("f", "w"), "y", Map.of())
            .output("y", OnnxWriter.FLOAT, -1, 3);
    assertRefused(onnx, Map.of(), "has its weights outside its own folder, in ../secret");
  }

  private static byte[] floats(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  /** Up to "f", the means. */
  private static OnnxWriter body(String input, int type, long... axes) {
    return new OnnxWriter()
        .input(input, type, axes)
        .node("GlobalAveragePool", input, "pooled")
        .node("Flatten", "pooled", "f");
  }

  private static OnnxWriter means(String input, int type, long... axes) {
    return body(input, type, axes).output("f", type, axes[0], 3);
  }

  private Victim open(OnnxWriter onnx, Map<String, String> options) throws IOException {
    Path file = onnx.write(folder.resolve("model.onnx"));
    return Victims.open(file.toString(), options, TinyNetwork.COMPUTING, notice -> {});
  }

  private void assertRefused(OnnxWriter onnx, Map<String, String> options, String... parts) {
    assertThatThrownBy(() -> open(onnx, options))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .contains(parts)
        .doesNotContain("\n");
  }

  /** Images of red 255, green 51, blue 0. */
  private static ImageBatch red(int count) {
    byte[] pixels = new byte[count * SHAPE.bytes()];
    for (int p = 0; p < pixels.length; p += 3) {
      pixels[p] = (byte) 255;
      pixels[p + 1] = 51;
    }
    return new ImageBatch(SHAPE, pixels);
  }

  private static void assertVector(Victim victim, double... expected) {
    assertVector(victim, expected, 1e-6);
  }

  private static void assertVector(Victim victim, double[] expected, double tolerance) {
    for (Answer answer : victim.api().ask(red(3))) {
      for (int k = 0; k < expected.length; k++) {
        assertThat((double) ((Answer.Vector) answer).probability(k))
            .isCloseTo(expected[k], within(tolerance));
      }
    }
  }

  private static double[] softmax(double... logits) {
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit);
    }
    double[] probabilities = new double[logits.length];
    for (int k = 0; k < logits.length; k++) {
      probabilities[k] = Math.exp(logits[k]) / sum;
    }
    return probabilities;
  }
}
