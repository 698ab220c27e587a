package io.boogeyman.victim.service.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.boogeyman.victim.input.ElementType;
import io.boogeyman.victim.service.call.HttpCalls;
import io.boogeyman.victim.service.call.ServiceAnswer;
import io.boogeyman.victim.service.call.ServiceFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** TensorFlow Serving's REST API: one value an image ("instances"), or one a tensor ("inputs"). */
final class TensorFlowServing implements TensorService {
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(.+/v1/models/[^/?:]+(?:/(?:versions|labels)/[^/?:]+)?)(?::predict)?(\\?.*)?");
  private static final JsonFactory JSON = new JsonFactory();

  private final HttpCalls calls;
  private final String model;
  private final String query;
  private final boolean columns;

  private TensorFlowServing(String address, HttpCalls calls, boolean columns) {
    Matcher parts = ADDRESS.matcher(address);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          address
              + " is no address of TensorFlow Serving: write it as"
              + " http://HOST:8501/v1/models/NAME");
    }
    this.calls = calls;
    this.model = parts.group(1);
    this.query = Optional.ofNullable(parts.group(2)).orElse("");
    this.columns = columns;
  }

  static TensorFlowServing rows(String address, HttpCalls calls) {
    return new TensorFlowServing(address, calls, false);
  }

  static TensorFlowServing columns(String address, HttpCalls calls) {
    return new TensorFlowServing(address, calls, true);
  }

  @Override
  public ModelMetadata metadata() throws ServiceFailure {
    JsonNode signature =
        calls
            .get(model + "/metadata" + query)
            .json()
            .at("/metadata/signature_def/signature_def/serving_default");
    return new ModelMetadata(tensors(signature.path("inputs")), tensors(signature.path("outputs")));
  }

  private static List<TensorMetadata> tensors(JsonNode described) {
    List<TensorMetadata> tensors = new ArrayList<>();
    for (Map.Entry<String, JsonNode> tensor : described.properties()) {
      List<Long> shape = new ArrayList<>();
      tensor
          .getValue()
          .at("/tensor_shape/dim")
          .forEach(axis -> shape.add(axis.path("size").asLong(-1)));
      tensors.add(
          new TensorMetadata(
              tensor.getKey(), datatype(tensor.getValue().path("dtype").asText()), shape));
    }
    return tensors;
  }

  private static String datatype(String tensorFlow) {
    return switch (tensorFlow) {
      case "DT_FLOAT" -> "FP32";
      case "DT_HALF" -> "FP16";
      default -> tensorFlow.replace("DT_", "");
    };
  }

  @Override
  public float[] infer(TensorRequest request) throws ServiceFailure {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(body)) {
      json.writeStartObject();
      if (columns) {
        json.writeFieldName("inputs");
        writeNamed(request, json, new Tensor(request), 0);
      } else {
        json.writeArrayFieldStart("instances");
        Tensor tensor = new Tensor(request);
        for (int i = 0; i < request.count(); i++) {
          writeNamed(request, json, tensor, 1);
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // into memory: never
    }
    return output(
        request,
        calls.post(
            model + ":predict" + query,
            Map.of("Content-Type", "application/json"),
            body.toByteArray()));
  }

  private static void writeNamed(TensorRequest request, JsonGenerator json, Tensor tensor, int axis)
      throws IOException {
    if (request.input().isPresent()) {
      json.writeStartObject();
      json.writeFieldName(request.input().get());
    }
    tensor.write(json, axis);
    if (request.input().isPresent()) {
      json.writeEndObject();
    }
  }

  /** Values written once from the first to the last, as lists of lists. */
  private static final class Tensor {
    private final float[] values;
    private final long[] axes;
    private final boolean whole;
    private int next;

    Tensor(TensorRequest request) {
      this.values = request.values();
      this.axes = request.axes();
      this.whole = request.type() == ElementType.UINT8;
    }

    /** Writes the next part that has the axes from this one on. */
    void write(JsonGenerator json, int axis) throws IOException {
      if (axis == axes.length) {
        float value = values[next++];
        if (whole) {
          json.writeNumber((int) value);
        } else {
          json.writeNumber(value);
        }
        return;
      }
      json.writeStartArray();
      for (long i = 0; i < axes[axis]; i++) {
        write(json, axis + 1);
      }
      json.writeEndArray();
    }
  }

  private float[] output(TensorRequest request, ServiceAnswer answer) throws ServiceFailure {
    JsonNode given = answer.json().path(columns ? "outputs" : "predictions");
    Optional<float[]> values =
        columns
            ? NumberReader.ofJson(wanted(given, request))
            : NumberReader.ofJson(rows(given, request));
    return values.orElseThrow(
        () ->
            answer.failure(
                ServiceFailure.Kind.LASTING,
                "answered no "
                    + (columns ? "outputs" : "predictions")
                    + " that are numbers; output.name names the output to take"));
  }

  private static JsonNode rows(JsonNode given, TensorRequest request) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    given.forEach(row -> rows.add(wanted(row, request)));
    return rows;
  }

  /** Where a model has several outputs, each is named; else it stands by itself. */
  private static JsonNode wanted(JsonNode given, TensorRequest request) {
    if (!given.isObject()) {
      return given;
    }
    return request
        .output()
        .map(given::path)
        .orElseGet(() -> given.size() == 1 ? given.elements().next() : given);
  }

  @Override
  public void close() {}
}
