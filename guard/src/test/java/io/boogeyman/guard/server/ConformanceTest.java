package io.boogeyman.guard.server;

import static io.boogeyman.victim.input.Channels.BGR;
import static io.boogeyman.victim.input.Channels.RGB;
import static io.boogeyman.victim.input.ElementType.FP16;
import static io.boogeyman.victim.input.ElementType.FP32;
import static io.boogeyman.victim.input.ElementType.UINT8;
import static io.boogeyman.victim.input.Layout.NCHW;
import static io.boogeyman.victim.input.Layout.NHWC;
import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.guard.protocol.ClientTensors;
import io.boogeyman.guard.protocol.TensorInput;
import io.boogeyman.guard.protocol.TinyGate;
import io.boogeyman.victim.input.Normalisation;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whichever way the same images are asked, single or together, the same is released, bit by bit.
 */
class ConformanceTest {
  private static final ImageBatch IMAGES = TinyGate.images(3);
  private static final int CLASSES = TinyGate.NAMES.size();

  /** ImageNet's means and deviations, taken from values in [0, 255]. */
  private static final Normalisation PER_PIXEL =
      new Normalisation(1, List.of(103.53, 116.28, 123.675), List.of(57.375, 57.12, 58.395));

  @ParameterizedTest
  @ValueSource(strings = {"full", "top-2", "round-2", "label"})
  void every_way_releases_the_same(String granularity) throws IOException {
    check(Granularity.parse(granularity), TinyGate.input(), "h2c");
  }

  @Test
  void over_http_1_too() throws IOException {
    check(new Granularity.Full(), TinyGate.input(), "h1c");
  }

  /** What clients send to model servers. */
  static List<TensorInput> usualInputs() {
    return List.of(
        TinyGate.input("images", NHWC, RGB, UINT8, Normalisation.RAW),
        TinyGate.input("images", NHWC, RGB, FP32, Normalisation.RAW),
        TinyGate.input("serving_default_x:0", NHWC, RGB, FP32, Normalisation.SYMMETRIC),
        TinyGate.input("input__0", NCHW, RGB, FP32, Normalisation.TORCHVISION),
        TinyGate.input("data", NCHW, BGR, FP32, Normalisation.CAFFE),
        TinyGate.input("input", NCHW, BGR, UINT8, Normalisation.RAW),
        TinyGate.input("input", NHWC, RGB, FP16, Normalisation.TORCHVISION),
        TinyGate.input("x", NHWC, BGR, FP32, PER_PIXEL));
  }

  @ParameterizedTest
  @MethodSource("usualInputs")
  void in_every_form_of_tensor(TensorInput input) throws IOException {
    check(new Granularity.Full(), input, "h2c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"full", "label"})
  void under_the_name_that_clients_know_the_output_by(String granularity) throws IOException {
    TensorInput input = TinyGate.input();
    ClientTensors tensors = new ClientTensors(input, Optional.of("output__0"));
    check(Granularity.parse(granularity), tensors, "output__0", "h2c");
  }

  private static void check(Granularity granularity, TensorInput input, String scheme)
      throws IOException {
    String output = granularity instanceof Granularity.Label ? "label" : "probabilities";
    check(granularity, ClientTensors.of(input), output, scheme);
  }

  private static void check(
      Granularity granularity, ClientTensors tensors, String output, String scheme)
      throws IOException {
    TinyGate gate = new TinyGate(granularity);
    float[] due = dense(gate.answers(IMAGES));
    try (Gateway gateway = Gateway.start(gate, tensors)) {
      Ways ways = new Ways(scheme, gateway.port(), tensors.input(), output);
      for (Map.Entry<String, Ways.Way> way : ways.all().entrySet()) {
        assertSame(way.getKey(), due, way.getValue().ask(IMAGES));
        float[] second = Arrays.copyOfRange(due, CLASSES, 2 * CLASSES);
        assertSame(way.getKey() + ", alone", second, way.getValue().ask(IMAGES.slice(1, 2)));
      }
      float[] third = Arrays.copyOfRange(due, 2 * CLASSES, 3 * CLASSES);
      assertSame("PNG", third, ways.png(IMAGES.slice(2, 3)));
      assertThat(gateway.failures()).isEmpty();
    }
  }

  private static float[] dense(List<Answer> answers) {
    float[] scores = new float[answers.size() * CLASSES];
    for (int i = 0; i < answers.size(); i++) {
      if (answers.get(i) instanceof Answer.Vector vector) {
        System.arraycopy(vector.toArray(), 0, scores, i * CLASSES, CLASSES);
      } else if (answers.get(i) instanceof Answer.TopK top) {
        for (int rank = 0; rank < top.k(); rank++) {
          scores[i * CLASSES + top.id(rank)] = top.probability(rank);
        }
      } else {
        scores[i * CLASSES + answers.get(i).top()] = 1;
      }
    }
    return scores;
  }

  /** Bits, not values. */
  private static void assertSame(String way, float[] due, float[] given) {
    assertThat(bits(given)).as(way).isEqualTo(bits(due));
  }

  private static int[] bits(float... values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToIntBits(values[i]);
    }
    return bits;
  }
}
