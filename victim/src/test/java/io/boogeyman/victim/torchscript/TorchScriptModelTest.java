package io.boogeyman.victim.torchscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.victim.Victim;
import io.boogeyman.victim.conformance.TinyNetwork;
import io.boogeyman.victim.opening.Victims;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.QualifiedName;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try") // a scope is there to be closed, not to be read
class TorchScriptModelTest {
  private static final Map<String, String> SIZE = Map.of("input.size", "4x4");

  @TempDir Path folder;

  /** Traced by PyTorch 2.13, whose own answer to these pixels is expected. */
  @Test
  void a_file_of_python_s_gives_python_s_answer() throws IOException, URISyntaxException {
    Path file = Path.of(Objects.requireNonNull(getClass().getResource("network.pt")).toURI());
    byte[] pixels = new byte[48];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (5 * i);
    }
    try (Victim victim = open(file, SIZE)) {
      assertThat(victim.settings())
          .containsEntry("output", "logits (as two images of noise were answered)")
          .containsEntry("images", "4x4 (declared)");
      Answer.Vector answer =
          (Answer.Vector) victim.api().ask(new ImageBatch(ImageShape.square(4), pixels)).get(0);
      assertThat(answer.probability(0)).isCloseTo(0.2809f, within(5e-5f));
      assertThat(answer.probability(1)).isCloseTo(0.3304f, within(5e-5f));
      assertThat(answer.probability(2)).isCloseTo(0.3887f, within(5e-5f));
    }
  }

  @Test
  void weights_of_half_precision_are_given_halves() throws IOException {
    Path file = folder.resolve("half.pt");
    try (PointerScope scope = new PointerScope()) {
      JitModule module = new JitModule(new QualifiedName("__torch__.Half"));
      module.register_parameter("w", torch.ones(3, 2).to(torch.ScalarType.Half), false);
      module.define("def forward(self, x):\n    return torch.matmul(x.mean([2, 3]), self.w)\n");
      module.save(file.toString());
    }
    try (Victim victim = open(file, SIZE)) {
      assertThat(victim.settings()).containsEntry("type", "FP16 (from the file)");
      assertThat(victim.api().classNames()).hasSize(2);
    }
  }

  @Test
  void labels_are_recognised_by_their_type() throws IOException {
    Path file = script("return torch.argmax(x.mean([2, 3]), 1)");
    try (Victim victim = open(file, Map.of("input.size", "4x4", "classes", "3"))) {
      ImageBatch images = new ImageBatch(ImageShape.square(4), blue());
      assertThat(victim.api().ask(images)).containsExactly(new Answer.Label(3, 2));
    }
  }

  @Test
  void the_size_must_be_declared() throws IOException {
    assertRefused(script("return x.mean([2, 3])"), Map.of(), "such as input.size=224x224");
  }

  @Test
  void a_size_that_the_model_cannot_take_is_refused_with_its_reason() throws IOException {
    Path file = script("return torch.matmul(torch.flatten(x, 1), torch.ones([27, 4]))");
    assertRefused(file, SIZE, "cannot be computed: mat1 and mat2 shapes cannot be multiplied");
  }

  @Test
  void other_answers_than_one_tensor_of_scores_are_refused() throws IOException {
    assertRefused(script("return x.mean([2, 3]), x"), SIZE, "gives a Tuple, not one tensor");
    assertRefused(script("return x"), SIZE, "gives 1x3x4x4 for 1 images");
  }

  @Test
  void a_damaged_file_is_refused() throws IOException {
    byte[] whole = Files.readAllBytes(TinyNetwork.torchScript(folder));
    Path cut = Files.write(folder.resolve("cut.pt"), Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> open(cut, SIZE))
        .message()
        .contains("cut.pt is no whole zip archive")
        .doesNotContain("\n");
    assertThatThrownBy(() -> TorchScriptModel.open(cut, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .contains("cut.pt is no TorchScript that can be computed here")
        .doesNotContain("\n");
  }

  /** 40 calls that give 6 MiB each: if their tensors were kept, nobody could overlook it. */
  @Test
  @Tag("slow")
  void native_memory_does_not_grow() throws IOException {
    assumeTrue(Files.exists(Path.of("/proc/self/status")), "resident memory is read from /proc");
    Path file = script("return x.mean([2, 3]).repeat([1, 2000])");
    try (Victim victim = open(file, SIZE)) {
      ImageBatch images = new ImageBatch(ImageShape.square(4), new byte[256 * 48]);
      ask(victim, images, 40);
      double before = resident();
      ask(victim, images, 40);
      assertThat(resident() - before).as("growth in MiB").isLessThan(100);
    }
  }

  private static void ask(Victim victim, ImageBatch images, int times) {
    for (int i = 0; i < times; i++) {
      victim.api().ask(images);
    }
  }

  private static double resident() throws IOException {
    System.gc();
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow()
        / 1024.0;
  }

  private static byte[] blue() {
    byte[] pixels = new byte[48];
    for (int p = 2; p < pixels.length; p += 3) {
      pixels[p] = 100;
    }
    return pixels;
  }

  private Path script(String body) throws IOException {
    Path file = folder.resolve("model.pt");
    Files.deleteIfExists(file);
    try (PointerScope scope = new PointerScope()) {
      JitModule module = new JitModule(new QualifiedName("__torch__.Script"));
      module.define("def forward(self, x):\n    " + body + "\n");
      module.save(file.toString());
    }
    return file;
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
