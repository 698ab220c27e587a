package io.boogeyman.guard.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/** An answer over REST: JSON, with the output in it or after it. */
final class OpenInferenceReply {
  private final ReleasedTensor tensor;
  private final Optional<String[]> classes;
  private final Optional<byte[]> bytes;

  private OpenInferenceReply(
      ReleasedTensor tensor, Optional<String[]> classes, Optional<byte[]> bytes) {
    this.tensor = tensor;
    this.classes = classes;
    this.bytes = bytes;
  }

  static HttpReply write(ReleasedTensor tensor, OutputChoice choice, Optional<String> id) {
    Optional<String[]> classes =
        choice.classes() == 0
            ? Optional.empty()
            : Optional.of(tensor.classification(choice.classes()));
    Optional<byte[]> bytes =
        choice.binary()
            ? Optional.of(classes.map(TensorBytes::of).orElseGet(() -> TensorBytes.of(tensor)))
            : Optional.empty();
    return new OpenInferenceReply(tensor, classes, bytes).write(id);
  }

  private HttpReply write(Optional<String> id) {
    byte[] text = JsonText.object(json -> write(json, id));
    if (bytes.isEmpty()) {
      return HttpReply.json(text);
    }
    byte[] all = Arrays.copyOf(text, text.length + bytes.get().length);
    System.arraycopy(bytes.get(), 0, all, text.length, bytes.get().length);
    return new HttpReply("application/octet-stream", OptionalInt.of(text.length), all);
  }

  private void write(JsonGenerator json, Optional<String> id) throws IOException {
    ServedModel model = tensor.model();
    json.writeStringField("model_name", model.name());
    json.writeStringField("model_version", model.version());
    if (id.isPresent()) {
      json.writeStringField("id", id.get());
    }
    json.writeArrayFieldStart("outputs");
    json.writeStartObject();
    json.writeStringField("name", model.outputName());
    json.writeStringField("datatype", classes.isPresent() ? "BYTES" : model.outputDatatype());
    json.writeFieldName("shape");
    long[] shape = shape();
    json.writeArray(shape, 0, shape.length);
    if (bytes.isPresent()) {
      json.writeObjectFieldStart("parameters");
      json.writeNumberField("binary_data_size", bytes.get().length);
      json.writeEndObject();
    } else {
      json.writeArrayFieldStart("data");
      writeData(json);
      json.writeEndArray();
    }
    json.writeEndObject();
    json.writeEndArray();
  }

  private long[] shape() {
    int count = tensor.count();
    return classes
        .map(entries -> new long[] {count, entries.length / count})
        .orElseGet(() -> tensor.model().outputAxes(count));
  }

  private void writeData(JsonGenerator json) throws IOException {
    if (classes.isPresent()) {
      for (String entry : classes.get()) {
        json.writeString(entry);
      }
    } else if (tensor.isLabels()) {
      for (int label : tensor.labels()) {
        json.writeNumber(label);
      }
    } else {
      for (float score : tensor.scores()) {
        json.writeNumber(score);
      }
    }
  }
}
