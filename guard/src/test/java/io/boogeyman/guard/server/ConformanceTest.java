package io.boogeyman.guard.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.guard.protocol.TensorInput;
import io.boogeyman.guard.protocol.TinyGate;
import io.boogeyman.victim.input.ElementType;
import io.boogeyman.victim.input.Layout;
import io.boogeyman.victim.input.Normalisation;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whichever way the same images are asked, single or together, the same is released, bit by bit.
 */
class ConformanceTest {
  private static final ImageBatch IMAGES = TinyGate.images(3);
  private static final int CLASSES = TinyGate.NAMES.size();

  @ParameterizedTest
  @ValueSource(strings = {"full", "top-2", "round-2", "label"})
  void every_way_releases_the_same(String granularity) throws IOException {
    check(Granularity.parse(granularity), TinyGate.input(), "h2c");
  }

  @Test
  void over_http_1_too() throws IOException {
    check(new Granularity.Full(), TinyGate.input(), "h1c");
  }

  @Test
  void in_every_form_of_tensor() throws IOException {
    Granularity full = new Granularity.Full();
    check(full, TinyGate.input(Layout.NHWC, ElementType.UINT8, Normalisation.RAW), "h2c");
    check(full, TinyGate.input(Layout.NHWC, ElementType.FP16, Normalisation.TORCHVISION), "h2c");
    check(full, TinyGate.input(Layout.NCHW, ElementType.FP32, Normalisation.CAFFE), "h2c");
  }

  private static void check(Granularity granularity, TensorInput input, String scheme)
      throws IOException {
    TinyGate gate = new TinyGate(granularity);
    float[] due = dense(gate.answers(IMAGES));
    try (Gateway gateway = Gateway.start(gate, input)) {
      boolean labels = granularity instanceof Granularity.Label;
      Ways ways = new Ways(scheme, gateway.port(), input, labels);
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
