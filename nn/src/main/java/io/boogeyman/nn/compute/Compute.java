package io.boogeyman.nn.compute;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * How a network is computed. The same compute on the same hardware gives the same bits.
 *
 * @param processor what computes
 * @param threads threads for one operation, at least 1; each Java thread sets its own. Products of
 *     matrices in single precision have one
 * @param precision of convolutions and matrix products
 * @param channelsLast whether images lie in memory pixel by pixel (N×H×W×C) rather than plane by
 *     plane
 */
public record Compute(Processor processor, int threads, Precision precision, boolean channelsLast) {
  /** How long a step of training or a batch of answers may take to end when all is stopped. */
  private static final Duration STEP = Duration.ofSeconds(5);

  /**
   * @throws IllegalArgumentException if there are no threads
   */
  public Compute {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, not " + threads);
    }
  }

  /** 32-bit, channels last, on the CPU: right everywhere. */
  public static Compute cpu(int threads) {
    return new Compute(Processor.CPU, threads, Precision.FP32, true);
  }

  /** The same on other threads. */
  public Compute withThreads(int count) {
    return new Compute(processor, count, precision, channelsLast);
  }

  /** Has the calling thread's operations use this many threads. Call once a Java thread. */
  public void claimThread() {
    // A thread's first parallel operation takes the number that any thread claimed last, unless the
    // thread has asked for its own before (ATen's lazy_init_num_threads).
    torch.get_num_threads();
    torch.set_num_threads(threads);
    MatrixProducts.stayOnTheirThread();
    // Where a processor lacks what NNPACK needs, libtorch says so at every convolution that would
    // have used it, on the user's standard error.
    torch.globalContext().setUserEnabledNNPACK(false);
    if (processor == Processor.CUDA) {
      keepPromisesOnGpu();
    }
  }

  /**
   * Left to itself, cuDNN takes algorithms that add up in whatever order threads come, the fastest
   * of those it tries, and rounds 32-bit factors to 19 bits (TF32).
   */
  private static void keepPromisesOnGpu() {
    Context context = torch.globalContext();
    context.setDeterministicCuDNN(true);
    context.setBenchmarkCuDNN(false);
    context.setAllowTF32CuDNN(false);
    context.setAllowTF32CuBLAS(false);
  }

  /**
   * Computes beside other threads, but alone where it is the first of its kind in this process: two
   * threads must not make the same kernel at once ({@link KernelGuard}).
   *
   * @param kind equal where the same network goes through as many images, forward only or backward
   *     too
   */
  public <T> T besideOthers(Object kind, Supplier<T> computation) {
    return processor == Processor.CUDA
        ? KernelGuard.beside(computation)
        : KernelGuard.compute(List.of(this, kind), computation);
  }

  /**
   * Waits until nothing is computed {@link #besideOthers} in this process, and lets nothing begin
   * again; for the end of the process. libtorch then takes down what its threads use, and one that
   * still computed would crash (seen on processors with AMX, in their tiles' set-up).
   *
   * @return whether nothing is computed any more; a step that takes longer than some seconds is not
   *     waited for
   */
  public static boolean endAll() {
    return KernelGuard.end(STEP);
  }

  /** Runs a forward pass in this precision; the result is in whatever precision that left. */
  public Tensor forward(Supplier<Tensor> pass) {
    if (precision == Precision.FP32) {
      return pass.get();
    }
    torch.DeviceType type =
        processor == Processor.CUDA ? torch.DeviceType.CUDA : torch.DeviceType.CPU;
    torch.set_autocast_dtype(type, torch.ScalarType.BFloat16);
    // The cache of cast weights cannot be cleared from here, and would outlive the step.
    torch.set_autocast_cache_enabled(false);
    torch.set_autocast_enabled(type, true);
    try {
      return pass.get();
    } finally {
      torch.set_autocast_enabled(type, false);
    }
  }

  @Override
  public String toString() {
    return processor
        + ", "
        + threads
        + (threads == 1 ? " thread, " : " threads, ")
        + precision
        + (channelsLast ? ", channels last" : ", channels first");
  }
}
