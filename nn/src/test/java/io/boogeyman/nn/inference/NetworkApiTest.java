package io.boogeyman.nn.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.compute.Precision;
import io.boogeyman.nn.compute.Processor;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.training.PaintedImages;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkApiTest {
  private static final Compute COMPUTE = Compute.cpu(1);
  private static final PaintedImages IMAGES = new PaintedImages(5, 12, 3, 1);
  private static final List<String> NAMES = List.of("stop", "go", "wait");

  @Test
  void answers_are_the_predictors_rows() {
    try (Network network = network(1);
        NetworkApi api = new NetworkApi(network, NAMES, COMPUTE);
        Predictor predictor = Predictor.of(network, COMPUTE)) {
      Predictions predictions = predictor.predict(IMAGES);
      List<Answer> answers = api.ask(IMAGES.all());

      assertThat(api.classNames()).isEqualTo(NAMES);
      assertThat(answers).hasSize(5);
      for (int i = 0; i < 5; i++) {
        assertThat(answers.get(i)).isEqualTo(new Answer.Vector(predictions.row(i)));
      }
    }
  }

  @Test
  void a_coarser_granularity_releases_parts_of_the_same_answers() {
    try (Network network = network(1);
        NetworkApi api = new NetworkApi(network, NAMES, COMPUTE)) {
      List<Answer> full = api.ask(IMAGES.all());
      List<Answer> labels = api.releasing(new Granularity.Label()).ask(IMAGES.all());
      List<Answer> best = api.releasing(new Granularity.TopK(2)).ask(IMAGES.all());

      for (int i = 0; i < 5; i++) {
        Answer.Vector vector = (Answer.Vector) full.get(i);
        assertThat(labels.get(i)).isEqualTo(new Answer.Label(3, vector.top()));
        Answer.TopK top = (Answer.TopK) best.get(i);
        assertThat(top.k()).isEqualTo(2);
        assertThat(top.id(0)).isEqualTo(vector.top());
        assertThat(top.probability(1)).isEqualTo(vector.probability(top.id(1)));
      }
    }
  }

  @Test
  void identity_tells_networks_apart() {
    try (Network one = network(1);
        Network other = network(2);
        NetworkApi first = new NetworkApi(one, NAMES, COMPUTE);
        NetworkApi again = new NetworkApi(one, NAMES, COMPUTE);
        NetworkApi second = new NetworkApi(other, NAMES, COMPUTE)) {
      assertThat(first.identity()).isEqualTo(again.identity()).isNotEqualTo(second.identity());
    }
  }

  @Test
  void identity_tells_precisions_apart_since_their_answers_differ() {
    Compute rounded = new Compute(Processor.CPU, 1, Precision.BF16, true);
    try (Network network = network(1);
        NetworkApi exact = new NetworkApi(network, NAMES, COMPUTE);
        NetworkApi coarse = new NetworkApi(network, NAMES, rounded)) {
      assertThat(exact.identity()).isNotEqualTo(coarse.identity());
    }
  }

  @Test
  void answers_go_on_when_the_network_is_closed() {
    NetworkApi api;
    List<Answer> before;
    try (Network network = network(1)) {
      api = new NetworkApi(network, NAMES, COMPUTE);
      before = api.ask(IMAGES.all());
    }
    try (api) {
      assertThat(api.ask(IMAGES.all())).isEqualTo(before);
    }
  }

  @Test
  void one_name_a_class_is_needed() {
    try (Network network = network(1)) {
      assertThatThrownBy(() -> new NetworkApi(network, List.of("stop", "go"), COMPUTE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("2 names for 3 classes");
    }
  }

  private static Network network(long seed) {
    return Architectures.named("5l").create(3, ImageShape.square(12), new Seed(seed));
  }
}
