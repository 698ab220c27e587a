package io.boogeyman.guard.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.client.grpc.GrpcClients;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import inference.GRPCInferenceServiceGrpc;
import inference.InferParameter;
import inference.InferTensorContents;
import inference.ModelInferRequest;
import inference.ModelInferResponse;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.guard.protocol.TensorInput;
import io.boogeyman.guard.protocol.TinyGate;
import io.boogeyman.victim.input.ImageEncoding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Asks a gateway of a tiny model in every way that there is, written after the protocols'
 * documentation and independently of codecs and clients. Answers are made one score a class.
 */
final class Ways {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CLASSES = TinyGate.NAMES.size();

  private final WebClient http;
  private final GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub grpc;
  private final TensorInput input;
  private final String output;

  /** A way to ask. */
  interface Way {
    float[] ask(ImageBatch images) throws IOException;
  }

  /**
   * @param output what the tensor of answers is called
   */
  Ways(String scheme, int port, TensorInput input, String output) {
    this.http =
        WebClient.builder(scheme + "://127.0.0.1:" + port)
            .responseTimeout(Duration.ofMinutes(5))
            .build();
    this.grpc =
        GrpcClients.builder("gproto+http://127.0.0.1:" + port + "/")
            .responseTimeout(Duration.ofMinutes(5))
            .build(GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub.class);
    this.input = input;
    this.output = output;
  }

  /** Those that take several images a request. */
  Map<String, Way> all() {
    Map<String, Way> ways = new LinkedHashMap<>();
    ways.put("numbers in, numbers out", images -> openJson(images, flat(images), ""));
    ways.put("nested numbers", images -> openJson(images, nested(images).toString(), ""));
    ways.put("numbers in, bytes out", images -> openJson(images, flat(images), binaryOutput()));
    ways.put("numbers in, classes out", images -> openJson(images, flat(images), classes("")));
    ways.put("bytes in, numbers out", images -> openBytes(images, ""));
    ways.put("bytes in, bytes out", images -> openBytes(images, binaryOutput()));
    ways.put(
        "bytes in, bytes out by default",
        images -> openBytes(images, ", \"parameters\": {\"binary_data_output\": true}"));
    ways.put(
        "bytes in, classes as bytes out",
        images -> openBytes(images, classes(", \"binary_data\": true")));
    ways.put("gRPC in bytes", images -> grpc(images, true, 0));
    ways.put("gRPC in bytes, classes", images -> grpc(images, true, 1000));
    if (!input.preprocessing().type().name().equals("FP16")) {
      ways.put("gRPC in numbers", images -> grpc(images, false, 0));
      ways.put("gRPC in numbers, classes", images -> grpc(images, false, 1000));
    }
    ways.put("rows", images -> flow("{\"instances\": %s}".formatted(nested(images))));
    ways.put("named rows", this::namedRows);
    ways.put(
        "columns",
        images ->
            flow(
                "{\"signature_name\": \"serving_default\", \"inputs\": %s}"
                    .formatted(nested(images))));
    ways.put(
        "named columns",
        images -> flow("{\"inputs\": {\"%s\": %s}}".formatted(input.name(), nested(images))));
    ways.put("PNG in a form", images -> images(post("/images/tiny", form(images), formType())));
    return ways;
  }

  /** A single image by itself. */
  float[] png(ImageBatch image) throws IOException {
    return images(post("/images/tiny/versions/3", ImageEncoding.PNG.encode(image, 0), "image/png"));
  }

  private String binaryOutput() {
    return ", \"outputs\": [{\"name\": \"%s\", \"parameters\": {\"binary_data\": true}}]"
        .formatted(output);
  }

  private String classes(String more) {
    return ", \"outputs\": [{\"name\": \"%s\", \"parameters\": {\"classification\": 1000%s}}]"
        .formatted(output, more);
  }

  private String header(ImageBatch images) {
    return "\"name\": \"%s\", \"shape\": %s, \"datatype\": \"%s\""
        .formatted(
            input.name(),
            Arrays.toString(input.preprocessing().axes(images.count())),
            input.preprocessing().type());
  }

  private String flat(ImageBatch images) {
    return numbers(input.preprocessing().values(images), 0, images.count() * 72);
  }

  private static String numbers(float[] values, int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(i -> Float.toString(values[i]))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private StringBuilder nested(ImageBatch images) {
    float[] values = input.preprocessing().values(images);
    long[] axes = input.preprocessing().axes(images.count());
    StringBuilder text = new StringBuilder();
    write(text, values, new int[1], axes, 0);
    return text;
  }

  private static void write(StringBuilder text, float[] values, int[] at, long[] axes, int axis) {
    text.append('[');
    for (int i = 0; i < axes[axis]; i++) {
      text.append(i > 0 ? "," : "");
      if (axis == axes.length - 1) {
        text.append(values[at[0]++]);
      } else {
        write(text, values, at, axes, axis + 1);
      }
    }
    text.append(']');
  }

  private float[] openJson(ImageBatch images, String data, String more) throws IOException {
    String request = "{\"inputs\": [{%s, \"data\": %s}]%s}".formatted(header(images), data, more);
    return open(
        post(
            "/v2/models/tiny/infer", request.getBytes(StandardCharsets.UTF_8), "application/json"));
  }

  private float[] openBytes(ImageBatch images, String more) throws IOException {
    byte[] tensor = encoded(images);
    byte[] json =
        "{\"inputs\": [{%s, \"parameters\": {\"binary_data_size\": %d}}]%s}"
            .formatted(header(images), tensor.length, more)
            .getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(json);
    body.writeBytes(tensor);
    return open(
        http.execute(
                RequestHeaders.of(
                    HttpMethod.POST,
                    "/v2/models/tiny/versions/3/infer",
                    "content-type",
                    "application/octet-stream",
                    "inference-header-content-length",
                    Integer.toString(json.length)),
                body.toByteArray())
            .aggregate()
            .join());
  }

  private byte[] encoded(ImageBatch images) {
    ByteBuffer buffer = input.preprocessing().encode(images);
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private float[] open(AggregatedHttpResponse response) throws IOException {
    byte[] body = ok(response).array();
    String length = response.headers().get("inference-header-content-length");
    int end = length == null ? body.length : Integer.parseInt(length);
    JsonNode tensor = JSON.readTree(body, 0, end).at("/outputs/0");
    requireName(tensor.path("name").asText());
    ByteBuffer rest =
        ByteBuffer.wrap(body, end, body.length - end).slice().order(ByteOrder.LITTLE_ENDIAN);
    int count = tensor.at("/shape/0").asInt();
    float[] scores = new float[count * CLASSES];
    switch (tensor.path("datatype").asText()) {
      case "FP32" -> {
        for (int i = 0; i < scores.length; i++) {
          scores[i] =
              rest.hasRemaining()
                  ? rest.getFloat()
                  : Float.parseFloat(tensor.at("/data/" + i).asText());
        }
      }
      case "INT64" -> {
        for (int i = 0; i < count; i++) {
          int label = rest.hasRemaining() ? (int) rest.getLong() : tensor.at("/data/" + i).asInt();
          scores[i * CLASSES + label] = 1;
        }
      }
      default -> {
        int each = tensor.at("/shape/1").asInt();
        for (int i = 0; i < count * each; i++) {
          entry(
              rest.hasRemaining() ? text(rest) : tensor.at("/data/" + i).asText(),
              scores,
              i / each);
        }
      }
    }
    return scores;
  }

  private void requireName(String name) {
    if (!name.equals(output)) {
      throw new AssertionError("the output is called " + name);
    }
  }

  private static String text(ByteBuffer bytes) {
    byte[] text = new byte[bytes.getInt()];
    bytes.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private static void entry(String entry, float[] scores, int image) {
    String[] parts = entry.split(":", 3);
    int k = Integer.parseInt(parts[1]);
    if (!TinyGate.NAMES.get(k).equals(parts[2])) {
      throw new AssertionError(entry);
    }
    scores[image * CLASSES + k] = Float.parseFloat(parts[0]);
  }

  private float[] grpc(ImageBatch images, boolean raw, int classes) {
    ModelInferRequest.InferInputTensor.Builder tensor =
        ModelInferRequest.InferInputTensor.newBuilder()
            .setName(input.name())
            .setDatatype(input.preprocessing().type().name());
    for (long axis : input.preprocessing().axes(images.count())) {
      tensor.addShape(axis);
    }
    ModelInferRequest.Builder request = ModelInferRequest.newBuilder().setModelName("tiny");
    if (raw) {
      request.addRawInputContents(ByteString.copyFrom(encoded(images)));
    } else {
      tensor.setContents(contents(images));
    }
    if (classes > 0) {
      request.addOutputs(
          ModelInferRequest.InferRequestedOutputTensor.newBuilder()
              .setName(output)
              .putParameters(
                  "classification", InferParameter.newBuilder().setInt64Param(classes).build()));
    }
    return grpc(grpc.modelInfer(request.addInputs(tensor).build()));
  }

  private InferTensorContents contents(ImageBatch images) {
    InferTensorContents.Builder contents = InferTensorContents.newBuilder();
    for (float value : input.preprocessing().values(images)) {
      if (input.preprocessing().type().name().equals("UINT8")) {
        contents.addUintContents(Math.round(value));
      } else {
        contents.addFp32Contents(value);
      }
    }
    return contents.build();
  }

  private float[] grpc(ModelInferResponse response) {
    ModelInferResponse.InferOutputTensor tensor = response.getOutputs(0);
    requireName(tensor.getName());
    int count = (int) tensor.getShape(0);
    float[] scores = new float[count * CLASSES];
    boolean raw = response.getRawOutputContentsCount() > 0;
    ByteBuffer bytes =
        (raw ? response.getRawOutputContents(0) : ByteString.EMPTY)
            .asReadOnlyByteBuffer()
            .order(ByteOrder.LITTLE_ENDIAN);
    InferTensorContents contents = tensor.getContents();
    switch (tensor.getDatatype()) {
      case "FP32" -> {
        for (int i = 0; i < scores.length; i++) {
          scores[i] = raw ? bytes.getFloat() : contents.getFp32Contents(i);
        }
      }
      case "INT64" -> {
        for (int i = 0; i < count; i++) {
          scores[i * CLASSES + (int) (raw ? bytes.getLong() : contents.getInt64Contents(i))] = 1;
        }
      }
      default -> {
        int each = (int) tensor.getShape(1);
        for (int i = 0; i < count * each; i++) {
          entry(raw ? text(bytes) : contents.getBytesContents(i).toStringUtf8(), scores, i / each);
        }
      }
    }
    return scores;
  }

  private float[] namedRows(ImageBatch images) throws IOException {
    String rows =
        IntStream.range(0, images.count())
            .mapToObj(i -> nested(images.slice(i, i + 1)).toString())
            .map(row -> "{\"" + input.name() + "\": " + row.substring(1, row.length() - 1) + "}")
            .collect(Collectors.joining(", "));
    return flow("{\"instances\": [" + rows + "]}");
  }

  private float[] flow(String request) throws IOException {
    JsonNode answer =
        JSON.readTree(
            ok(post(
                    "/v1/models/tiny:predict",
                    request.getBytes(StandardCharsets.UTF_8),
                    "application/json"))
                .array());
    JsonNode rows = answer.has("predictions") ? answer.get("predictions") : answer.get("outputs");
    float[] scores = new float[rows.size() * CLASSES];
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).isInt()) {
        scores[i * CLASSES + rows.get(i).asInt()] = 1;
      }
      for (int k = 0; k < rows.get(i).size(); k++) {
        scores[i * CLASSES + k] = Float.parseFloat(rows.get(i).get(k).asText());
      }
    }
    return scores;
  }

  static String formType() {
    return "multipart/form-data; boundary=some-boundary";
  }

  static byte[] form(ImageBatch images) {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    for (int i = 0; i < images.count(); i++) {
      form.writeBytes(
          "--some-boundary\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.png\"\r\n\r\n"
              .getBytes(StandardCharsets.UTF_8));
      form.writeBytes(ImageEncoding.PNG.encode(images, i));
      form.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    form.writeBytes("--some-boundary--\r\n".getBytes(StandardCharsets.UTF_8));
    return form.toByteArray();
  }

  private static float[] images(AggregatedHttpResponse response) throws IOException {
    JsonNode predictions = JSON.readTree(ok(response).array()).get("predictions");
    float[] scores = new float[predictions.size() * CLASSES];
    for (int i = 0; i < predictions.size(); i++) {
      JsonNode prediction = predictions.get(i);
      if (!prediction.has("scores")) {
        scores[i * CLASSES + prediction.get("class").asInt()] = 1;
      }
      for (JsonNode one : prediction.path("scores")) {
        scores[i * CLASSES + one.get("class").asInt()] =
            Float.parseFloat(one.get("score").asText());
      }
    }
    return scores;
  }

  private AggregatedHttpResponse post(String path, byte[] body, String type) {
    return http.execute(RequestHeaders.of(HttpMethod.POST, path, "content-type", type), body)
        .aggregate()
        .join();
  }

  private static HttpData ok(AggregatedHttpResponse response) {
    if (response.status().code() != 200) {
      throw new AssertionError(response.status() + " " + response.contentUtf8());
    }
    return response.content();
  }
}
