package io.boogeyman.guard.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.victim.input.ElementType;
import io.boogeyman.victim.input.Layout;
import io.boogeyman.victim.input.Normalisation;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpProtocolsTest {
  private static final ServedModel MODEL = new TinyGate(new Granularity.Full()).model();
  private static final ServedModel BYTES =
      ServedModel.of(
          new Offer(
              new TinyGate(new Granularity.Full()),
              ClientTensors.of(
                  TinyGate.input("images", Layout.NHWC, ElementType.UINT8, Normalisation.RAW))),
          8);
  private static final OpenInferenceRest OPEN = new OpenInferenceRest();
  private static final TensorFlowRest FLOW = new TensorFlowRest();
  private static final PlainImages IMAGES = new PlainImages(1_000_000);
  private static final String INPUT =
      "\"name\": \"pixels\", \"datatype\": \"FP32\", \"shape\": [1, 3, 6, 4]";

  @Test
  void fields_may_come_in_any_order_and_lists_may_be_nested() throws RequestException {
    String flat = numbers(72, "1");
    String nested =
        "[["
            + numbers(24, "1")
            + ", "
            + numbers(24, "1")
            + "], "
            + flat.replaceAll("^\\[1(, 1){47}, ", "[")
            + "]";
    ImageBatch first = open("{\"inputs\": [{" + INPUT + ", \"data\": " + flat + "}]}");
    ImageBatch second =
        open("{\"x\": {\"y\": []}, \"inputs\": [{\"data\": " + nested + ", " + INPUT + "}]}");
    assertThat(first.pixels()).isEqualTo(second.pixels()).containsOnly(-1);
  }

  @Test
  void the_id_comes_back() throws RequestException {
    String request =
        "{\"id\": \"a\\u0000\\\"b\", \"inputs\": [{%s, \"data\": %s}]}"
            .formatted(INPUT, numbers(72, "0"));
    HttpReply reply = OPEN.read(question(request), MODEL).reply().apply(answer());
    assertThat(text(reply)).contains("\"id\":\"a\\u0000\\\"b\"");
  }

  @Test
  void floats_are_written_so_that_they_read_back() throws RequestException {
    float awkward = Math.nextUp(0.1f);
    String request = "{\"inputs\": [{%s, \"data\": %s}]}".formatted(INPUT, numbers(72, "0"));
    Answer answer = new Answer.Vector(awkward, 1e-30f, Float.MIN_VALUE, 0, 1);
    String said = text(OPEN.read(question(request), MODEL).reply().apply(List.of(answer)));
    String[] values = said.replaceFirst(".*\"data\":\\[", "").replaceFirst("].*", "").split(",");
    assertThat(Arrays.stream(values).map(Float::parseFloat))
        .containsExactly(awkward, 1e-30f, Float.MIN_VALUE, 0f, 1f);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|no body",
        "{|cannot be read",
        "[]|must be an object",
        "{\"inputs\": []}|one input",
        "{\"inputs\": [{}, {}]}|one input",
        "{\"inputs\": [3]}|an input must be an object",
        "{\"inputs\": [{\"name\": \"x\"}]}|no input 'x'",
        "{\"inputs\": [{\"name\": \"pixels\", \"datatype\": \"INT8\"}]}|datatype FP32",
        "{\"inputs\": [{\"name\": \"pixels\", \"datatype\": \"FP32\"}]}|shape [-1, 3, 6, 4]",
        "{\"inputs\": [{\"shape\": [1, 3, 6, 99999999999999999999]}]}|cannot be read",
        "{\"inputs\": [{\"shape\": [1, 3, 6, 4.0]}]}|whole number",
        "{\"inputs\": [{\"data\": [1, \"2\"]}]}|nothing but numbers",
        "{\"inputs\": [{\"data\": [NaN]}]}|cannot be read",
        "{\"inputs\": [{\"data\": [1, [2, null]]}]}|nothing but numbers",
        "{\"outputs\": [{\"name\": \"x\"}]}|no output 'x'",
        "{\"outputs\": [{\"name\": \"probabilities\"}, {\"name\": \"probabilities\"}]}|once",
      })
  void what_is_wrong_with_an_open_inference_request_is_said(String request, String what) {
    assertRefused(() -> OPEN.read(question(request), MODEL), what);
  }

  @Test
  void nothing_may_follow_the_json() {
    String request = "{\"inputs\": [{%s, \"data\": %s}]}".formatted(INPUT, numbers(72, "0"));
    assertRefused(() -> OPEN.read(question(request + " {}"), MODEL), "goes on after its end");
  }

  @Test
  void shapes_that_lie_cost_nothing() {
    for (String shape :
        List.of(
            "[2000000000, 3, 6, 4]",
            "[4611686018427387904, 3, 6, 4]",
            "[-1, 3, 6, 4]",
            "[0, 3, 6, 4]",
            "[1, 3, 6, 4, 1]",
            "[1, 3, 4, 6]",
            "[" + "1,".repeat(99_999) + "1]",
            "[" + "0,".repeat(99_999) + "0]")) {
      String request =
          "{\"inputs\": [{\"name\": \"pixels\", \"datatype\": \"FP32\", \"shape\": %s, \"data\": [1]}]}"
              .formatted(shape);
      assertRefused(() -> OPEN.read(question(request), MODEL), "");
    }
  }

  @Test
  void numbers_are_counted() {
    for (int wrong : new int[] {0, 1, 71, 73, 144}) {
      String request = "{\"inputs\": [{%s, \"data\": %s}]}".formatted(INPUT, numbers(wrong, "0"));
      assertRefused(() -> OPEN.read(question(request), MODEL), "needs 72");
    }
    String endless = "{\"inputs\": [{%s, \"data\": %s}]}".formatted(INPUT, numbers(9 * 72, "0"));
    assertRefused(() -> OPEN.read(question(endless), MODEL), "more than the 8");
  }

  @Test
  void data_come_once() {
    String twice = "{\"inputs\": [{%s, \"data\": [], \"data\": []}]}".formatted(INPUT);
    assertRefused(() -> OPEN.read(question(twice), MODEL), "its data once");
  }

  @Test
  void values_that_are_no_pixels_are_refused() {
    for (String value : List.of("1.5", "-0.5", "1e400", "255")) {
      String request = "{\"inputs\": [{%s, \"data\": %s}]}".formatted(INPUT, numbers(72, value));
      assertRefused(() -> OPEN.read(question(request), MODEL), "no pixel's");
    }
  }

  /** Clients of other models, and those that were not told of a new one. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"name\": \"input\", \"datatype\": \"UINT8\", \"shape\": [1, 6, 4, 3]"
            + "|the model has no input 'input'; its input is 'images'",
        "\"name\": \"images\", \"datatype\": \"FP32\", \"shape\": [1, 6, 4, 3]"
            + "|input 'images' is of datatype UINT8, not 'FP32'",
        "\"name\": \"images\", \"datatype\": \"UINT8\", \"shape\": [1, 3, 6, 4]"
            + "|input 'images' has the shape [-1, 6, 4, 3], not [1, 3, 6, 4]; the first axis",
      })
  void another_tensor_than_the_declared_one_is_refused_with_what_would_be_right(
      String header, String what) {
    String request = "{\"inputs\": [{%s, \"data\": %s}]}".formatted(header, numbers(72, "7"));
    assertRefused(() -> OPEN.read(question(request), BYTES), what);
  }

  @Test
  void fractions_are_no_bytes_in_any_protocol() {
    String request =
        "{\"inputs\": [{\"name\": \"images\", \"datatype\": \"UINT8\", \"shape\": [1, 6, 4, 3],"
            + " \"data\": %s}]}";
    String what = "input 'images': the value 0.5 is no pixel's: UINT8 has whole numbers";
    assertRefused(() -> OPEN.read(question(request.formatted(numbers(72, "0.5"))), BYTES), what);
    String row = numbers(6, numbers(4, numbers(3, "0.5")));
    assertRefused(() -> FLOW.read(question("{\"instances\": [" + row + "]}"), BYTES), what);
    assertRefused(
        () -> FLOW.read(question("{\"instances\": [{\"x\": " + row + "}]}"), BYTES),
        "the model has no input 'x'; it has one, 'images'");
  }

  @Test
  void depth_and_length_of_what_is_said_are_bounded() {
    for (String part :
        List.of(
            "\"data\": " + "[".repeat(100_000),
            "\"x\": " + "[".repeat(100_000),
            "\"x\": " + "{\"a\":".repeat(100_000),
            "\"name\": \"" + "a".repeat(100_000) + "\"",
            "\"" + "a".repeat(100_000) + "\": 1",
            "\"data\": [" + "9".repeat(100_000) + "]")) {
      assertRefused(
          () -> OPEN.read(question("{\"inputs\": [{" + part + "}]}"), MODEL), "cannot be read");
    }
  }

  @Test
  void bytes_must_be_as_many_as_all_say() {
    String json = "{\"inputs\": [{%s, \"parameters\": {\"binary_data_size\": %d}}]}";
    assertRefused(() -> binary(json.formatted(INPUT, 288), 287), "287 bytes follow");
    assertRefused(() -> binary(json.formatted(INPUT, -1), 288), "binary_data_size is -1");
    assertRefused(() -> binary(json.formatted(INPUT, 576), 576), "288");
    assertRefused(
        () -> binary("{\"inputs\": [{%s, \"data\": [1]}]}".formatted(INPUT), 4), "one of them");
    assertRefused(() -> binary("{\"inputs\": [{%s}]}".formatted(INPUT), 288), "neither data nor");
    for (String length : List.of("-1", "999999999", "99999999999999", "x", "")) {
      HttpQuestion lying =
          new HttpQuestion(Optional.empty(), Optional.of(length), Optional.empty(), new byte[9]);
      assertRefused(() -> OPEN.read(lying, MODEL), "Inference-Header-Content-Length");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|neither",
        "{\"instances\": []}|no image",
        "{\"inputs\": []}|no image",
        "{\"instances\": [[]]}|list of 0 where 3",
        "{\"instances\": [[[[1]]]]}|list of 1 where 4",
        "{\"instances\": [{\"b64\": \"aGk=\"}]}|no input 'b64'",
        "{\"instances\": [{}]}|one input",
        "{\"instances\": [1]}|lists of lists",
        "{\"instances\": [], \"inputs\": []}|and once",
        "{\"signature_name\": \"other\"}|no signature 'other'",
      })
  void what_is_wrong_with_a_tensorflow_request_is_said(String request, String what) {
    assertRefused(() -> FLOW.read(question(request), MODEL), what);
  }

  @Test
  void files_that_are_no_images_or_too_many_pixels_are_refused() {
    assertRefused(() -> IMAGES.read(question("hello"), MODEL), "not the beginning of a PNG");
    assertRefused(() -> IMAGES.read(question(""), MODEL), "empty");
    assertRefused(() -> IMAGES.read(question("P6 2000 2000 255\n"), MODEL), "1,000,000");
    // A thin line that would be scaled to cover the model's images.
    assertRefused(() -> IMAGES.read(question("P6 1 500000 255\n"), MODEL), "1,000,000");
    assertRefused(() -> IMAGES.read(question("P6 2 2 255\n"), MODEL), "image 1");
    assertRefused(
        () ->
            IMAGES.read(
                new HttpQuestion(Optional.empty(), Optional.empty(), Optional.of("0"), new byte[0]),
                MODEL),
        "top is");
  }

  @Property(tries = 500)
  void any_bytes_are_read_or_refused(
      @ForAll @Size(max = 300) byte[] body, @ForAll boolean binary, @ForAll boolean form) {
    HttpQuestion question =
        new HttpQuestion(
            form ? Optional.of("multipart/form-data; boundary=-") : Optional.empty(),
            binary ? Optional.of(Integer.toString(body.length / 2)) : Optional.empty(),
            Optional.empty(),
            body);
    for (HttpProtocol protocol : List.of(OPEN, FLOW, IMAGES)) {
      assertRefused(() -> protocol.read(question, MODEL), "");
    }
  }

  private static ImageBatch open(String request) throws RequestException {
    return OPEN.read(question(request), MODEL).images();
  }

  private static void binary(String json, int bytes) throws RequestException {
    byte[] text = json.getBytes(StandardCharsets.UTF_8);
    OPEN.read(
        new HttpQuestion(
            Optional.empty(),
            Optional.of(Integer.toString(text.length)),
            Optional.empty(),
            Arrays.copyOf(text, text.length + bytes)),
        MODEL);
  }

  private static HttpQuestion question(String body) {
    return HttpQuestion.of(body.getBytes(StandardCharsets.UTF_8));
  }

  private static String numbers(int count, String number) {
    return "[" + String.join(", ", java.util.Collections.nCopies(count, number)) + "]";
  }

  private static List<Answer> answer() {
    return List.of(new Answer.Vector(0.2f, 0.2f, 0.2f, 0.2f, 0.2f));
  }

  private static String text(HttpReply reply) {
    return new String(reply.body(), StandardCharsets.UTF_8);
  }

  private static void assertRefused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable reading, String what) {
    assertThatThrownBy(reading)
        .isInstanceOf(RequestException.class)
        .hasMessageContaining(what)
        .message()
        .isNotBlank()
        .doesNotContainPattern("\\p{Cntrl}")
        .hasSizeLessThan(1002);
  }
}
