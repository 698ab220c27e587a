package io.boogeyman.guard.server;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import io.boogeyman.core.prediction.PredictionException;
import io.boogeyman.core.text.OneLine;
import io.boogeyman.defend.policy.Decision;
import io.boogeyman.guard.protocol.ErrorText;
import io.boogeyman.guard.protocol.RequestException;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Optional;

/**
 * Why a request is not answered, in every protocol's own form.
 *
 * @param status over HTTP
 * @param grpc over gRPC
 * @param message in one line
 * @param retryAfter when it may be sent again, if that is known
 */
record Refusal(HttpStatus status, Status.Code grpc, String message, Optional<Duration> retryAfter) {
  private static final Metadata.Key<String> RETRY_AFTER =
      Metadata.Key.of("retry-after", Metadata.ASCII_STRING_MARSHALLER);

  static final Refusal UNKNOWN_CLIENT =
      of(
          HttpStatus.UNAUTHORIZED,
          Status.Code.UNAUTHENTICATED,
          "say who you are: the gateway knows no client by what was sent");
  static final Refusal SHED =
      new Refusal(
          HttpStatus.TOO_MANY_REQUESTS,
          Status.Code.RESOURCE_EXHAUSTED,
          "the gateway has too much to do; ask again later",
          Optional.of(Duration.ofSeconds(1)));
  static final Refusal FAILED =
      of(HttpStatus.INTERNAL_SERVER_ERROR, Status.Code.INTERNAL, "the gateway failed");
  static final Refusal PACKED =
      of(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          Status.Code.UNIMPLEMENTED,
          "what is sent is packed; send it without Content-Encoding or grpc-encoding");

  private static Refusal of(HttpStatus status, Status.Code grpc, String message) {
    return new Refusal(status, grpc, message, Optional.empty());
  }

  static Refusal of(RequestException e) {
    return switch (e.fault()) {
      case MALFORMED -> of(HttpStatus.BAD_REQUEST, Status.Code.INVALID_ARGUMENT, e.getMessage());
      case TOO_LARGE ->
          of(HttpStatus.REQUEST_ENTITY_TOO_LARGE, Status.Code.INVALID_ARGUMENT, e.getMessage());
      case UNKNOWN -> of(HttpStatus.NOT_FOUND, Status.Code.NOT_FOUND, e.getMessage());
      case UNSUPPORTED ->
          of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, Status.Code.UNIMPLEMENTED, e.getMessage());
    };
  }

  static Refusal of(Decision.Refused refused) {
    String message = OneLine.of(refused.message());
    return switch (refused.reason()) {
      case OVER_BUDGET, OVERLOADED ->
          new Refusal(
              HttpStatus.TOO_MANY_REQUESTS,
              Status.Code.RESOURCE_EXHAUSTED,
              message,
              refused.retryAfter());
      case SUSPECTED ->
          new Refusal(
              HttpStatus.FORBIDDEN, Status.Code.PERMISSION_DENIED, message, refused.retryAfter());
      case UNAVAILABLE ->
          new Refusal(
              HttpStatus.SERVICE_UNAVAILABLE,
              Status.Code.UNAVAILABLE,
              message,
              refused.retryAfter());
    };
  }

  /** What went wrong with the model says more of it than clients are to know. */
  static Refusal of(PredictionException failure) {
    return new Refusal(
        HttpStatus.SERVICE_UNAVAILABLE,
        Status.Code.UNAVAILABLE,
        "the model does not answer",
        Optional.of(Duration.ofSeconds(1)));
  }

  HttpResponse http() {
    ResponseHeadersBuilder headers = ResponseHeaders.builder(status).contentType(MediaType.JSON);
    retryAfter.ifPresent(
        wait -> headers.set(HttpHeaderNames.RETRY_AFTER, Long.toString(seconds(wait))));
    if (status.equals(HttpStatus.UNAUTHORIZED)) {
      headers.set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer");
    }
    return HttpResponse.of(headers.build(), HttpData.wrap(ErrorText.of(message)));
  }

  StatusRuntimeException exception() {
    return grpc.toStatus().withDescription(message).asRuntimeException(trailers());
  }

  Metadata trailers() {
    Metadata trailers = new Metadata();
    retryAfter.ifPresent(wait -> trailers.put(RETRY_AFTER, Long.toString(seconds(wait))));
    return trailers;
  }

  /** Rounded up: earlier would be too early. */
  private static long seconds(Duration wait) {
    return Math.max(1, wait.plusMillis(999).toSeconds());
  }
}
