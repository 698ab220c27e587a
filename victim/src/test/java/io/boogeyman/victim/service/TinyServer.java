package io.boogeyman.victim.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.TlsKeyPair;
import com.linecorp.armeria.common.multipart.Multipart;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.grpc.GrpcService;
import inference.GRPCInferenceServiceGrpc;
import inference.InferTensorContents;
import inference.ModelInferRequest;
import inference.ModelInferResponse;
import inference.ModelMetadataRequest;
import inference.ModelMetadataResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;

/**
 * Serves the tiny model through every protocol, written after the protocols' documentation and
 * independently of the clients. What is in {@code troubles} is answered first, one a request.
 */
final class TinyServer implements AutoCloseable {
  static final List<String> NAMES = List.of("ant", "bee", "cat", "dog", "elk");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AtomicInteger images = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger mostUnderWay = new AtomicInteger();
  private final Deque<Function<AggregatedHttpRequest, HttpResponse>> troubles = new ArrayDeque<>();
  private final List<HttpHeaders> headers = new ArrayList<>();
  private final List<byte[]> bodies = new ArrayList<>();
  private final Server server;
  private volatile boolean rawContents = true;
  private volatile boolean binaryAnnounced = true;
  private volatile int largestBatch = Integer.MAX_VALUE;
  private volatile long delayMillis;

  private TinyServer(ServerBuilder builder) {
    server =
        builder
            .service(GrpcService.builder().addService(new Grpc()).build())
            .serviceUnder(
                "/",
                (context, request) ->
                    HttpResponse.of(
                        request
                            .aggregate()
                            .thenApplyAsync(this::answer, context.blockingTaskExecutor())))
            .build();
    server.start().join();
  }

  static TinyServer start() {
    return start(0);
  }

  static TinyServer start(int port) {
    return new TinyServer(Server.builder().http(port));
  }

  static TinyServer startTls() {
    return new TinyServer(Server.builder().https(0).tlsSelfSigned());
  }

  static TinyServer startTls(TlsKeyPair keys) {
    return new TinyServer(Server.builder().https(0).tls(keys));
  }

  int port() {
    return server.activeLocalPort();
  }

  String http(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  String grpc() {
    return "grpc://127.0.0.1:" + port() + "/tiny";
  }

  /** Images answered. */
  int images() {
    return images.get();
  }

  /** Requests for answers that came in. */
  int requests() {
    return requests.get();
  }

  int mostUnderWay() {
    return mostUnderWay.get();
  }

  /** The headers and bodies of requests for answers, as they came. */
  List<HttpHeaders> headers() {
    synchronized (headers) {
      return List.copyOf(headers);
    }
  }

  List<byte[]> bodies() {
    synchronized (headers) {
      return List.copyOf(bodies);
    }
  }

  TinyServer withoutRawContents() {
    rawContents = false;
    return this;
  }

  TinyServer withoutBinary() {
    binaryAnnounced = false;
    return this;
  }

  TinyServer taking(int mostImages) {
    largestBatch = mostImages;
    return this;
  }

  TinyServer slow(long millis) {
    delayMillis = millis;
    return this;
  }

  /** The next request is answered so. */
  TinyServer trouble(Function<AggregatedHttpRequest, HttpResponse> answer) {
    synchronized (troubles) {
      troubles.add(answer);
    }
    return this;
  }

  TinyServer trouble(HttpStatus status, String type, String body) {
    return trouble(
        request ->
            HttpResponse.of(
                ResponseHeaders.of(status, "content-type", type), HttpData.ofUtf8(body)));
  }

  private HttpResponse answer(AggregatedHttpRequest request) {
    String path = request.path().replaceFirst("\\?.*", "");
    if (request.method().name().equals("GET")) {
      return metadata(path);
    }
    requests.incrementAndGet();
    synchronized (headers) {
      headers.add(request.headers());
      bodies.add(request.content().array());
    }
    mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    try {
      Thread.sleep(delayMillis);
      Optional<Function<AggregatedHttpRequest, HttpResponse>> trouble;
      synchronized (troubles) {
        trouble = Optional.ofNullable(troubles.poll());
      }
      return trouble.isPresent() ? trouble.get().apply(request) : infer(path, request);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      underWay.decrementAndGet();
    }
  }

  private HttpResponse metadata(String path) {
    return switch (path) {
      case "/v2" ->
          json(
              "{\"name\": \"tiny\", \"version\": \"1\", \"extensions\": ["
                  + (binaryAnnounced ? "\"binary_tensor_data\"" : "")
                  + "]}");
      case "/v2/models/tiny" ->
          json(
              """
              {"name": "tiny", "versions": ["1"], "platform": "test",
               "inputs": [{"name": "pixels", "datatype": "FP32", "shape": [-1, 3, 6, 4]}],
               "outputs": [{"name": "probs", "datatype": "FP32", "shape": [-1, 5]}]}
              """);
      case "/v1/models/tiny/metadata" ->
          json(
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
      default -> error(HttpStatus.NOT_FOUND, "there is no " + path);
    };
  }

  private HttpResponse infer(String path, AggregatedHttpRequest request)
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
            : error(HttpStatus.BAD_REQUEST, "no data URL");
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
              : error(HttpStatus.BAD_REQUEST, "no PNG");
      case "/label" -> {
        float[] probabilities = decoded(request.content().array());
        images.incrementAndGet();
        yield json("{\"class\": {\"number\": " + top(probabilities) + "}}");
      }
      case "/top-2" -> topTwo(decoded(request.content().array()));
      default -> error(HttpStatus.NOT_FOUND, "there is no " + path);
    };
  }

  private HttpResponse openInference(AggregatedHttpRequest request) throws IOException {
    byte[] body = request.content().array();
    String header = request.headers().get("inference-header-content-length");
    int end = header == null ? body.length : Integer.parseInt(header);
    JsonNode message = JSON.readTree(body, 0, end);
    JsonNode input = message.at("/inputs/0");
    int count = input.at("/shape/0").asInt();
    if (count > largestBatch) {
      return error(
          HttpStatus.BAD_REQUEST,
          "inference request batch-size must be <= " + largestBatch + " for 'tiny'");
    }
    if (!input.path("name").asText().equals("pixels")
        || !input.path("datatype").asText().equals("FP32")
        || !input.path("shape").toString().equals("[" + count + ",3,6,4]")) {
      return error(HttpStatus.BAD_REQUEST, "unexpected input " + input.path("shape"));
    }
    float[] values =
        header == null
            ? numbers(input.path("data"))
            : floats(ByteBuffer.wrap(body, end, input.at("/parameters/binary_data_size").asInt()));
    float[] output = predict(values, count);
    ObjectNode answer = JSON.createObjectNode().put("model_name", "tiny");
    ObjectNode tensor = answer.putArray("outputs").addObject();
    tensor.put("name", "probs").put("datatype", "FP32").putArray("shape").add(count).add(5);
    if (!message.at("/outputs/0/parameters/binary_data").asBoolean()) {
      ArrayNode data = tensor.putArray("data");
      for (float value : output) {
        data.add(value);
      }
      return json(answer.toString());
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
        rows.add(row(predict(channelsFirst(numbers(instance.path("pixels"))), 1), 0));
      }
    } else {
      JsonNode tensor = message.path("inputs").path("pixels");
      ArrayNode rows = answer.putArray("outputs");
      for (JsonNode image : tensor) {
        rows.add(row(predict(channelsFirst(numbers(image)), 1), 0));
      }
    }
    return json(answer.toString());
  }

  private static float[] channelsFirst(float... values) {
    float[] turned = new float[values.length];
    int area = values.length / 3;
    for (int i = 0; i < values.length; i++) {
      turned[i % 3 * area + i / 3] = values[i];
    }
    return turned;
  }

  /** Scores with names, in the order of their probability, in percent. */
  private HttpResponse items(byte[] file) {
    float[] probabilities = decoded(file);
    images.incrementAndGet();
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode labels = answer.putArray("responses").addObject().putArray("labels");
    StreamSupport.stream(row(probabilities, 0).spliterator(), false)
        .map(JsonNode::doubleValue)
        .sorted((a, b) -> Double.compare(b, a))
        .forEach(
            score -> {
              for (int k = 0; k < probabilities.length; k++) {
                if (probabilities[k] == (float) (double) score) {
                  labels.addObject().put("description", NAMES.get(k)).put("score", score);
                }
              }
            });
    return json(answer.toString());
  }

  private HttpResponse topTwo(float... probabilities) {
    images.incrementAndGet();
    int first = top(probabilities);
    float[] rest = probabilities.clone();
    rest[first] = 0;
    int second = top(rest);
    return json(
        "{\"Labels\": [{\"Name\": \"%s\", \"Confidence\": %s}, {\"Name\": \"%s\", \"Confidence\": %s}]}"
            .formatted(
                NAMES.get(second),
                100.0 * probabilities[second],
                NAMES.get(first),
                100.0 * probabilities[first]));
  }

  private HttpResponse list(byte[] file) {
    ObjectNode answer = JSON.createObjectNode();
    answer.putArray("predictions").addObject().set("scores", row(decoded(file), 0));
    images.incrementAndGet();
    return json(answer.toString());
  }

  private static float[] decoded(byte[] file) {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
      int[] pixels = new int[TinyModel.VALUES];
      for (int i = 0; i < pixels.length; i++) {
        int rgb = image.getRGB(i / 3 % 4, i / 3 / 4);
        pixels[i] = rgb >> (16 - 8 * (i % 3)) & 0xff;
      }
      return TinyModel.predictPixels(pixels);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int top(float... probabilities) {
    int top = 0;
    for (int k = 1; k < probabilities.length; k++) {
      top = probabilities[k] > probabilities[top] ? k : top;
    }
    return top;
  }

  private float[] predict(float[] values, int count) {
    images.addAndGet(count);
    float[] all = new float[5 * count];
    for (int i = 0; i < count; i++) {
      float[] one =
          TinyModel.predict(
              Arrays.copyOfRange(values, i * TinyModel.VALUES, (i + 1) * TinyModel.VALUES));
      System.arraycopy(one, 0, all, 5 * i, 5);
    }
    return all;
  }

  private static ArrayNode row(float[] values, int row) {
    ArrayNode list = JSON.createArrayNode();
    for (int k = 0; k < 5; k++) {
      list.add(values[5 * row + k]);
    }
    return list;
  }

  private static float[] numbers(JsonNode node) {
    List<Float> all = new ArrayList<>();
    collect(node, all);
    float[] values = new float[all.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = all.get(i);
    }
    return values;
  }

  private static void collect(JsonNode node, List<Float> into) {
    if (node.isArray()) {
      node.forEach(element -> collect(element, into));
    } else {
      into.add(Float.parseFloat(node.asText()));
    }
  }

  private static float[] floats(ByteBuffer bytes) {
    float[] values = new float[bytes.remaining() / 4];
    bytes.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  static HttpResponse json(String body) {
    return HttpResponse.of(HttpStatus.OK, MediaType.JSON, body);
  }

  static HttpResponse error(HttpStatus status, String message) {
    return HttpResponse.of(
        status, MediaType.JSON, JSON.createObjectNode().put("error", message).toString());
  }

  /** Begins to end. What comes after needs another port only, and its threads take 2 s to rest. */
  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the rest
  public void close() {
    server.stop();
  }

  /** Ends, so that its port is free. */
  void end() {
    server.stop().join();
  }

  private final class Grpc extends GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase {

    @Override
    public void modelMetadata(
        ModelMetadataRequest request, StreamObserver<ModelMetadataResponse> to) {
      if (!request.getName().equals("tiny")) {
        to.onError(
            Status.NOT_FOUND
                .withDescription("unknown model " + request.getName())
                .asRuntimeException());
        return;
      }
      to.onNext(
          ModelMetadataResponse.newBuilder()
              .setName("tiny")
              .addInputs(tensor("pixels", -1, 3, 6, 4))
              .addOutputs(tensor("probs", -1, 5))
              .build());
      to.onCompleted();
    }

    private ModelMetadataResponse.TensorMetadata tensor(String name, long... shape) {
      ModelMetadataResponse.TensorMetadata.Builder tensor =
          ModelMetadataResponse.TensorMetadata.newBuilder().setName(name).setDatatype("FP32");
      Arrays.stream(shape).forEach(tensor::addShape);
      return tensor.build();
    }

    @Override
    public void modelInfer(ModelInferRequest request, StreamObserver<ModelInferResponse> to) {
      requests.incrementAndGet();
      synchronized (headers) {
        headers.add(ServiceRequestContext.current().request().headers());
      }
      int count = (int) request.getInputs(0).getShape(0);
      if (count > largestBatch) {
        to.onError(
            Status.INVALID_ARGUMENT
                .withDescription("inference request batch-size must be <= " + largestBatch)
                .asRuntimeException());
        return;
      }
      float[] output =
          predict(floats(request.getRawInputContents(0).asReadOnlyByteBuffer()), count);
      ModelInferResponse.InferOutputTensor.Builder tensor =
          ModelInferResponse.InferOutputTensor.newBuilder()
              .setName("probs")
              .setDatatype("FP32")
              .addShape(count)
              .addShape(5);
      ModelInferResponse.Builder answer = ModelInferResponse.newBuilder().setModelName("tiny");
      if (rawContents) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * output.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(output);
        answer.addRawOutputContents(ByteString.copyFrom(bytes));
      } else {
        InferTensorContents.Builder contents = InferTensorContents.newBuilder();
        for (float value : output) {
          contents.addFp32Contents(value);
        }
        tensor.setContents(contents);
      }
      to.onNext(answer.addOutputs(tensor).build());
      to.onCompleted();
    }
  }
}
