package io.boogeyman.attack.active;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.boogeyman.nn.compute.Processor;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

/** On images of one pixel, of three numbers. */
@SuppressWarnings("try") // a scope is there to be closed, not to be read
class DeepFoolTest {

  /**
   * Scores are the pixel's own numbers: the boundary of i and j is the plane where they are equal.
   */
  @Test
  void distance_to_a_linear_classifiers_nearest_boundary_is_exact() {
    float[] distances =
        distances(images -> images.flatten(1, -1), 0.9f, 0.1f, 0.5f, 0.2f, 0.3f, 0.8f);

    assertThat(distances[0]).isCloseTo((float) (0.4 / Math.sqrt(2)), within(1e-6f));
    assertThat(distances[1]).isCloseTo((float) (0.5 / Math.sqrt(2)), within(1e-6f));
  }

  /** The third class is nearer in score, but the second in distance, as its scores are steep. */
  @Test
  void nearest_boundary_is_not_always_that_of_the_second_class() {
    UnaryOperator<Tensor> steep =
        images -> images.flatten(1, -1).mul(torch.tensor(new float[] {1, 10, 1}));
    // Scores 0.9, 0, 0.5: 0.9 / √101 to the second, 0.4 / √2 to the third.
    assertThat(distances(steep, 0.9f, 0, 0.5f)[0])
        .isCloseTo((float) (0.9 / Math.sqrt(101)), within(1e-6f));
  }

  /** One class inside a sphere of radius 0.5 about 0, another outside. */
  @Test
  void distance_to_a_curved_boundary_is_found_step_by_step() {
    UnaryOperator<Tensor> sphere =
        images -> {
          Tensor square =
              images.flatten(1, -1).square().sum(new long[] {1}, true, new ScalarTypeOptional());
          return torch.cat(
              new TensorVector(square, square.mul(new Scalar(0)).add(new Scalar(0.25))), 1);
        };
    assertThat(distances(sphere, 0.8f, 0, 0.6f)[0]).isCloseTo(0.5f, within(0.02f));
  }

  @Test
  void image_on_the_boundary_is_at_no_distance() {
    assertThat(distances(images -> images.flatten(1, -1), 0.7f, 0.7f, 0.1f)[0]).isZero();
  }

  @Test
  void flat_classifier_has_no_boundary_to_be_near() {
    UnaryOperator<Tensor> flat =
        images -> images.flatten(1, -1).mul(new Scalar(0)).add(torch.tensor(new float[] {1, 2, 0}));
    assertThat(distances(flat, 0.7f, 0.2f, 0.1f)[0]).isInfinite();
  }

  /** Scores relu(1 − x) + 1/2 and 0: half a step beyond where it becomes flat. */
  @Test
  void where_the_classifier_becomes_flat_on_the_way_the_way_so_far_is_the_distance() {
    UnaryOperator<Tensor> ramp =
        images -> {
          Tensor x = images.flatten(1, -1).narrow(1, 0, 1);
          Tensor first = x.neg().add(new Scalar(1)).relu().add(new Scalar(0.5));
          return torch.cat(new TensorVector(first, x.mul(new Scalar(0))), 1);
        };
    assertThat(distances(ramp, 0, 0, 0)[0]).isCloseTo(1.5f, within(1e-5f));
  }

  @Test
  void distances_are_found_on_a_gpu_too() {
    assumeTrue(Processor.CUDA.available(), "there is no GPU here");
    try (PointerScope scope = new PointerScope();
        Device gpu = Processor.CUDA.device()) {
      Tensor images = Tensor.create(new float[] {0.9f, 0.1f, 0.5f}, 1, 3, 1, 1);
      float[] distances =
          new DeepFool(there -> there.flatten(1, -1))
              .distances(images.to(gpu, torch.ScalarType.Float));

      assertThat(distances[0]).isCloseTo((float) (0.4 / Math.sqrt(2)), within(1e-6f));
    }
  }

  private static float[] distances(UnaryOperator<Tensor> logits, float... pixels) {
    try (PointerScope scope = new PointerScope()) {
      return new DeepFool(logits).distances(Tensor.create(pixels, pixels.length / 3, 3, 1, 1));
    }
  }
}
