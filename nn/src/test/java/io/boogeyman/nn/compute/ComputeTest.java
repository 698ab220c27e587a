package io.boogeyman.nn.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.network.Values;
import io.boogeyman.nn.tensor.ImageTensors;
import io.boogeyman.nn.training.PaintedImages;
import java.util.concurrent.CountDownLatch;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.global.openblas_full;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try")
class ComputeTest {
  private static final Compute FP32 = Compute.cpu(1);
  private static final Compute BF16 = new Compute(Processor.CPU, 1, Precision.BF16, true);
  private static final PaintedImages IMAGES = new PaintedImages(8, 16, 5, 1);

  @Test
  void bfloat16_gives_nearly_the_logits_of_single_precision() {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradients = new NoGradGuard();
        Network network =
            Architectures.named("resnet20").create(5, ImageShape.square(16), new Seed(1))) {
      float[] single = Values.of(logits(network, FP32));
      Tensor half = logits(network, BF16);

      assertThat(half.scalar_type().value).isEqualTo(torch.ScalarType.BFloat16.value);
      float largest = 0;
      for (float logit : single) {
        largest = Math.max(largest, Math.abs(logit));
      }
      assertThat(Values.of(half.to(torch.ScalarType.Float)))
          .containsExactly(single, within(0.05f * largest))
          .isNotEqualTo(single);
    }
  }

  @Test
  void single_precision_is_back_after_bfloat16_even_when_that_failed() {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradients = new NoGradGuard();
        Network network =
            Architectures.named("resnet20").create(5, ImageShape.square(16), new Seed(1))) {
      assertThatThrownBy(
              () ->
                  BF16.forward(
                      () -> {
                        throw new IllegalStateException("broken");
                      }))
          .hasMessage("broken");

      assertThat(logits(network, FP32).scalar_type().value).isEqualTo(torch.ScalarType.Float.value);
    }
  }

  @Test
  void a_thread_that_has_computed_nothing_yet_keeps_what_it_claimed_when_another_claims()
      throws InterruptedException {
    int[] kept = new int[1];
    CountDownLatch claimed = new CountDownLatch(1);
    CountDownLatch other = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              FP32.claimThread();
              claimed.countDown();
              await(other);
              kept[0] = torch.get_num_threads();
            });
    thread.start();
    claimed.await();
    FP32.withThreads(2).claimThread();
    other.countDown();
    thread.join();

    assertThat(kept[0]).isEqualTo(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void each_java_thread_has_the_threads_it_claimed() throws InterruptedException {
    int[] other = new int[1];
    FP32.claimThread();
    Thread thread =
        new Thread(
            () -> {
              FP32.withThreads(2).claimThread();
              other[0] = torch.get_num_threads();
            });
    thread.start();
    thread.join();

    assertThat(other[0]).isEqualTo(2);
    assertThat(torch.get_num_threads()).isEqualTo(1);
  }

  @Test
  void products_of_matrices_have_no_threads_of_their_own() {
    FP32.withThreads(2).claimThread();
    assertThat(openblas_full.openblas_get_num_threads()).isEqualTo(1);
  }

  @Test
  void no_threads_are_refused() {
    assertThatThrownBy(() -> Compute.cpu(0)).hasMessage("threads must be at least 1, not 0");
  }

  @Test
  void says_what_it_is() {
    assertThat(FP32).hasToString("CPU, 1 thread, FP32, channels last");
    assertThat(new Compute(Processor.CPU, 4, Precision.BF16, false))
        .hasToString("CPU, 4 threads, BF16, channels first");
  }

  private static Tensor logits(Network network, Compute compute) {
    compute.claimThread();
    Tensor images = ImageTensors.of(IMAGES.all().pixels(), IMAGES.shape(), compute);
    return compute.forward(() -> network.forward(images));
  }
}
