package io.boogeyman.guard.server;

import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.boogeyman.defend.policy.ClientName;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.netty.util.AttributeKey;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out who asks over gRPC, before a message is read; strangers, and packed messages, are
 * refused.
 */
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

  /**
   * Whether a method is for clients alone.
   *
   * @param name with its service, as in a path
   */
  static boolean isForClients(String name) {
    return FOR_CLIENTS.contains(name);
  }

  /** Who was found out to ask. */
  static Optional<ClientName> of(ServiceRequestContext context) {
    return Optional.ofNullable(context.attr(CLIENT));
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    ServiceRequestContext context = ServiceRequestContext.current();
    RequestHeaders sent = context.request().headers();
    if (!sent.get("grpc-encoding", "identity").equals("identity")) {
      return refuse(call, Refusal.PACKED);
    }
    if (isForClients(call.getMethodDescriptor().getFullMethodName())) {
      Optional<ClientName> client = reception.client(context, sent);
      if (client.isEmpty()) {
        return refuse(call, Refusal.UNKNOWN_CLIENT);
      }
      context.setAttr(CLIENT, client.get());
    }
    return next.startCall(call, headers);
  }

  private static <Q> ServerCall.Listener<Q> refuse(ServerCall<Q, ?> call, Refusal refusal) {
    call.close(refusal.grpc().toStatus().withDescription(refusal.message()), new Metadata());
    return new ServerCall.Listener<>() {};
  }
}
