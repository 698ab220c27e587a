package io.boogeyman.guard.server;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.grpc.GrpcSerializationFormats;
import com.linecorp.armeria.server.Route;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.grpc.GrpcService;
import io.boogeyman.guard.protocol.HttpProtocol;
import io.boogeyman.guard.protocol.OpenInferenceRest;
import io.boogeyman.guard.protocol.PlainImages;
import io.boogeyman.guard.protocol.TensorFlowRest;
import io.grpc.Codec;
import io.grpc.CompressorRegistry;
import io.grpc.DecompressorRegistry;

/** Which paths lead where. */
final class Routes {
  /** A model's name in a path, and its version if one is said. */
  static final String MODEL = "(?<model>[^/:]+)(?:/versions/(?<version>[^/:]+))?";

  /** A model's name and version, in a message of gRPC. */
  private static final int QUESTION_BYTES = 4096;

  private Routes() {}

  static void add(ServerBuilder server, Reception reception, Readiness readiness) {
    addGrpc(server, grpc(reception, readiness), reception.limits());
    add(
        server,
        "regex:^/v2/models/" + MODEL + "/infer$",
        "open-inference-rest",
        new OpenInferenceRest(),
        reception);
    add(
        server,
        "regex:^/v1/models/" + MODEL + ":predict$",
        "tensorflow-rest",
        new TensorFlowRest(),
        reception);
    add(
        server,
        "regex:^/images/" + MODEL + "$",
        "images",
        new PlainImages(reception.limits().pixels()),
        reception);
    new MetadataRoutes(reception, readiness).addTo(server);
  }

  /**
   * Messages are whole before anybody is asked who sends them, and their unknown fields take many
   * times their bytes: those of methods that are for everybody are short.
   */
  private static void addGrpc(ServerBuilder server, GrpcService service, Limits limits) {
    for (String method : service.methods().keySet()) {
      server
          .route()
          .post("/" + method)
          .maxRequestLength(GrpcClients.isForClients(method) ? limits.bodyBytes() : QUESTION_BYTES)
          .build(service);
    }
  }

  private static void add(
      ServerBuilder server, String path, String name, HttpProtocol protocol, Reception reception) {
    server.service(
        Route.builder().methods(HttpMethod.POST).path(path).build(),
        new AskService(name, protocol, reception));
  }

  /** Messages are taken unpacked only: what is packed can unpack to a thousand times as much. */
  private static GrpcService grpc(Reception reception, Readiness readiness) {
    return GrpcService.builder()
        .addService(new GrpcAsking(reception, readiness))
        .intercept(new GrpcClients(reception))
        .decompressorRegistry(DecompressorRegistry.emptyInstance().with(Codec.Identity.NONE, false))
        .compressorRegistry(CompressorRegistry.newEmptyInstance())
        .maxRequestMessageLength(reception.limits().bodyBytes())
        .supportedSerializationFormats(GrpcSerializationFormats.PROTO)
        .useClientTimeoutHeader(false)
        .exceptionHandler(new GrpcErrors(reception.listener()))
        .build();
  }
}
