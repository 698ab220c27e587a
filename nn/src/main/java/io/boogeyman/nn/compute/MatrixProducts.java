package io.boogeyman.nn.compute;

import org.bytedeco.openblas.presets.openblas_nolapack;

/**
 * OpenBLAS, by which libtorch takes products of matrices in single precision, has threads of its
 * own, one for each processor, whatever libtorch was told: networks side by side would wait for
 * each other's. It is told to use the thread that asks, once for the process, since telling it
 * takes a millisecond.
 */
final class MatrixProducts {
  static {
    openblas_nolapack.blas_set_num_threads(1);
  }

  private MatrixProducts() {}

  /** From the first call on. */
  static void stayOnTheirThread() {}
}
