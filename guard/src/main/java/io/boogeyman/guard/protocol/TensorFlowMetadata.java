package io.boogeyman.guard.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** What TensorFlow Serving's REST API tells of a model; no more than the other protocols. */
public final class TensorFlowMetadata {

  private TensorFlowMetadata() {}

  /** State of the model's only version: {@code GET /v1/models/NAME}. */
  public static byte[] status(ServedModel model, boolean ready) {
    return JsonText.object(
        json -> {
          json.writeArrayFieldStart("model_version_status");
          json.writeStartObject();
          json.writeStringField("version", model.version());
          json.writeStringField("state", ready ? "AVAILABLE" : "UNLOADING");
          json.writeObjectFieldStart("status");
          json.writeStringField("error_code", "OK");
          json.writeStringField("error_message", "");
          json.writeEndObject();
          json.writeEndObject();
          json.writeEndArray();
        });
  }

  /** The signature: {@code GET /v1/models/NAME/metadata}. */
  public static byte[] model(ServedModel model) {
    TensorInput input = model.input();
    return JsonText.object(
        json -> {
          json.writeObjectFieldStart("model_spec");
          json.writeStringField("name", model.name());
          json.writeStringField("signature_name", "");
          json.writeStringField("version", model.version());
          json.writeEndObject();
          json.writeObjectFieldStart("metadata");
          json.writeObjectFieldStart("signature_def");
          json.writeObjectFieldStart("signature_def");
          json.writeObjectFieldStart("serving_default");
          write(json, "inputs", input.name(), input.datatype(), input.axes());
          write(json, "outputs", model.outputName(), model.outputDatatype(), model.outputAxes(-1));
          json.writeStringField("method_name", "tensorflow/serving/predict");
          json.writeEndObject();
          json.writeEndObject();
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  private static void write(
      JsonGenerator json, String field, String name, String datatype, long[] shape)
      throws IOException {
    json.writeObjectFieldStart(field);
    json.writeObjectFieldStart(name);
    json.writeStringField("dtype", type(datatype));
    json.writeObjectFieldStart("tensor_shape");
    json.writeArrayFieldStart("dim");
    for (long axis : shape) {
      json.writeStartObject();
      json.writeStringField("size", Long.toString(axis));
      json.writeStringField("name", "");
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeBooleanField("unknown_rank", false);
    json.writeEndObject();
    json.writeStringField("name", name + ":0");
    json.writeEndObject();
    json.writeEndObject();
  }

  /** Protobuf's names in TensorFlow. */
  private static String type(String datatype) {
    return switch (datatype) {
      case "FP32" -> "DT_FLOAT";
      case "FP16" -> "DT_HALF";
      default -> "DT_" + datatype;
    };
  }
}
