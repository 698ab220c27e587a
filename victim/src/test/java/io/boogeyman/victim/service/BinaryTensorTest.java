package io.boogeyman.victim.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.victim.Victim;
import io.boogeyman.victim.description.DescriptionReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The bytes of the binary tensor data extension, after its documentation: JSON, then each tensor,
 * little-endian and row-major, in the order in which the JSON names them.
 */
class BinaryTensorTest {
  private static final ImageBatch IMAGES = TinyModel.images(2);
  private static final int TENSOR = 4 * 2 * TinyModel.VALUES;

  private TinyServer server;

  @BeforeEach
  void start() {
    server = TinyServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void request_is_json_followed_by_the_tensor() throws IOException {
    ask();
    HttpHeaders headers = server.headers().get(0);
    byte[] body = server.bodies().get(0);
    int json = headers.getInt("inference-header-content-length", -1);
    assertThat(headers.get("content-type")).isEqualTo("application/octet-stream");
    assertThat(headers.getInt("content-length", -1)).isEqualTo(json + TENSOR);
    assertThat(body).hasSize(json + TENSOR);

    JsonNode request = new ObjectMapper().readTree(body, 0, json);
    assertThat(request)
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"inputs": [{"name": "pixels", "shape": [2, 3, 6, 4], "datatype": "FP32",
                                 "parameters": {"binary_data_size": 576}}],
                     "outputs": [{"name": "probs", "parameters": {"binary_data": true}}]}
                    """));
    float firstRed = ByteBuffer.wrap(body, json, 4).order(ByteOrder.LITTLE_ENDIAN).getFloat();
    assertThat(firstRed).isEqualTo((float) ((IMAGES.pixels()[0] & 0xff) / 255.0));
  }

  @Test
  void answer_s_tensors_are_told_apart_by_their_sizes() throws IOException {
    // As the documentation prints an answer, with another tensor before the wanted one.
    answer(
        """
        {
          "outputs" : [
            {"name" : "other", "shape" : [ 3 ], "datatype" : "BOOL",
             "parameters" : {"binary_data_size" : 3}},
            {
              "name" : "probs",
              "shape" : [ 2, 5 ],
              "datatype"  : "FP32",
              "parameters" : {
                "binary_data_size" : 40
              }
            }
          ]
        }
        """,
        43);
    assertThat(ask())
        .containsExactly(new Answer.Vector(1, 0, 0, 0, 0), new Answer.Vector(0, 0, 0, 0, 1));
  }

  @Test
  void answer_that_holds_less_than_it_says_is_asked_again() throws IOException {
    answer(
        "{\"outputs\": [{\"name\": \"probs\", \"parameters\": {\"binary_data_size\": 40}}]}", 39);
    assertThat(ask()).isEqualTo(TinyModel.answers(IMAGES));
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void answer_of_a_type_that_is_no_number_is_refused() {
    answer(
        "{\"outputs\": [{\"name\": \"probs\", \"datatype\": \"BYTES\","
            + " \"parameters\": {\"binary_data_size\": 40}}]}",
        40);
    assertThatThrownBy(this::ask)
        .hasMessageContaining("answered what are no numbers in output probs of type BYTES");
  }

  /** Answers with JSON and so many bytes, the last 40 of which are two certain vectors. */
  private void answer(String json, int size) {
    byte[] head = json.getBytes(StandardCharsets.UTF_8);
    ByteBuffer body = ByteBuffer.allocate(head.length + size).order(ByteOrder.LITTLE_ENDIAN);
    body.put(head);
    body.position(Math.max(head.length, body.limit() - 40));
    body.putFloat(1);
    if (size >= 40) {
      body.putFloat(body.limit() - 4, 1);
    }
    server.trouble(
        request ->
            HttpResponse.of(
                ResponseHeaders.of(
                    HttpStatus.OK,
                    "content-type",
                    "application/octet-stream",
                    "inference-header-content-length",
                    head.length),
                HttpData.wrap(Arrays.copyOf(body.array(), body.limit()))));
  }

  private List<Answer> ask() throws IOException {
    try (Victim victim =
        Services.open(
            new DescriptionReader().read(server.http("/v2/models/tiny"), Map.of()),
            name -> null,
            notice -> {})) {
      return victim.api().ask(IMAGES);
    }
  }
}
