package io.boogeyman.victim.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.multipart.Multipart;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.StreamSupport;

/** The protocols over HTTP: open inference, TensorFlow Serving, and several of nobody else. */
final class TinyHttp {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TinyServer server;

  TinyHttp(TinyServer server) {
    this.server = server;
  }

  HttpResponse metadata(String path) {
    return switch (path) {
      case "/v2" ->
          TinyServer.json(
              "{\"name\": \"tiny\", \"version\": \"1\", \"extensions\": ["
                  + (server.announcesBinary() ? "\"binary_tensor_data\"" : "")
                  + "]}");
      case "/v2/models/tiny" ->
          TinyServer.json(
              """
              {"name": "tiny", "versions": ["1"], "platform": "test",
               "inputs": [{"name": "pixels", "datatype": "FP32", "shape": [-1, 3, 6, 4]}],
               "outputs": [{"name": "probs", "datatype": "FP32", "shape": [-1, 5]}]}
              """);
      case "/v1/models/tiny/metadata" ->
          TinyServer.json(
              """
              {"model_spec": {"name": "tiny", "signature_name": "", "version": "1"},
               "metadata": {"signature_def": {"signature_def": {"serving_default": {
                 "inputs": {"pixels": {"dtype": "DT_FLOAT", "tensor_shape": {"dim": [
                   {"size": "-1", "name": ""}, {"size": "6", "name": ""},
                   {"size": "4", "name": ""}, {"size": "3", "name": ""}],
                   "unknown_rank": false}, "name": "serving_default_pixels:0"}},
                 "outputs": {"probs": {"dtype": "DT_FLOAT", "tensor_shape": {"dim": [
                   {"size": "-1", "name": ""}, {"size": "5", "name": ""}],
                   "unknown_rank": false}, "name": "StatefulPartitionedCall:0"}},
                 "method_name": "tensorflow/serving/predict"}}}}}
              """);
      default -> TinyServer.error(HttpStatus.NOT_FOUND, "there is no " + path);
    };
  }

  HttpResponse infer(String path, AggregatedHttpRequest request)
      throws IOException, InterruptedException {
    return switch (path) {
      case "/v2/models/tiny/infer" -> openInference(request);
      case "/v1/models/tiny:predict" -> tensorFlow(JSON.readTree(request.content().array()));
      case "/base64" ->
          items(
              Base64.getDecoder()
                  .decode(
                      JSON.readTree(request.content().array())
                          .at("/requests/0/image/content")
                          .textValue()));
      case "/url" -> {
        String url = JSON.readTree(request.content().array()).path("image").textValue();
        yield url.startsWith("data:image/png;base64,")
            ? list(Base64.getDecoder().decode(url.substring(url.indexOf(',') + 1)))
            : TinyServer.error(HttpStatus.BAD_REQUEST, "no data URL");
      }
      case "/multipart" ->
          list(
              Multipart.from(request.toHttpRequest())
                  .aggregate()
                  .join()
                  .field("upload")
                  .content()
                  .array());
      case "/body" ->
          request.contentType().is(MediaType.PNG)
              ? list(request.content().array())
              : TinyServer.error(HttpStatus.BAD_REQUEST, "no PNG");
      case "/label" -> {
        float[] probabilities = TinyTensors.decoded(request.content().array());
        server.answered(1);
        yield TinyServer.json("{\"class\": {\"number\": " + TinyTensors.top(probabilities) + "}}");
      }
      case "/top-2" -> topTwo(TinyTensors.decoded(request.content().array()));
      default -> TinyServer.error(HttpStatus.NOT_FOUND, "there is no " + path);
    };
  }

  private HttpResponse openInference(AggregatedHttpRequest request) throws IOException {
    byte[] body = request.content().array();
    String header = request.headers().get("inference-header-content-length");
    int end = header == null ? body.length : Integer.parseInt(header);
    JsonNode message = JSON.readTree(body, 0, end);
    JsonNode input = message.at("/inputs/0");
    int count = input.at("/shape/0").asInt();
    if (count > server.largestBatch()) {
      return TinyServer.error(
          HttpStatus.BAD_REQUEST,
          "inference request batch-size must be <= " + server.largestBatch() + " for 'tiny'");
    }
    if (!input.path("name").asText().equals("pixels")
        || !input.path("datatype").asText().equals("FP32")
        || !input.path("shape").toString().equals("[" + count + ",3,6,4]")) {
      return TinyServer.error(HttpStatus.BAD_REQUEST, "unexpected input " + input.path("shape"));
    }
    float[] values =
        header == null
            ? TinyTensors.numbers(input.path("data"))
            : TinyTensors.floats(
                ByteBuffer.wrap(body, end, input.at("/parameters/binary_data_size").asInt()));
    float[] output = server.predict(values, count);
    ObjectNode answer = JSON.createObjectNode().put("model_name", "tiny");
    ObjectNode tensor = answer.putArray("outputs").addObject();
    tensor.put("name", "probs").put("datatype", "FP32").putArray("shape").add(count).add(5);
    if (!message.at("/outputs/0/parameters/binary_data").asBoolean()) {
      ArrayNode data = tensor.putArray("data");
      for (float value : output) {
        data.add(value);
      }
      return TinyServer.json(answer.toString());
    }
    tensor.putObject("parameters").put("binary_data_size", 4 * output.length);
    byte[] head = JSON.writeValueAsBytes(answer);
    byte[] all = Arrays.copyOf(head, head.length + 4 * output.length);
    ByteBuffer.wrap(all, head.length, 4 * output.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .put(output);
    return HttpResponse.of(
        ResponseHeaders.of(
            HttpStatus.OK,
            "content-type",
            "application/octet-stream",
            "inference-header-content-length",
            head.length),
        HttpData.wrap(all));
  }

  private HttpResponse tensorFlow(JsonNode message) {
    ObjectNode answer = JSON.createObjectNode();
    if (message.has("instances")) {
      ArrayNode rows = answer.putArray("predictions");
      for (JsonNode instance : message.path("instances")) {
        rows.add(
            row(
                server.predict(
                    TinyTensors.channelsFirst(TinyTensors.numbers(instance.path("pixels"))), 1),
                0));
      }
    } else {
      JsonNode tensor = message.path("inputs").path("pixels");
      ArrayNode rows = answer.putArray("outputs");
      for (JsonNode image : tensor) {
        rows.add(row(server.predict(TinyTensors.channelsFirst(TinyTensors.numbers(image)), 1), 0));
      }
    }
    return TinyServer.json(answer.toString());
  }

  /** Scores with names, in the order of their probability, in percent. */
  private HttpResponse items(byte[] file) {
    float[] probabilities = TinyTensors.decoded(file);
    server.answered(1);
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode labels = answer.putArray("responses").addObject().putArray("labels");
    StreamSupport.stream(row(probabilities, 0).spliterator(), false)
        .map(JsonNode::doubleValue)
        .sorted((a, b) -> Double.compare(b, a))
        .forEach(
            score -> {
              for (int k = 0; k < probabilities.length; k++) {
                if (probabilities[k] == (float) (double) score) {
                  labels
                      .addObject()
                      .put("description", TinyServer.NAMES.get(k))
                      .put("score", score);
                }
              }
            });
    return TinyServer.json(answer.toString());
  }

  private HttpResponse topTwo(float... probabilities) {
    server.answered(1);
    int first = TinyTensors.top(probabilities);
    float[] rest = probabilities.clone();
    rest[first] = 0;
    int second = TinyTensors.top(rest);
    return TinyServer.json(
        "{\"Labels\": [{\"Name\": \"%s\", \"Confidence\": %s}, {\"Name\": \"%s\", \"Confidence\": %s}]}"
            .formatted(
                TinyServer.NAMES.get(second),
                100.0 * probabilities[second],
                TinyServer.NAMES.get(first),
                100.0 * probabilities[first]));
  }

  private HttpResponse list(byte[] file) {
    ObjectNode answer = JSON.createObjectNode();
    answer.putArray("predictions").addObject().set("scores", row(TinyTensors.decoded(file), 0));
    server.answered(1);
    return TinyServer.json(answer.toString());
  }

  private static ArrayNode row(float[] values, int row) {
    ArrayNode list = JSON.createArrayNode();
    for (int k = 0; k < 5; k++) {
      list.add(values[5 * row + k]);
    }
    return list;
  }
}
