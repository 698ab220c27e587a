package io.boogeyman.victim.service.protocol;

import com.google.protobuf.ByteString;
import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.grpc.GrpcClientBuilder;
import com.linecorp.armeria.client.grpc.GrpcClients;
import inference.GRPCInferenceServiceGrpc;
import inference.InferTensorContents;
import inference.ModelInferRequest;
import inference.ModelInferResponse;
import inference.ModelMetadataRequest;
import inference.ModelMetadataResponse;
import io.boogeyman.victim.service.call.Access;
import io.boogeyman.victim.service.call.GrpcAccess;
import io.boogeyman.victim.service.call.ServiceFailure;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Open Inference Protocol v2 over gRPC. Tensors go as bytes (raw_input_contents), as every
 * server takes them and half precision needs; they are read either way.
 */
final class OpenInferenceGrpc implements TensorService {
  private static final Pattern ADDRESS =
      Pattern.compile("(grpcs?)://([^/]+)/([^/]+)(?:/([^/]+))?/?");

  private final Access access;
  private final String model;
  private final String version;
  private final ClientFactory factory;
  private final GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub stub;

  OpenInferenceGrpc(String address, Access access) {
    Matcher parts = ADDRESS.matcher(address);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          address + " is no gRPC address: write it as grpc://HOST:PORT/MODEL, or grpcs:// for TLS");
    }
    this.access = access;
    this.model = parts.group(3);
    this.version = Optional.ofNullable(parts.group(4)).orElse("");
    this.factory = GrpcAccess.factory(access);
    String scheme = parts.group(1).equals("grpcs") ? "gproto+https://" : "gproto+http://";
    GrpcClientBuilder builder = GrpcClients.builder(scheme + parts.group(2) + "/");
    this.stub =
        GrpcAccess.configure(builder.factory(factory), access)
            .build(GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub.class);
  }

  @Override
  public ModelMetadata metadata() throws ServiceFailure {
    ModelMetadataRequest request =
        ModelMetadataRequest.newBuilder().setName(model).setVersion(version).build();
    ModelMetadataResponse response = GrpcAccess.call(() -> stub.modelMetadata(request), access);
    return new ModelMetadata(tensors(response.getInputsList()), tensors(response.getOutputsList()));
  }

  private static List<TensorMetadata> tensors(
      List<ModelMetadataResponse.TensorMetadata> described) {
    return described.stream()
        .map(
            tensor ->
                new TensorMetadata(tensor.getName(), tensor.getDatatype(), tensor.getShapeList()))
        .toList();
  }

  @Override
  public float[] infer(TensorRequest request) throws ServiceFailure {
    ModelInferRequest.InferInputTensor.Builder input =
        ModelInferRequest.InferInputTensor.newBuilder()
            .setName(request.input().orElse("input"))
            .setDatatype(request.type().name());
    for (long axis : request.axes()) {
      input.addShape(axis);
    }
    ModelInferRequest.Builder message =
        ModelInferRequest.newBuilder()
            .setModelName(model)
            .setModelVersion(version)
            .addInputs(input)
            .addRawInputContents(ByteString.copyFrom(request.encoded()));
    request
        .output()
        .ifPresent(
            name ->
                message.addOutputs(
                    ModelInferRequest.InferRequestedOutputTensor.newBuilder().setName(name)));
    return output(request, GrpcAccess.call(() -> stub.modelInfer(message.build()), access));
  }

  private float[] output(TensorRequest request, ModelInferResponse response) throws ServiceFailure {
    int raw = 0;
    for (ModelInferResponse.InferOutputTensor output : response.getOutputsList()) {
      boolean wanted =
          request.output().map(output.getName()::equals).orElse(response.getOutputsCount() == 1);
      if (wanted) {
        return values(output, raw, response);
      }
      raw++;
    }
    throw access.failure(
        ServiceFailure.Kind.LASTING,
        "answered no output "
            + request.output().map(name -> "'" + name + "'").orElse("that can be told apart")
            + "; output.name names the one to take");
  }

  private float[] values(
      ModelInferResponse.InferOutputTensor output, int raw, ModelInferResponse response)
      throws ServiceFailure {
    if (response.getRawOutputContentsCount() == 0) {
      return contents(output.getContents());
    }
    Optional<float[]> values =
        raw < response.getRawOutputContentsCount()
            ? NumberReader.ofBytes(
                ByteBuffer.wrap(response.getRawOutputContents(raw).toByteArray()),
                output.getDatatype())
            : Optional.empty();
    return values.orElseThrow(
        () ->
            access.failure(
                ServiceFailure.Kind.LASTING,
                "answered what are no numbers in output "
                    + output.getName()
                    + " of type "
                    + output.getDatatype()));
  }

  private static float[] contents(InferTensorContents contents) {
    List<Number> numbers = new ArrayList<>();
    numbers.addAll(contents.getFp32ContentsList());
    numbers.addAll(contents.getFp64ContentsList());
    numbers.addAll(contents.getIntContentsList());
    numbers.addAll(contents.getInt64ContentsList());
    numbers.addAll(contents.getUintContentsList());
    numbers.addAll(contents.getUint64ContentsList());
    float[] values = new float[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = numbers.get(i).floatValue();
    }
    return values;
  }

  @Override
  public void close() {
    factory.close();
  }
}
