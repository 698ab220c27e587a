package io.boogeyman.nn.network;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Layers without tensors. */
final class Steps {
  private Steps() {}

  /** max(x, 0), in place. */
  static Layer relu() {
    return (input, pass) -> torch.relu_(input);
  }

  /** min(max(x, 0), 6), in place. */
  static Layer relu6() {
    return (input, pass) -> torch.relu6_(input);
  }

  /** The largest value of each window; where it overhangs, {@code overhang} keeps it. */
  static Layer maximum(int side, int stride, int padding, boolean overhang) {
    return (input, pass) ->
        torch.max_pool2d(
            input,
            new long[] {side, side},
            new long[] {stride, stride},
            new long[] {padding, padding},
            new long[] {1, 1},
            overhang);
  }

  /** The largest value of each 2×2 square. */
  static Layer halve() {
    return maximum(2, 2, 0, false);
  }

  /** The mean of each 2×2 square. */
  static Layer halveByMean() {
    return (input, pass) -> torch.avg_pool2d(input, 2, 2);
  }

  /** N×C×H×W → N×C×side×side, means. */
  static Layer average(int side) {
    return (input, pass) -> torch.adaptive_avg_pool2d(input, side, side);
  }

  /** N×C×H×W → N×(C·H·W), in that order whatever the memory format. */
  static Layer flatten() {
    return (input, pass) -> torch.flatten(input, 1, -1);
  }

  /** N×C×H×W → N×C, means. */
  static Layer averageAndFlatten() {
    Layer average = average(1);
    return (input, pass) -> torch.flatten(average.forward(input, pass), 1, -1);
  }

  /** The input itself. */
  static Layer identity() {
    return (input, pass) -> input;
  }

  /**
   * The parameter-free shortcut of He et al. 2016 (section 3.3, option A): every second row and
   * column, and zero channels, half of them before and half after.
   */
  static Layer subsampleAndPad(int addedChannels) {
    int half = addedChannels / 2;
    return (input, pass) -> {
      return torch.constant_pad_nd(every(2, input), 0, 0, 0, 0, half, addedChannels - half);
    };
  }

  /** Every {@code step}th row and column, from the first on; a view. */
  static Tensor every(int step, Tensor input) {
    return every(step, every(step, input, 2), 3);
  }

  private static Tensor every(int step, Tensor input, int dimension) {
    return torch.slice(input, dimension, new LongOptional(), new LongOptional(), step);
  }
}
