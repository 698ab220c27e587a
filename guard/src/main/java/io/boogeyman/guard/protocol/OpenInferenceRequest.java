package io.boogeyman.guard.protocol;

import io.boogeyman.core.image.ImageBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/** The JSON of a request, whose fields may come in any order. */
final class OpenInferenceRequest {
  /** No model here has as many axes: the rest of a longer shape is not kept. */
  private static final int MOST_AXES = 16;

  private final ServedModel model;
  private final int textLength;
  private Optional<String> id = Optional.empty();
  private boolean binaryOutput;
  private int inputs;
  private int outputs;
  private Optional<Boolean> binary = Optional.empty();
  private long classification;
  private String name = "";
  private String datatype = "";
  private long[] shape = {};
  private Optional<NumberBuffer> numbers = Optional.empty();
  private OptionalLong bytes = OptionalLong.empty();

  OpenInferenceRequest(ServedModel model, int textLength) {
    this.model = model;
    this.textLength = textLength;
  }

  void read(JsonReader json) throws IOException {
    json.object(
        "the request",
        field -> {
          switch (field) {
            case "id" -> id = Optional.of(json.text("id"));
            case "parameters" -> json.object("parameters", name -> parameter(json, name));
            case "inputs" -> json.array("inputs", this::input);
            case "outputs" -> json.array("outputs", this::output);
            default -> json.skip();
          }
        });
    if (inputs != 1) {
      throw OutputChoice.notOneInput(model);
    }
  }

  private void parameter(JsonReader json, String field) throws IOException {
    if (field.equals("binary_data_output")) {
      binaryOutput = json.flag(field);
    } else {
      json.skip();
    }
  }

  private void input(JsonReader json) throws IOException {
    if (++inputs > 1) {
      throw OutputChoice.notOneInput(model);
    }
    json.object(
        "an input",
        field -> {
          switch (field) {
            case "name" -> name = json.text("an input's name");
            case "datatype" -> datatype = json.text("datatype");
            case "shape" -> shape(json);
            case "data" -> data(json);
            case "parameters" -> json.object("parameters", key -> inputParameter(json, key));
            default -> json.skip();
          }
        });
  }

  private void shape(JsonReader json) throws IOException {
    long[] axes = new long[MOST_AXES];
    int[] length = {0};
    json.array(
        "shape",
        axis -> {
          if (length[0] == MOST_AXES) {
            throw RequestException.malformed(
                "the shape has more than " + MOST_AXES + " axes; four are due");
          }
          axes[length[0]++] = axis.whole("an axis");
        });
    shape = Arrays.copyOf(axes, length[0]);
  }

  private void data(JsonReader json) throws IOException {
    if (numbers.isPresent()) {
      throw RequestException.malformed("an input has its data once");
    }
    NumberBuffer buffer = new NumberBuffer(model, textLength);
    json.numbers("data", buffer);
    numbers = Optional.of(buffer);
  }

  private void inputParameter(JsonReader json, String field) throws IOException {
    if (field.equals("binary_data_size")) {
      bytes = OptionalLong.of(json.whole(field));
    } else {
      json.skip();
    }
  }

  private void output(JsonReader json) throws IOException {
    if (++outputs > 1) {
      throw OutputChoice.severalOutputs(model);
    }
    String[] said = {""};
    json.object(
        "an output",
        field -> {
          switch (field) {
            case "name" -> said[0] = json.text("an output's name");
            case "parameters" -> json.object("parameters", key -> outputParameter(json, key));
            default -> json.skip();
          }
        });
    OutputChoice.requireOutput(model, said[0]);
  }

  private void outputParameter(JsonReader json, String field) throws IOException {
    switch (field) {
      case "binary_data" -> binary = Optional.of(json.flag(field));
      case "classification" -> classification = json.whole(field);
      default -> json.skip();
    }
  }

  Optional<String> id() {
    return id;
  }

  OutputChoice choice() throws RequestException {
    return OutputChoice.of(model, classification, binary.orElse(binaryOutput));
  }

  /**
   * The images.
   *
   * @param rest the bytes after the JSON
   */
  ImageBatch images(ByteBuffer rest) throws RequestException {
    int count = model.input().count(name, datatype, shape, model.mostImages());
    if (numbers.isPresent()) {
      return ofNumbers(numbers.get(), count, rest);
    }
    if (bytes.isEmpty()) {
      throw RequestException.malformed(
          "input '" + name + "' has neither data nor a binary_data_size");
    }
    if (bytes.getAsLong() != rest.remaining()) {
      throw RequestException.malformed(
          "binary_data_size is %d, but %,d bytes follow the JSON"
              .formatted(bytes.getAsLong(), rest.remaining()));
    }
    return model.input().images(rest, count);
  }

  private ImageBatch ofNumbers(NumberBuffer buffer, int count, ByteBuffer rest)
      throws RequestException {
    if (bytes.isPresent() || rest.hasRemaining()) {
      throw RequestException.malformed(
          "input '" + name + "' has data in the JSON, and bytes after it; one of them is due");
    }
    long due = (long) count * model.input().valuesPerImage();
    if (buffer.count() != due) {
      throw RequestException.malformed(
          "input '%s' has %,d numbers; its shape %s needs %,d"
              .formatted(name, buffer.count(), Arrays.toString(shape), due));
    }
    return model.input().images(buffer.values(), count);
  }
}
