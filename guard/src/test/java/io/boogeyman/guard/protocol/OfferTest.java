package io.boogeyman.guard.protocol;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.victim.input.Channels;
import io.boogeyman.victim.input.ElementType;
import io.boogeyman.victim.input.Layout;
import io.boogeyman.victim.input.Normalisation;
import io.boogeyman.victim.input.Preprocessing;
import org.junit.jupiter.api.Test;

class OfferTest {
  @Test
  void tensors_of_another_size_than_the_model_s_are_refused() {
    ImageShape other = ImageShape.square(9);
    TensorInput input =
        new TensorInput(
            "pixels",
            new Preprocessing(
                other, other, Layout.NCHW, Channels.RGB, ElementType.FP32, Normalisation.UNIT));
    TinyGate gate = new TinyGate(new Granularity.Full());
    assertThatThrownBy(() -> new Offer(gate, ClientTensors.of(input)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("9x9")
        .hasMessageContaining("6x4");
  }
}
