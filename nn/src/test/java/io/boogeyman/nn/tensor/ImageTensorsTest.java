package io.boogeyman.nn.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.compute.Precision;
import io.boogeyman.nn.compute.Processor;
import io.boogeyman.nn.network.Values;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("try")
class ImageTensorsTest {

  @ParameterizedTest(name = "channels last: {0}")
  @ValueSource(booleans = {false, true})
  void bytes_become_planes_of_numbers_from_0_to_1(boolean channelsLast) {
    byte[] pixels = {0, 51, (byte) 255, 102, (byte) 153, (byte) 204};
    Compute compute = new Compute(Processor.CPU, 1, Precision.FP32, channelsLast);
    try (PointerScope scope = new PointerScope()) {
      Tensor images = ImageTensors.of(pixels, new ImageShape(1, 2, 3), compute);

      assertThat(images.shape()).containsExactly(1, 3, 1, 2);
      assertThat(Values.of(images)).containsExactly(0, 0.4f, 0.2f, 0.6f, 1, 0.8f);
      assertThat(images.is_contiguous()).isEqualTo(!channelsLast);
    }
  }

  @Test
  void rows_keep_their_order() {
    try (PointerScope scope = new PointerScope()) {
      Tensor rows = ImageTensors.rows(new float[] {1, 2, 3, 4, 5, 6}, 3, Compute.cpu(1));

      assertThat(rows.shape()).containsExactly(2, 3);
      assertThat(Values.of(rows)).containsExactly(1, 2, 3, 4, 5, 6);
    }
  }
}
