package io.boogeyman.victim.service.protocol;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.victim.answer.Scores;
import io.boogeyman.victim.description.ImageSize;
import io.boogeyman.victim.description.InputDescription;
import io.boogeyman.victim.input.Channels;
import io.boogeyman.victim.input.ElementType;
import io.boogeyman.victim.input.Layout;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** What a service says of its model; nothing, where its protocol has no words for that. */
public final class ModelMetadata {

  /** Nothing is said. */
  public static final ModelMetadata NOTHING = new ModelMetadata(List.of(), List.of());

  private static final int LARGEST_SIDE = 99_999;

  private final List<TensorMetadata> inputs;
  private final List<TensorMetadata> outputs;

  ModelMetadata(List<TensorMetadata> inputs, List<TensorMetadata> outputs) {
    this.inputs = List.copyOf(inputs);
    this.outputs = List.copyOf(outputs);
  }

  /**
   * What it says of the input that images go to.
   *
   * @param declared its name, where it is declared
   * @throws IllegalArgumentException if there is no such input, several to choose from, or one that
   *     takes no images
   */
  public InputDescription input(Optional<String> declared) {
    Optional<TensorMetadata> input = chosen("input", inputs, declared);
    if (input.isEmpty()) {
      return InputDescription.NOTHING;
    }
    List<Long> shape = input.get().shape();
    int rank = shape.size();
    Optional<Layout> layout = rank < 3 ? Optional.empty() : layout(shape.subList(rank - 3, rank));
    int first = layout.equals(Optional.of(Layout.NHWC)) ? rank - 3 : rank - 2;
    Optional<ImageSize> size =
        layout.flatMap(known -> size(shape.get(first), shape.get(first + 1)));
    boolean grey =
        layout.isPresent() && shape.get(layout.get() == Layout.NCHW ? rank - 3 : rank - 1) == 1;
    return InputDescription.told(
        Optional.of(input.get().name()),
        size,
        layout,
        grey ? Optional.of(Channels.GREY) : Optional.empty(),
        Optional.of(type(input.get())));
  }

  /** Where the axis of three colours, or of one, lies. */
  private static Optional<Layout> layout(List<Long> axes) {
    boolean first = axes.get(0) == 3 || axes.get(0) == 1;
    boolean last = axes.get(2) == 3 || axes.get(2) == 1;
    if (first == last) {
      return Optional.empty();
    }
    return Optional.of(first ? Layout.NCHW : Layout.NHWC);
  }

  private static Optional<ImageSize> size(long height, long width) {
    boolean told = height > 0 && width > 0 && height <= LARGEST_SIDE && width <= LARGEST_SIDE;
    return told
        ? Optional.of(new ImageSize(new ImageShape((int) height, (int) width, 3)))
        : Optional.empty();
  }

  private static ElementType type(TensorMetadata input) {
    return switch (input.datatype()) {
      case "FP32" -> ElementType.FP32;
      case "FP16" -> ElementType.FP16;
      case "UINT8" -> ElementType.UINT8;
      default ->
          throw new IllegalArgumentException(
              "the model's input "
                  + input.name()
                  + " is of type "
                  + input.datatype()
                  + "; tensors of FP32, FP16 and UINT8 can be sent");
    };
  }

  /** The most images a request, where the model takes a fixed number. */
  public OptionalInt batch(Optional<String> declared) {
    return chosen("input", inputs, declared)
        .filter(input -> input.shape().size() == 4 && input.shape().get(0) > 0)
        .map(input -> OptionalInt.of((int) Math.min(input.shape().get(0), 4096)))
        .orElse(OptionalInt.empty());
  }

  /**
   * The name of the output that answers come from.
   *
   * @throws IllegalArgumentException if there is no such output, or several to choose from
   */
  public Optional<String> output(Optional<String> declared) {
    return chosen("output", outputs, declared).map(TensorMetadata::name).or(() -> declared);
  }

  /** How many classes there are, where that is said. */
  public OptionalInt classes(Optional<String> declared) {
    return chosen("output", outputs, declared)
        .map(output -> valuesAnImage(output) > 1 ? valuesAnImage(output) : 0)
        .filter(values -> values > 1 && values <= 1_000_000)
        .map(values -> OptionalInt.of(values.intValue()))
        .orElse(OptionalInt.empty());
  }

  /** What the output's values are, where that is said. */
  public Optional<Scores.Kind> kind(Optional<String> declared) {
    return chosen("output", outputs, declared)
        .flatMap(
            output -> {
              if (output.name().toLowerCase(Locale.ROOT).contains("logit")) {
                return Optional.of(Scores.Kind.LOGITS);
              }
              boolean whole = output.datatype().contains("INT");
              return whole && valuesAnImage(output) <= 1
                  ? Optional.of(Scores.Kind.LABELS)
                  : Optional.empty();
            });
  }

  /** −1 where that is not said. */
  private static long valuesAnImage(TensorMetadata output) {
    List<Long> axes = output.shape();
    if (axes.isEmpty() || axes.stream().skip(1).anyMatch(axis -> axis < 1)) {
      return -1;
    }
    return axes.stream().skip(1).reduce(1L, (a, b) -> Math.min(a * b, 1L << 31));
  }

  private static Optional<TensorMetadata> chosen(
      String what, List<TensorMetadata> tensors, Optional<String> declared) {
    if (tensors.isEmpty()) {
      return Optional.empty();
    }
    if (declared.isEmpty() && tensors.size() > 1) {
      throw new IllegalArgumentException(
          "the model has the " + what + "s " + tensors + "; choose one with " + what + ".name");
    }
    Optional<TensorMetadata> found =
        tensors.stream()
            .filter(tensor -> declared.isEmpty() || tensor.name().equals(declared.get()))
            .findFirst();
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "the model has no " + what + " '" + declared.get() + "'; it has " + tensors);
    }
    return found;
  }
}
