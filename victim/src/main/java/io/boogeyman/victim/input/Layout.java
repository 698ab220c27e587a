package io.boogeyman.victim.input;

/** In which order the values of a batch of images lie. */
public enum Layout {
  /** Images, channels, rows, columns: PyTorch's order. */
  NCHW,
  /** Images, rows, columns, channels: TensorFlow's order. */
  NHWC
}
