package io.boogeyman.guard.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.guard.protocol.TinyGate;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.victim.Computing;
import io.boogeyman.victim.Victim;
import io.boogeyman.victim.opening.Victims;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Boogeyman's own clients ask the gateway as they ask any service. */
class ClientsTest {
  private static final ImageBatch IMAGES = TinyGate.images(12);

  @Test
  void full_vectors_are_had_in_every_protocol() throws IOException {
    TinyGate gate = new TinyGate(new Granularity.Full());
    try (Gateway gateway = Gateway.start(gate)) {
      String open = gateway.http("/v2/models/tiny");
      String grpc = "grpc://127.0.0.1:" + gateway.port() + "/tiny";
      String flow = gateway.http("/v1/models/tiny");
      List<Answer> due = gate.answers(IMAGES);
      assertThat(steal(open, Map.of())).isEqualTo(due);
      assertThat(steal(open, Map.of("protocol", "open-inference-json"))).isEqualTo(due);
      assertThat(steal(grpc, Map.of())).isEqualTo(due);
      assertThat(steal(grpc + "/3", Map.of())).isEqualTo(due);
      Map<String, String> planes = Map.of("protocol", "tensorflow-row", "input.layout", "nchw");
      assertThat(steal(flow, planes)).isEqualTo(due);
      assertThat(steal(flow, Map.of("protocol", "tensorflow-column", "input.layout", "nchw")))
          .isEqualTo(due);
    }
  }

  @Test
  void images_are_taken_as_files() throws IOException {
    TinyGate gate = new TinyGate(new Granularity.Full());
    try (Gateway gateway = Gateway.start(gate)) {
      Map<String, String> json =
          Map.of(
              "protocol", "json",
              "json",
                  "{image: multipart, format: png, items: /predictions/0/scores, labels: /class,"
                      + " scores: /score}",
              "classes", "5",
              "input.size", "6x4");
      assertThat(steal(gateway.http("/images/tiny"), json)).isEqualTo(gate.answers(IMAGES));
    }
  }

  @Test
  void labels_are_had_where_there_is_no_more() throws IOException {
    TinyGate gate = new TinyGate(new Granularity.Label());
    try (Gateway gateway = Gateway.start(gate)) {
      Map<String, String> classes = Map.of("classes", "5");
      List<Answer> due = gate.answers(IMAGES);
      assertThat(steal(gateway.http("/v2/models/tiny"), classes)).isEqualTo(due);
      assertThat(steal("grpc://127.0.0.1:" + gateway.port() + "/tiny", classes)).isEqualTo(due);
    }
  }

  private static List<Answer> steal(String address, Map<String, String> options)
      throws IOException {
    Computing computing = new Computing(1, (architecture, shape) -> Compute.cpu(1));
    try (Victim victim = Victims.open(address, options, computing, notice -> {})) {
      assertThat(victim.shape()).isEqualTo(TinyGate.SHAPE);
      return victim.api().ask(IMAGES);
    }
  }
}
