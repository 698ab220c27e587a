package io.boogeyman.nn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.weights.Safetensors;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
@SuppressWarnings("try")
class PretrainedWeightsTest {
  private static final int SIDE = 224;

  @ParameterizedTest
  @ValueSource(strings = {"mobilenet_v2", "squeezenet1_1"})
  void pretrained_networks_name_the_top_five_that_torchvision_names(String name)
      throws IOException {
    Path folder = MeasuringData.file("weights");
    Path samples = folder.resolve("imagenet_samples");
    JsonNode expected =
        new ObjectMapper().readTree(Files.readAllBytes(samples.resolve("expected.json")));
    String file = name + "_imagenet.safetensors";
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard();
        Network network =
            Architectures.named(name).create(1000, ImageShape.square(SIDE), new Seed(1))) {
      network.load(Safetensors.read(folder.resolve(file)), false);
      for (int i = 0; i < expected.get("files").size(); i++) {
        Tensor image = image(samples.resolve(expected.get("files").get(i).asText()));
        T_TensorTensor_T top = torch.topk(torch.softmax(network.forward(image), 1), 5);
        JsonNode five = expected.get("networks").get(file).get(i);
        for (int rank = 0; rank < 5; rank++) {
          assertThat(top.get1().select(1, rank).item_long())
              .isEqualTo(five.get(rank).get(0).asLong());
          assertThat(top.get0().select(1, rank).item_float())
              .isCloseTo((float) five.get(rank).get(1).asDouble(), within(2e-4f));
        }
      }
    }
  }

  private static Tensor image(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    int plane = SIDE * SIDE;
    int[] pixels = image.getRGB(0, 0, SIDE, SIDE, null, 0, SIDE);
    float[] values = new float[3 * plane];
    for (int i = 0; i < plane; i++) {
      for (int channel = 0; channel < 3; channel++) {
        values[channel * plane + i] = (pixels[i] >> (16 - 8 * channel) & 0xFF) / 255f;
      }
    }
    return Tensor.create(values, 1, 3, SIDE, SIDE);
  }
}
