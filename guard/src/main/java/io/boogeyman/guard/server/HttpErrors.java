package io.boogeyman.guard.server;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.logging.RequestLogProperty;
import com.linecorp.armeria.common.stream.CancelledSubscriptionException;
import com.linecorp.armeria.common.stream.ClosedStreamException;
import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.HttpResponseException;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.RequestTimeoutException;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.boogeyman.guard.protocol.ErrorText;
import io.grpc.Status;
import java.util.regex.Pattern;

/** What is wrong with a request before it reaches a protocol, in the protocols' form. */
final class HttpErrors implements ServerErrorHandler {
  /** Clients of gRPC would else say that they cannot read the answer, and not what is wrong. */
  private static final AggregatedHttpResponse NO_SUCH_METHOD =
      AggregatedHttpResponse.of(
          ResponseHeaders.builder(HttpStatus.OK)
              .contentType(MediaType.parse("application/grpc"))
              .add("grpc-status", Integer.toString(Status.Code.UNIMPLEMENTED.value()))
              .add("grpc-message", "the gateway does not serve this method")
              .build());

  /** Paths that take images. */
  private static final Pattern ASKED =
      Pattern.compile("(/images/[^?]+|/v2/models/[^?]+/infer|/v1/models/[^?]+:predict)([?].*)?");

  private final Limits limits;
  private final TrafficListener listener;

  HttpErrors(Limits limits, TrafficListener listener) {
    this.limits = limits;
    this.listener = listener;
  }

  @Override
  public HttpResponse onServiceException(ServiceRequestContext context, Throwable thrown) {
    Throwable cause = Exceptions.peel(thrown);
    if (cause instanceof ContentTooLargeException) {
      return tooLarge(context.maxRequestLength());
    }
    if (cause instanceof HeldBodies.FullException) {
      return Refusal.SHED.http();
    }
    if (cause instanceof RequestTimeoutException) {
      return timeout(context);
    }
    if (cause instanceof HttpResponseException || cause instanceof HttpStatusException) {
      return ServerErrorHandler.ofDefault().onServiceException(context, cause);
    }
    if (!context.isCancelled() && !isTheClientGone(cause)) {
      listener.failed(cause);
    }
    return Refusal.FAILED.http();
  }

  private static boolean isTheClientGone(Throwable cause) {
    return cause instanceof ClosedStreamException // a closed connection's among them
        || cause instanceof CancelledSubscriptionException;
  }

  private static HttpResponse tooLarge(long most) {
    return response(HttpStatus.REQUEST_ENTITY_TOO_LARGE, tooLargeText(most));
  }

  private static String tooLargeText(long most) {
    return "the body is larger than the %,d bytes that a request may have".formatted(most);
  }

  private HttpResponse timeout(ServiceRequestContext context) {
    boolean sent = context.log().isAvailable(RequestLogProperty.REQUEST_END_TIME);
    return sent
        ? response(
            HttpStatus.SERVICE_UNAVAILABLE,
            "no answer within " + limits.answering().toSeconds() + " seconds; ask again later")
        : response(
            HttpStatus.REQUEST_TIMEOUT,
            "the body was not sent within " + limits.sending().toSeconds() + " seconds");
  }

  private static HttpResponse response(HttpStatus status, String message) {
    return HttpResponse.of(status, MediaType.JSON, HttpData.wrap(ErrorText.of(message)));
  }

  @Override
  public AggregatedHttpResponse renderStatus(
      ServiceRequestContext context,
      ServiceConfig config,
      RequestHeaders headers,
      HttpStatus status,
      String description,
      Throwable cause) {
    return status.equals(HttpStatus.NOT_FOUND) && isGrpc(headers)
        ? NO_SUCH_METHOD
        : rendered(status, headers, context.maxRequestLength());
  }

  /** RFC 9110 §15.5.6: who takes the wrong method is told the right one. */
  private AggregatedHttpResponse rendered(HttpStatus status, RequestHeaders headers, long most) {
    AggregatedHttpResponse answer = rendered(status, most);
    if (!status.equals(HttpStatus.METHOD_NOT_ALLOWED)) {
      return answer;
    }
    String right = ASKED.matcher(headers.path()).matches() ? "POST" : "GET";
    return AggregatedHttpResponse.of(
        answer.headers().toBuilder().set(HttpHeaderNames.ALLOW, right).build(), answer.content());
  }

  private static boolean isGrpc(RequestHeaders headers) {
    MediaType type = headers.contentType();
    return type != null && type.subtype().matches("grpc([+].*)?");
  }

  @Override
  public AggregatedHttpResponse onProtocolViolation(
      ServiceConfig config,
      RequestHeaders headers,
      HttpStatus status,
      String description,
      Throwable cause) {
    return rendered(status, limits.bodyBytes());
  }

  private AggregatedHttpResponse rendered(HttpStatus status, long most) {
    String message =
        switch (status.code()) {
          case 400 -> "the request is no HTTP that can be read";
          case 404 -> "there is nothing at this address";
          case 405 -> "this address takes another method";
          case 413 -> tooLargeText(most);
          case 414, 431 ->
              "the headers are larger than the %,d bytes that a request may have"
                  .formatted(limits.headerBytes());
          default -> status.reasonPhrase();
        };
    return AggregatedHttpResponse.of(
        ResponseHeaders.builder(status).contentType(MediaType.JSON).build(),
        HttpData.wrap(ErrorText.of(message)));
  }
}
