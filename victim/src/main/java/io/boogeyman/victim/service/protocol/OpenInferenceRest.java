package io.boogeyman.victim.service.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.boogeyman.victim.input.ElementType;
import io.boogeyman.victim.service.call.HttpCalls;
import io.boogeyman.victim.service.call.ServiceAnswer;
import io.boogeyman.victim.service.call.ServiceFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Open Inference Protocol v2 over REST, tensors as JSON numbers, or as bytes after the JSON
 * (Triton's binary tensor data extension: the header Inference-Header-Content-Length says how long
 * the JSON is, and the tensors follow in the order in which it names them).
 */
final class OpenInferenceRest implements TensorService {
  private static final Pattern ADDRESS =
      Pattern.compile("(.+/v2)/models/([^/?]+)(/versions/[^/?]+)?(?:/infer)?/?(\\?.*)?");
  private static final String HEADER_LENGTH = "Inference-Header-Content-Length";
  private static final JsonFactory JSON = new JsonFactory();

  private final HttpCalls calls;
  private final String server;
  private final String model;
  private final String query;
  private final boolean binary;

  private OpenInferenceRest(String address, HttpCalls calls, boolean binary) {
    Matcher parts = ADDRESS.matcher(address);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          address
              + " is no address of the Open Inference Protocol: write it as"
              + " https://HOST/v2/models/NAME");
    }
    this.calls = calls;
    this.server = parts.group(1);
    this.model =
        server + "/models/" + parts.group(2) + Optional.ofNullable(parts.group(3)).orElse("");
    this.query = Optional.ofNullable(parts.group(4)).orElse("");
    this.binary = binary;
  }

  static OpenInferenceRest json(String address, HttpCalls calls) {
    return new OpenInferenceRest(address, calls, false);
  }

  static OpenInferenceRest binary(String address, HttpCalls calls) {
    return new OpenInferenceRest(address, calls, true);
  }

  boolean announcesBinary() throws ServiceFailure {
    for (JsonNode extension : calls.get(server + query).json().path("extensions")) {
      if (extension.asText().equals("binary_tensor_data")) {
        return true;
      }
    }
    return false;
  }

  @Override
  public ModelMetadata metadata() throws ServiceFailure {
    JsonNode metadata = calls.get(model + query).json();
    return new ModelMetadata(tensors(metadata.path("inputs")), tensors(metadata.path("outputs")));
  }

  private static List<TensorMetadata> tensors(JsonNode described) {
    List<TensorMetadata> tensors = new ArrayList<>();
    for (JsonNode tensor : described) {
      List<Long> shape = new ArrayList<>();
      tensor.path("shape").forEach(axis -> shape.add(axis.asLong(-1)));
      tensors.add(
          new TensorMetadata(
              tensor.path("name").asText(), tensor.path("datatype").asText(), shape));
    }
    return tensors;
  }

  @Override
  public float[] infer(TensorRequest request) throws ServiceFailure {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    Map<String, String> headers = Map.of("Content-Type", "application/json");
    if (binary) {
      ByteBuffer tensor = request.encoded();
      byte[] bytes = new byte[tensor.remaining()];
      tensor.get(bytes);
      write(request, bytes.length, body);
      headers =
          Map.of(
              "Content-Type",
              "application/octet-stream",
              HEADER_LENGTH,
              Integer.toString(body.size()));
      body.writeBytes(bytes);
    } else {
      write(request, 0, body);
    }
    return output(request, calls.post(model + "/infer" + query, headers, body.toByteArray()));
  }

  private void write(TensorRequest request, int bytes, ByteArrayOutputStream out) {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeArrayFieldStart("inputs");
      json.writeStartObject();
      json.writeStringField("name", request.input().orElse("input"));
      json.writeFieldName("shape");
      json.writeArray(request.axes(), 0, request.axes().length);
      json.writeStringField("datatype", request.type().name());
      if (binary) {
        json.writeObjectFieldStart("parameters");
        json.writeNumberField("binary_data_size", bytes);
        json.writeEndObject();
      } else {
        json.writeArrayFieldStart("data");
        writeValues(json, request);
        json.writeEndArray();
      }
      json.writeEndObject();
      json.writeEndArray();
      writeOutputs(json, request);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // into memory: never
    }
  }

  private static void writeValues(JsonGenerator json, TensorRequest request) throws IOException {
    boolean whole = request.type() == ElementType.UINT8;
    for (float value : request.values()) {
      if (whole) {
        json.writeNumber((int) value);
      } else {
        json.writeNumber(value);
      }
    }
  }

  private void writeOutputs(JsonGenerator json, TensorRequest request) throws IOException {
    if (request.output().isPresent()) {
      json.writeArrayFieldStart("outputs");
      json.writeStartObject();
      json.writeStringField("name", request.output().get());
      if (binary) {
        json.writeObjectFieldStart("parameters");
        json.writeBooleanField("binary_data", true);
        json.writeEndObject();
      }
      json.writeEndObject();
      json.writeEndArray();
    } else if (binary) {
      json.writeObjectFieldStart("parameters");
      json.writeBooleanField("binary_data_output", true);
      json.writeEndObject();
    }
  }

  private static float[] output(TensorRequest request, ServiceAnswer answer) throws ServiceFailure {
    int end = headerLength(answer);
    JsonNode outputs = answer.json(end).path("outputs");
    int at = end;
    for (JsonNode output : outputs) {
      int size = output.path("parameters").path("binary_data_size").asInt(0);
      if (size < 0 || size > answer.body().length - at) {
        throw answer.failure(
            ServiceFailure.Kind.PASSING, "broke off its answer: not all of its tensors are there");
      }
      boolean wanted =
          request.output().map(output.path("name").asText()::equals).orElse(outputs.size() == 1);
      if (wanted) {
        return values(output, ByteBuffer.wrap(answer.body(), at, size), answer);
      }
      at += size;
    }
    throw answer.failure(
        ServiceFailure.Kind.LASTING,
        "answered no output "
            + request.output().map(name -> "'" + name + "'").orElse("that can be told apart")
            + "; output.name names the one to take");
  }

  private static int headerLength(ServiceAnswer answer) throws ServiceFailure {
    Optional<String> length = answer.header().apply(HEADER_LENGTH);
    if (length.isEmpty()) {
      return answer.body().length;
    }
    if (!length.get().matches("\\d{1,9}")
        || Integer.parseInt(length.get()) > answer.body().length) {
      throw answer.failure(
          ServiceFailure.Kind.PASSING, "broke off its answer: its JSON is not all there");
    }
    return Integer.parseInt(length.get());
  }

  private static float[] values(JsonNode output, ByteBuffer bytes, ServiceAnswer answer)
      throws ServiceFailure {
    String datatype = output.path("datatype").asText();
    Optional<float[]> values =
        output.has("data")
            ? NumberReader.ofJson(output.get("data"))
            : NumberReader.ofBytes(bytes, datatype);
    return values.orElseThrow(
        () ->
            answer.failure(
                ServiceFailure.Kind.LASTING,
                "answered what are no numbers in output "
                    + output.path("name").asText()
                    + " of type "
                    + datatype));
  }

  @Override
  public void close() {}
}
