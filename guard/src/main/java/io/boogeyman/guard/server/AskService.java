package io.boogeyman.guard.server;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.common.util.TimeoutMode;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.guard.protocol.HttpProtocol;
import io.boogeyman.guard.protocol.HttpQuestion;
import io.boogeyman.guard.protocol.HttpReply;
import io.boogeyman.guard.protocol.Question;
import io.boogeyman.guard.protocol.RequestException;
import io.boogeyman.guard.protocol.ServedModel;
import java.util.Optional;

/** Requests for answers over HTTP, in one protocol. */
final class AskService implements HttpService {
  static final String JSON_LENGTH = "inference-header-content-length";

  private final String name;
  private final HttpProtocol protocol;
  private final Reception reception;

  AskService(String name, HttpProtocol protocol, Reception reception) {
    this.name = name;
    this.protocol = protocol;
    this.reception = reception;
  }

  /** The protocol's name, for what is counted. */
  String name() {
    return name;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    Optional<ClientName> client = reception.client(context, request.headers());
    if (client.isEmpty()) {
      return Refusal.UNKNOWN_CLIENT.http();
    }
    if (isPacked(request)) {
      return Refusal.PACKED.http();
    }
    return HttpResponse.of(
        request
            .aggregate()
            .thenCompose(
                whole -> {
                  context.setRequestTimeout(
                      TimeoutMode.SET_FROM_NOW, reception.limits().answering());
                  return reception.ask(
                      name, context, client.get(), model -> read(context, whole, model));
                })
            .thenApply(outcome -> response(context, outcome)));
  }

  private static boolean isPacked(HttpRequest request) {
    String encoding = request.headers().get(HttpHeaderNames.CONTENT_ENCODING, "identity");
    return !encoding.equalsIgnoreCase("identity");
  }

  private Question<HttpReply> read(
      ServiceRequestContext context, AggregatedHttpRequest whole, ServedModel model)
      throws RequestException {
    model.require(context.pathParam("model"), version(context));
    return protocol.read(
        new HttpQuestion(
            Optional.ofNullable(whole.headers().get(HttpHeaderNames.CONTENT_TYPE)),
            Optional.ofNullable(whole.headers().get(JSON_LENGTH)),
            Optional.ofNullable(context.queryParams().get("top")),
            whole.content().array()),
        model);
  }

  private static String version(ServiceRequestContext context) {
    return Optional.ofNullable(context.pathParam("version")).orElse("");
  }

  private static HttpResponse response(
      ServiceRequestContext context, Reception.Outcome<HttpReply> outcome) {
    if (outcome.reply().isEmpty()) {
      return outcome.refusal().orElse(Refusal.FAILED).http();
    }
    HttpResponse response = response(outcome.reply().get());
    if (outcome.delay().isZero()) {
      return response;
    }
    context.setRequestTimeout(TimeoutMode.EXTEND, outcome.delay());
    return HttpResponse.delayed(response, outcome.delay(), context.eventLoop());
  }

  private static HttpResponse response(HttpReply reply) {
    ResponseHeadersBuilder headers =
        ResponseHeaders.builder(HttpStatus.OK)
            .set(HttpHeaderNames.CONTENT_TYPE, reply.contentType());
    reply.jsonLength().ifPresent(length -> headers.setInt(JSON_LENGTH, length));
    return HttpResponse.of(headers.build(), HttpData.wrap(reply.body()));
  }
}
