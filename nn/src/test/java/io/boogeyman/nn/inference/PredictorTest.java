package io.boogeyman.nn.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.compute.Precision;
import io.boogeyman.nn.compute.Processor;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.network.Values;
import io.boogeyman.nn.tensor.ImageTensors;
import io.boogeyman.nn.training.PaintedImages;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("try")
class PredictorTest {
  private static final Compute COMPUTE = Compute.cpu(1);

  /** More than one batch of 256. */
  private static final PaintedImages IMAGES = new PaintedImages(300, 8, 5, 1);

  private final Network network = moved();

  @AfterEach
  void close() {
    network.close();
  }

  @ParameterizedTest(name = "channels last: {0}")
  @ValueSource(booleans = {false, true})
  void probabilities_are_the_softmax_of_the_networks_logits(boolean channelsLast) {
    Compute compute = new Compute(Processor.CPU, 1, Precision.FP32, channelsLast);
    try (Predictor predictor = Predictor.of(network, compute)) {
      assertThat(predictor.predict(IMAGES).values()).containsExactly(softmax(), within(1e-5f));
    }
  }

  @Test
  void batches_of_any_size_give_the_same_answers() {
    try (Predictor predictor = Predictor.of(network, COMPUTE)) {
      Predictions together = predictor.predict(IMAGES);
      for (int from = 0; from < IMAGES.size(); from += 7) {
        int to = Math.min(from + 7, IMAGES.size());
        Predictions part = predictor.predict(IMAGES.all().slice(from, to));
        for (int i = from; i < to; i++) {
          assertThat(part.row(i - from)).containsExactly(together.row(i), within(1e-5f));
        }
      }
    }
  }

  @Test
  void images_are_predicted_in_the_order_asked_for_and_counted() {
    List<Integer> counts = new ArrayList<>();
    try (Predictor predictor = Predictor.of(network, COMPUTE)) {
      Predictions all = predictor.predict(IMAGES);
      Predictions some = predictor.predict(IMAGES, new int[] {299, 0, 42, 0}, counts::add);

      assertThat(some.row(0)).containsExactly(all.row(299), within(1e-5f));
      assertThat(some.row(2)).containsExactly(all.row(42), within(1e-5f));
      assertThat(some.row(3)).containsExactly(some.row(1), within(1e-5f));
      assertThat(counts).containsExactly(4);
    }
  }

  @Test
  void later_changes_of_the_network_change_no_answers() {
    try (Predictor predictor = Predictor.of(network, COMPUTE)) {
      float[] before = predictor.predict(IMAGES).values();
      try (PointerScope scope = new PointerScope();
          NoGradGuard noGradients = new NoGradGuard()) {
        network.parameters().forEach(Tensor::zero_);
      }

      assertThat(predictor.predict(IMAGES).values()).containsExactly(before);
    }
  }

  @Test
  void images_of_another_shape_are_refused() {
    try (Predictor predictor = Predictor.of(network, COMPUTE)) {
      assertThatThrownBy(() -> predictor.predict(new PaintedImages(1, 16, 5, 1).all()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the network takes 8x8 images, not 16x16");
    }
  }

  @Test
  void no_images_have_no_answers() {
    try (Predictor predictor = Predictor.of(network, COMPUTE)) {
      assertThat(predictor.predict(IMAGES, new int[0], done -> {}).size()).isZero();
    }
  }

  private float[] softmax() {
    COMPUTE.claimThread();
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradients = new NoGradGuard()) {
      Tensor images = ImageTensors.of(IMAGES.all().pixels(), IMAGES.shape(), COMPUTE);
      return Values.of(torch.softmax(network.forward(images), 1));
    }
  }

  /** A network whose batch normalisation has seen images, so that folding has something to do. */
  private static Network moved() {
    COMPUTE.claimThread();
    Network network = Architectures.named("resnet20").create(5, ImageShape.square(8), new Seed(1));
    network.training(true);
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradients = new NoGradGuard()) {
      Tensor images = ImageTensors.of(IMAGES.all().pixels(), IMAGES.shape(), COMPUTE);
      network.forward(images);
    }
    network.training(false);
    return network;
  }
}
