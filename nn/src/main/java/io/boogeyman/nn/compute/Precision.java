package io.boogeyman.nn.compute;

/** In which numbers convolutions and matrix products are computed. */
public enum Precision {
  /** 32-bit floating point throughout. */
  FP32,
  /** libtorch's autocast: bfloat16 where it is safe, 32-bit elsewhere; weights stay 32-bit. */
  BF16
}
