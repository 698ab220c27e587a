package io.boogeyman.guard.server;

import com.linecorp.armeria.common.HttpObject;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;

/**
 * Bounds the bytes of all requests together that have come in and are not answered yet: each by
 * itself may be small enough, and ten thousand of them take the memory of the machine. What would
 * be too much is refused as overload.
 */
final class HeldBodies implements DecoratingHttpServiceFunction {
  private final long most;
  private final TrafficListener listener;
  private final AtomicLong held = new AtomicLong();

  HeldBodies(long most, TrafficListener listener) {
    this.most = most;
    this.listener = listener;
  }

  /** No more is held. */
  static final class FullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FullException() {
      super("too many bytes of requests are held", null, false, false);
    }
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // a log always ends well
  public HttpResponse serve(
      HttpService delegate, ServiceRequestContext context, HttpRequest request) throws Exception {
    AtomicLong own = new AtomicLong();
    HttpRequest peeked =
        request.peekData(
            data -> {
              own.addAndGet(data.length());
              if (held.addAndGet(data.length()) > most && !context.isCancelled()) {
                listener.shed(Traffic.protocol(context));
                context.cancel(new FullException());
              }
            });
    HttpRequest counted = asItComes(request.headers(), peeked);
    context.updateRequest(counted);
    context.log().whenComplete().thenAccept(log -> held.addAndGet(-own.getAndSet(0)));
    return delegate.serve(context, counted);
  }

  /** By itself a filtered request is filtered when all of it is there, if all of it is wanted. */
  private static HttpRequest asItComes(RequestHeaders headers, HttpRequest filtered) {
    return HttpRequest.of(headers, new Passing(filtered));
  }

  /** Hides that it is a request. */
  private record Passing(HttpRequest request) implements Publisher<HttpObject> {
    @Override
    public void subscribe(Subscriber<? super HttpObject> subscriber) {
      request.subscribe(subscriber);
    }
  }
}
