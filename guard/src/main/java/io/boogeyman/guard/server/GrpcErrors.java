package io.boogeyman.guard.server;

import com.google.protobuf.InvalidProtocolBufferException;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.RequestContext;
import com.linecorp.armeria.common.grpc.GrpcExceptionHandlerFunction;
import com.linecorp.armeria.common.util.Exceptions;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** What is wrong with a call before it reaches the service. */
final class GrpcErrors implements GrpcExceptionHandlerFunction {
  private final TrafficListener listener;

  GrpcErrors(TrafficListener listener) {
    this.listener = listener;
  }

  @Override
  public Status apply(RequestContext context, Status status, Throwable cause, Metadata metadata) {
    for (Throwable at = Exceptions.peel(cause); at != null; at = at.getCause()) {
      if (at instanceof InvalidProtocolBufferException
          || at instanceof IndexOutOfBoundsException // a frame that is longer than the body
          || isOfTheFrame(at)) {
        return Status.INVALID_ARGUMENT.withDescription("the message cannot be read");
      }
      if (at instanceof HeldBodies.FullException) {
        return Status.RESOURCE_EXHAUSTED.withDescription(Refusal.SHED.message());
      }
      if (at instanceof ContentTooLargeException) {
        return Status.INVALID_ARGUMENT.withDescription(
            "the request is larger than the gateway takes");
      }
    }
    if (status.getCode() == Status.Code.UNKNOWN || status.getCode() == Status.Code.INTERNAL) {
      listener.failed(cause);
      return Status.INTERNAL.withDescription(Refusal.FAILED.message());
    }
    return status;
  }

  /**
   * The gateway's own statuses do not come here; what the library says is internal is the frame.
   */
  private static boolean isOfTheFrame(Throwable cause) {
    return cause instanceof StatusRuntimeException exception
        && exception.getStatus().getCode() == Status.Code.INTERNAL
        && !Refusal.FAILED.message().equals(exception.getStatus().getDescription());
  }
}
