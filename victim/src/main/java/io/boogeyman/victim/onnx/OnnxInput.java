package io.boogeyman.victim.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.victim.description.ImageSize;
import io.boogeyman.victim.description.InputDescription;
import io.boogeyman.victim.input.Channels;
import io.boogeyman.victim.input.ElementType;
import io.boogeyman.victim.input.Layout;
import io.boogeyman.victim.input.Preprocessing;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The input of an ONNX model.
 *
 * @param file of the model, for messages
 * @param axes four; what is not fixed is negative
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record OnnxInput(Path file, String name, long[] axes, ElementType type) {

  /**
   * @throws IllegalArgumentException in one line, if there is not one input that images fit
   */
  static OnnxInput of(Path file, Map<String, NodeInfo> inputs, Optional<String> declared) {
    if (inputs.size() != 1) {
      throw new IllegalArgumentException(
          "%s takes %s; only models that take nothing but images can be asked"
              .formatted(
                  file,
                  inputs.isEmpty()
                      ? "no input"
                      : "several inputs: " + String.join(", ", inputs.keySet())));
    }
    NodeInfo input = inputs.values().iterator().next();
    if (declared.isPresent() && !declared.get().equals(input.getName())) {
      throw new IllegalArgumentException(
          "%s has no input '%s'; it has %s".formatted(file, declared.get(), input.getName()));
    }
    if (!(input.getInfo() instanceof TensorInfo tensor) || tensor.getShape().length != 4) {
      throw new IllegalArgumentException(
          "%s takes %s as %s, not batches of images, which have four axes"
              .formatted(file, text(input), input.getName()));
    }
    return new OnnxInput(file, input.getName(), tensor.getShape(), type(file, tensor.type));
  }

  private static String text(NodeInfo input) {
    return input.getInfo() instanceof TensorInfo tensor
        ? text(tensor.getShape())
        : "something other than a tensor";
  }

  private static String text(long... axes) {
    return Arrays.stream(axes)
        .mapToObj(axis -> axis < 0 ? "?" : Long.toString(axis))
        .collect(Collectors.joining("x"));
  }

  private static ElementType type(Path file, OnnxJavaType type) {
    return switch (type) {
      case FLOAT -> ElementType.FP32;
      case FLOAT16 -> ElementType.FP16;
      case UINT8 -> ElementType.UINT8;
      default ->
          throw new IllegalArgumentException(
              "%s takes values of type %s; images are given as fp32, fp16 or uint8"
                  .formatted(file, type));
    };
  }

  /** What the file tells. */
  InputDescription description() {
    Optional<Layout> layout = layout();
    boolean first = layout.orElse(Layout.NCHW) == Layout.NCHW;
    long channels = layout.isEmpty() ? -1 : axes[first ? 1 : 3];
    return InputDescription.told(
        Optional.of(name),
        size(first ? axes[2] : axes[1], first ? axes[3] : axes[2]),
        layout,
        channels == 1 ? Optional.of(Channels.GREY) : Optional.empty(),
        Optional.of(type));
  }

  private Optional<Layout> layout() {
    if (axes[1] == 1 || axes[1] == 3) {
      return Optional.of(Layout.NCHW);
    }
    return axes[3] == 1 || axes[3] == 3 ? Optional.of(Layout.NHWC) : Optional.empty();
  }

  private static Optional<ImageSize> size(long height, long width) {
    return height < 1 || width < 1 || height > 99_999 || width > 99_999
        ? Optional.empty()
        : Optional.of(new ImageSize(new ImageShape((int) height, (int) width, 3)));
  }

  OptionalInt batch() {
    return axes[0] < 1 || axes[0] > 65_536 ? OptionalInt.empty() : OptionalInt.of((int) axes[0]);
  }

  void require(Preprocessing preprocessing) {
    if (preprocessing.type() != type) {
      throw new IllegalArgumentException(
          "%s takes values of type %s, not %s".formatted(file, type, preprocessing.type()));
    }
    long[] given = preprocessing.axes(1);
    for (int i = 1; i < axes.length; i++) {
      if (axes[i] > 0 && axes[i] != given[i]) {
        throw new IllegalArgumentException(
            "%s takes %s, but with input.size=%s, input.layout=%s and input.channels=%s it would be given %s"
                .formatted(
                    file,
                    text(axes),
                    preprocessing.fed(),
                    preprocessing.layout(),
                    preprocessing.channels(),
                    text(-1, given[1], given[2], given[3])));
      }
    }
  }
}
