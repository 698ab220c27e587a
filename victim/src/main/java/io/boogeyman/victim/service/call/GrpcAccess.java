package io.boogeyman.victim.service.call;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.grpc.GrpcClientBuilder;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.EOFException;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

/**
 * Calls over gRPC: the same time limits, headers and trust as over HTTP, and the same failures. In
 * a class of its own, so that Armeria is loaded for gRPC only.
 */
public final class GrpcAccess {
  /** As HTTP has it: gRPC's own pushback is for retries within a call. */
  private static final Metadata.Key<String> RETRY_AFTER =
      Metadata.Key.of("retry-after", Metadata.ASCII_STRING_MARSHALLER);

  private GrpcAccess() {}

  /** Connections, closed by whoever asked for them. */
  public static ClientFactory factory(Access access) {
    return ClientFactory.builder()
        .connectTimeout(Access.CONNECT_TIMEOUT)
        .tlsCustomizer(tls -> tls.trustManager(access.trust()))
        .build();
  }

  /**
   * A client with the limits and headers of {@code access}.
   *
   * @throws IllegalArgumentException if a header's secret is missing
   */
  public static GrpcClientBuilder configure(GrpcClientBuilder client, Access access) {
    access.revealedHeaders().forEach(client::setHeader);
    return client
        .intercept(new Traced())
        .responseTimeout(access.timeout())
        .maxResponseLength(Access.LONGEST_ANSWER)
        .maxResponseMessageLength(Access.LONGEST_ANSWER);
  }

  private static final class Traced implements ClientInterceptor {
    @Override
    public <A, B> ClientCall<A, B> interceptCall(
        MethodDescriptor<A, B> method, CallOptions options, Channel next) {
      return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
        @Override
        public void start(Listener<B> listener, Metadata headers) {
          TraceContext.addTo(
              (name, value) ->
                  headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
          super.start(listener, headers);
        }
      };
    }
  }

  /** Makes a call. */
  public static <T> T call(Supplier<T> call, Access access) throws ServiceFailure {
    try {
      return call.get();
    } catch (StatusRuntimeException e) {
      throw failure(e, access);
    }
  }

  private static ServiceFailure failure(StatusRuntimeException e, Access access) {
    Status status = e.getStatus();
    String words = access.quoted(Optional.ofNullable(status.getDescription()).orElse(""));
    if (Words.hasCause(e, SSLException.class) && !Words.hasCause(e, EOFException.class)) {
      return access.failure(
          ServiceFailure.Kind.LASTING, "cannot be reached safely; " + Trust.ADVICE);
    }
    if (status.getCode() == Status.Code.UNAVAILABLE && e.getCause() != null && words.isEmpty()) {
      return access.failure(ServiceFailure.Kind.AWAY, "cannot be reached");
    }
    return access.failure(
        kind(status.getCode(), words),
        "answered " + status.getCode() + (words.isEmpty() ? "" : " (" + words + ")"),
        RetryAfter.parse(
            Optional.ofNullable(e.getTrailers()).map(trailers -> trailers.get(RETRY_AFTER)),
            Optional.empty()));
  }

  private static ServiceFailure.Kind kind(Status.Code code, String words) {
    return switch (code) {
      case UNAVAILABLE -> ServiceFailure.Kind.AWAY;
      case RESOURCE_EXHAUSTED ->
          Words.meanTooLarge(words) ? ServiceFailure.Kind.TOO_LARGE : ServiceFailure.Kind.BUSY;
      case INVALID_ARGUMENT, OUT_OF_RANGE ->
          Words.meanTooLarge(words) ? ServiceFailure.Kind.TOO_LARGE : ServiceFailure.Kind.LASTING;
      case NOT_FOUND, UNIMPLEMENTED -> ServiceFailure.Kind.ABSENT;
      case DEADLINE_EXCEEDED, CANCELLED, INTERNAL, UNKNOWN, ABORTED, DATA_LOSS ->
          ServiceFailure.Kind.PASSING;
      default -> ServiceFailure.Kind.LASTING;
    };
  }
}
