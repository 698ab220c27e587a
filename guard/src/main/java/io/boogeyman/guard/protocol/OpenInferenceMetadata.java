package io.boogeyman.guard.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import inference.ModelMetadataResponse;
import inference.ServerMetadataResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * What the Open Inference Protocol tells of server and model: no more than a client needs to ask,
 * and not what the model is made of. How many classes there are is told where scores are released,
 * since a vector of them tells it; not where labels are.
 */
public final class OpenInferenceMetadata {
  private static final String SERVER = "boogeyman";
  private static final List<String> EXTENSIONS = List.of("classification", "binary_tensor_data");

  private OpenInferenceMetadata() {}

  /** Of the server, in JSON. */
  public static byte[] server(String version) {
    return JsonText.object(
        json -> {
          json.writeStringField("name", SERVER);
          json.writeStringField("version", version);
          json.writeArrayFieldStart("extensions");
          for (String extension : EXTENSIONS) {
            json.writeString(extension);
          }
          json.writeEndArray();
        });
  }

  /** Of the server, as a message. */
  public static ServerMetadataResponse serverMessage(String version) {
    return ServerMetadataResponse.newBuilder()
        .setName(SERVER)
        .setVersion(version)
        .addAllExtensions(EXTENSIONS)
        .build();
  }

  /** Of the model, in JSON. */
  public static byte[] model(ServedModel model) {
    return JsonText.object(
        json -> {
          json.writeStringField("name", model.name());
          json.writeArrayFieldStart("versions");
          json.writeString(model.version());
          json.writeEndArray();
          json.writeStringField("platform", SERVER);
          TensorInput input = model.input();
          write(json, "inputs", input.name(), input.datatype(), input.axes());
          write(json, "outputs", model.outputName(), model.outputDatatype(), model.outputAxes(-1));
        });
  }

  private static void write(
      JsonGenerator json, String field, String name, String datatype, long[] shape)
      throws IOException {
    json.writeArrayFieldStart(field);
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeStringField("datatype", datatype);
    json.writeFieldName("shape");
    json.writeArray(shape, 0, shape.length);
    json.writeEndObject();
    json.writeEndArray();
  }

  /** Of the model, as a message. */
  public static ModelMetadataResponse modelMessage(ServedModel model) {
    TensorInput input = model.input();
    return ModelMetadataResponse.newBuilder()
        .setName(model.name())
        .addVersions(model.version())
        .setPlatform(SERVER)
        .addInputs(tensor(input.name(), input.datatype(), input.axes()))
        .addOutputs(tensor(model.outputName(), model.outputDatatype(), model.outputAxes(-1)))
        .build();
  }

  private static ModelMetadataResponse.TensorMetadata tensor(
      String name, String datatype, long... shape) {
    return ModelMetadataResponse.TensorMetadata.newBuilder()
        .setName(name)
        .setDatatype(datatype)
        .addAllShape(Arrays.stream(shape).boxed().toList())
        .build();
  }

  /** Whether something is so, in JSON: {@code {"ready": true}}. */
  public static byte[] state(String what, boolean so) {
    return JsonText.object(json -> json.writeBooleanField(what, so));
  }

  /** Whether the model is ready, in JSON. */
  public static byte[] ready(ServedModel model, boolean so) {
    return JsonText.object(
        json -> {
          json.writeStringField("name", model.name());
          json.writeBooleanField("ready", so);
        });
  }
}
