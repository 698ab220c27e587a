package io.boogeyman.attack.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.attack.NumberedImages;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageDigest;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.core.prediction.PredictionApi;
import io.boogeyman.core.prediction.PredictionException;
import io.boogeyman.core.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProbeTest {
  private static final int CLASSES = 10;
  private static final NumberedImages PHOTOGRAPHS = new NumberedImages(20);

  private final List<Integer> requests = new ArrayList<>();
  private final AtomicLong now = new AtomicLong();

  @Test
  void asks_fifty_images_at_most() {
    ProbeFindings findings = probe(ProbeTest::vector);
    assertThat(requests.stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(findings.queries())
        .isLessThanOrEqualTo(50);
    assertThat(findings.classes()).isEqualTo(CLASSES);
  }

  @Test
  void full_vectors_are_recognised() {
    ProbeFindings findings = probe(ProbeTest::vector);
    assertThat(findings.answers()).isEqualTo("full");
    assertThat(findings.decimals()).isEmpty();
    assertThat(findings.entries()).isEqualTo(CLASSES);
    assertThat(findings.repeatDifference()).isZero();
    assertThat(findings.batchDifference()).hasValue(0);
  }

  @Test
  void what_a_network_rounds_otherwise_is_no_other_answer() {
    ProbeFindings findings = probe(image -> nearlyCertain(requests.size() * 1e-7f));
    assertThat(findings.repeatDifference()).isPositive();
    assertThat(findings.isRepeatable()).isTrue();
    assertThat(findings.differsInBatches()).isFalse();
  }

  private static Answer nearlyCertain(float rest) {
    float[] probabilities = new float[CLASSES];
    probabilities[0] = 1 - rest;
    probabilities[1] = rest;
    return new Answer.Vector(probabilities);
  }

  @Test
  void rounding_is_recognised() {
    for (int decimals = 1; decimals <= 4; decimals++) {
      Granularity.Rounded rounded = new Granularity.Rounded(decimals);
      ProbeFindings findings = probe(image -> rounded.release(vector(image)));
      assertThat(findings.answers()).isEqualTo("round-" + decimals);
      assertThat(findings.decimals()).hasValue(decimals);
    }
  }

  @Test
  void top_k_and_labels_are_recognised() {
    assertThat(probe(image -> new Granularity.TopK(3).release(vector(image))).answers())
        .isEqualTo("top-3");
    ProbeFindings labels = probe(image -> new Granularity.Label().release(vector(image)));
    assertThat(labels.answers()).isEqualTo("label");
    assertThat(labels.decimals()).isEmpty();
  }

  @Test
  void changing_answers_are_noticed() {
    ProbeFindings findings = probe(image -> vector(image + now.get()));
    assertThat(findings.isRepeatable()).isFalse();
    assertThat(findings.differsInBatches()).isTrue();
  }

  @Test
  void time_is_measured() {
    ProbeFindings findings = probe(ProbeTest::vector);
    // A request takes 100 ms, and 10 ms an image.
    assertThat(findings.medianSeconds()).isEqualTo(0.11);
    assertThat(findings.slowSeconds()).isEqualTo(0.11);
    assertThat(findings.imagesPerSecond()).isEqualTo(18 / 0.28);
    assertThat(findings.secondsFor(18_000)).isEqualTo(18_000 / (18 / 0.28));
  }

  @Test
  void foreign_images_are_told_apart_by_how_sure_it_is() {
    ProbeFindings findings = probe(image -> certain(3));
    assertThat(findings.foreign())
        .extracting(ForeignAnswers::kind)
        .containsExactly("photographs", "noise", "flat colours");
    assertThat(findings.foreign())
        .allSatisfy(
            foreign -> {
              assertThat(foreign.meanTop()).isEqualTo(1);
              assertThat(foreign.classes()).isEqualTo(1);
              assertThat(foreign.answered()).isEqualTo(foreign.asked());
            });
  }

  @Test
  void refused_images_are_counted() {
    ProbeFindings findings =
        probe(
            image -> {
              if (requests.size() > 16) { // after the photographs
                throw new PredictionException("no picture", null);
              }
              return vector(image);
            });
    assertThat(findings.foreign().get(0).answered()).isEqualTo(12);
    ForeignAnswers noise = findings.foreign().get(1);
    assertThat(noise.answered()).isZero();
    assertThat(noise.refusal()).isEqualTo("no picture");
    assertThat(findings.queries()).isEqualTo(12 + 3 + 18);
  }

  @Test
  void api_that_answers_nothing_is_told_at_once() {
    assertThatThrownBy(
            () ->
                probe(
                    image -> {
                      throw new PredictionException("no key", null);
                    }))
        .hasMessage("no key");
    assertThat(requests).hasSize(1);
  }

  private static Answer certain(int top) {
    float[] probabilities = new float[CLASSES];
    probabilities[top] = 1;
    return new Answer.Vector(probabilities);
  }

  /** A vector that depends on nothing but the image. */
  private static Answer vector(long image) {
    double[] weights = new SplittableRandom(image).doubles(CLASSES, 0.1, 1).toArray();
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    float[] probabilities = new float[CLASSES];
    for (int k = 0; k < CLASSES; k++) {
      probabilities[k] = (float) (weights[k] / sum);
    }
    return new Answer.Vector(probabilities);
  }

  private ProbeFindings probe(LongFunction<Answer> answering) {
    requests.clear();
    PredictionApi api =
        new PredictionApi() {
          @Override
          public List<String> classNames() {
            return IntStream.range(0, CLASSES).mapToObj(Integer::toString).toList();
          }

          @Override
          public String identity() {
            return "probed";
          }

          @Override
          public List<Answer> ask(ImageBatch images) {
            requests.add(images.count());
            now.addAndGet(100_000_000L + 10_000_000L * images.count());
            List<Answer> answers = new ArrayList<>();
            for (int i = 0; i < images.count(); i++) {
              answers.add(answering.apply(ImageDigest.of(images, i).high()));
            }
            return answers;
          }
        };
    return new Probe(api, PHOTOGRAPHS, "photographs", new Seed(1), now::get).run();
  }
}
