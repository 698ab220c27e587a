package io.boogeyman.guard.server;

import com.linecorp.armeria.common.util.TimeoutMode;
import com.linecorp.armeria.server.ServiceRequestContext;
import inference.GRPCInferenceServiceGrpc;
import inference.ModelInferRequest;
import inference.ModelInferResponse;
import inference.ModelMetadataRequest;
import inference.ModelMetadataResponse;
import inference.ModelReadyRequest;
import inference.ModelReadyResponse;
import inference.ServerLiveRequest;
import inference.ServerLiveResponse;
import inference.ServerMetadataRequest;
import inference.ServerMetadataResponse;
import inference.ServerReadyRequest;
import inference.ServerReadyResponse;
import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.guard.protocol.OpenInferenceMessages;
import io.boogeyman.guard.protocol.OpenInferenceMetadata;
import io.boogeyman.guard.protocol.RequestException;
import io.boogeyman.guard.protocol.ServedModel;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The Open Inference Protocol over gRPC. */
final class GrpcAsking extends GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase {
  static final String NAME = "open-inference-grpc";

  private final Reception reception;
  private final Readiness readiness;

  GrpcAsking(Reception reception, Readiness readiness) {
    this.reception = reception;
    this.readiness = readiness;
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // told of either end
  public void modelInfer(ModelInferRequest request, StreamObserver<ModelInferResponse> to) {
    ServiceRequestContext context = ServiceRequestContext.current();
    Optional<ClientName> client = GrpcClients.of(context);
    if (client.isEmpty()) {
      to.onError(Refusal.UNKNOWN_CLIENT.exception());
      return;
    }
    context.setRequestTimeout(TimeoutMode.SET_FROM_NOW, reception.limits().answering());
    reception
        .<ModelInferResponse>ask(
            NAME, context, client.get(), model -> OpenInferenceMessages.read(request, model))
        .whenComplete(
            (outcome, failure) -> {
              if (failure == null) {
                answer(context, outcome, to);
              } else {
                reception.listener().failed(failure);
                to.onError(Refusal.FAILED.exception());
              }
            });
  }

  @SuppressWarnings("FutureReturnValueIgnored") // an answer into a closed stream is dropped
  private static void answer(
      ServiceRequestContext context,
      Reception.Outcome<ModelInferResponse> outcome,
      StreamObserver<ModelInferResponse> to) {
    if (outcome.reply().isEmpty()) {
      to.onError(outcome.refusal().orElse(Refusal.FAILED).exception());
    } else if (outcome.delay().isZero()) {
      answer(outcome.reply().get(), to);
    } else {
      context.setRequestTimeout(TimeoutMode.EXTEND, outcome.delay());
      context
          .eventLoop()
          .schedule(
              () -> answer(outcome.reply().get(), to),
              outcome.delay().toMillis(),
              TimeUnit.MILLISECONDS);
    }
  }

  private static <T> void answer(T response, StreamObserver<T> to) {
    to.onNext(response);
    to.onCompleted();
  }

  @Override
  public void modelMetadata(
      ModelMetadataRequest request, StreamObserver<ModelMetadataResponse> to) {
    if (GrpcClients.of(ServiceRequestContext.current()).isEmpty()) {
      to.onError(Refusal.UNKNOWN_CLIENT.exception());
      return;
    }
    ServedModel model = reception.model();
    try {
      model.require(request.getName(), request.getVersion());
      answer(OpenInferenceMetadata.modelMessage(model), to);
    } catch (RequestException e) {
      to.onError(Refusal.of(e).exception());
    }
  }

  @Override
  public void modelReady(ModelReadyRequest request, StreamObserver<ModelReadyResponse> to) {
    try {
      reception.model().require(request.getName(), request.getVersion());
      answer(ModelReadyResponse.newBuilder().setReady(readiness.isReady()).build(), to);
    } catch (RequestException e) {
      to.onError(Refusal.of(e).exception());
    }
  }

  @Override
  public void serverLive(ServerLiveRequest request, StreamObserver<ServerLiveResponse> to) {
    answer(ServerLiveResponse.newBuilder().setLive(true).build(), to);
  }

  @Override
  public void serverReady(ServerReadyRequest request, StreamObserver<ServerReadyResponse> to) {
    answer(ServerReadyResponse.newBuilder().setReady(readiness.isReady()).build(), to);
  }

  @Override
  public void serverMetadata(
      ServerMetadataRequest request, StreamObserver<ServerMetadataResponse> to) {
    answer(OpenInferenceMetadata.serverMessage(ServerVersion.TEXT), to);
  }
}
