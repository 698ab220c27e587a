package io.boogeyman.nn.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.weights.Safetensors;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try")
class NetworkTest {
  @TempDir Path folder;

  @Test
  void weights_written_and_read_give_the_same_network() throws Exception {
    Architecture architecture = Architectures.named("resnet20");
    try (PointerScope scope = new PointerScope();
        Network written = architecture.create(7, ImageShape.square(32), new Seed(1));
        Network read = architecture.create(7, ImageShape.square(32), new Seed(2))) {
      Path file = folder.resolve("weights.safetensors");
      Safetensors.write(file, written.state(), Map.of());

      read.load(Safetensors.read(file), false);

      assertThat(read.digest()).isEqualTo(written.digest());
      Tensor images = Tensor.create(new float[3 * 32 * 32], 1, 3, 32, 32);
      written.training(true);
      Tensor logits = written.forward(images);
      logits.sum().backward();
      assertThat(written.parameters()).allMatch(tensor -> tensor.grad().defined());
      assertThat(logits.shape()).containsExactly(1, 7);
    }
  }
}
