package io.boogeyman.victim.service;

import com.google.protobuf.ByteString;
import com.linecorp.armeria.server.ServiceRequestContext;
import inference.GRPCInferenceServiceGrpc;
import inference.InferTensorContents;
import inference.ModelInferRequest;
import inference.ModelInferResponse;
import inference.ModelMetadataRequest;
import inference.ModelMetadataResponse;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The open inference protocol over gRPC. */
final class TinyGrpc extends GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase {
  private static final Metadata.Key<String> RETRY_AFTER =
      Metadata.Key.of("retry-after", Metadata.ASCII_STRING_MARSHALLER);

  private final TinyServer server;

  TinyGrpc(TinyServer server) {
    this.server = server;
  }

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
    server.asked(ServiceRequestContext.current().request().headers());
    if (server.grpcPause().isPresent()) {
      Metadata trailers = new Metadata();
      trailers.put(RETRY_AFTER, server.grpcPause().get());
      to.onError(Status.RESOURCE_EXHAUSTED.asRuntimeException(trailers));
      return;
    }
    int count = (int) request.getInputs(0).getShape(0);
    if (count > server.largestBatch()) {
      to.onError(
          Status.INVALID_ARGUMENT
              .withDescription("inference request batch-size must be <= " + server.largestBatch())
              .asRuntimeException());
      return;
    }
    float[] output =
        server.predict(
            TinyTensors.floats(request.getRawInputContents(0).asReadOnlyByteBuffer()), count);
    ModelInferResponse.InferOutputTensor.Builder tensor =
        ModelInferResponse.InferOutputTensor.newBuilder()
            .setName("probs")
            .setDatatype("FP32")
            .addShape(count)
            .addShape(5);
    ModelInferResponse.Builder answer = ModelInferResponse.newBuilder().setModelName("tiny");
    if (server.answersRaw()) {
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
