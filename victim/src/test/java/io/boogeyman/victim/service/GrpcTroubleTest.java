package io.boogeyman.victim.service;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.prediction.PredictionException;
import io.boogeyman.victim.Victim;
import io.boogeyman.victim.description.DescriptionReader;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What may go wrong over gRPC alone. */
class GrpcTroubleTest {

  @Test
  void rate_limit_beyond_patience_is_told_at_once() throws IOException {
    try (TinyServer server = TinyServer.start();
        Victim victim =
            Services.open(
                new DescriptionReader().read(server.grpc(), Map.of()),
                Map.<String, String>of()::get,
                notice -> {})) {
      server.limitGrpc("7200");
      assertThatThrownBy(() -> victim.api().ask(TinyModel.images(8)))
          .isInstanceOf(PredictionException.class)
          .hasMessageContaining("it wants to be left alone for 120 min");
    }
  }
}
