package io.boogeyman.guard.server;

import com.linecorp.armeria.server.ServiceRequestContext;
import io.boogeyman.defend.policy.ClientName;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.netty.util.AttributeKey;
import java.util.Optional;
import java.util.Set;

/** Finds out who asks over gRPC, before a message is read; strangers are sent away. */
final class GrpcClients implements ServerInterceptor {
  private static final AttributeKey<ClientName> CLIENT =
      AttributeKey.valueOf(GrpcClients.class, "client");
  private static final Set<String> FOR_CLIENTS =
      Set.of(
          "inference.GRPCInferenceService/ModelInfer",
          "inference.GRPCInferenceService/ModelMetadata");

  private final Reception reception;

  GrpcClients(Reception reception) {
    this.reception = reception;
  }

  /** Who was found out to ask. */
  static Optional<ClientName> of(ServiceRequestContext context) {
    return Optional.ofNullable(context.attr(CLIENT));
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    if (FOR_CLIENTS.contains(call.getMethodDescriptor().getFullMethodName())) {
      ServiceRequestContext context = ServiceRequestContext.current();
      Optional<ClientName> client = reception.client(context, context.request().headers());
      if (client.isEmpty()) {
        call.close(
            Refusal.UNKNOWN_CLIENT
                .grpc()
                .toStatus()
                .withDescription(Refusal.UNKNOWN_CLIENT.message()),
            new Metadata());
        return new ServerCall.Listener<>() {};
      }
      context.setAttr(CLIENT, client.get());
    }
    return next.startCall(call, headers);
  }
}
