package io.boogeyman.victim.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.nn.image.decode.ImageDecoder;
import io.boogeyman.victim.Victim;
import io.boogeyman.victim.conformance.MeasuringData;
import io.boogeyman.victim.conformance.TinyNetwork;
import io.boogeyman.victim.opening.Victims;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A model as somebody published it: SqueezeNet 1.1 in half precision, after Caffe's habits. */
@Tag("slow")
class PublishedOnnxTest {
  private static final ImageShape SHAPE = ImageShape.square(224);

  @Test
  void gives_its_known_answers() throws Exception {
    Path weights = MeasuringData.file("weights");
    Path samples = weights.resolve("imagenet_samples");
    JsonNode json = new ObjectMapper().readTree(samples.resolve("expected.json").toFile());
    JsonNode expected = json.get("networks").get("squeezenet1_1_imagenet.safetensors");
    try (Victim victim =
        Victims.open(
            weights.resolve("squeezenet1.1_fp16.onnx").toString(),
            Map.of("input.channels", "bgr", "input.normalisation", "caffe"),
            TinyNetwork.COMPUTING,
            notice -> {})) {
      assertThat(victim.settings())
          .containsEntry("images", "224x224 (from the file)")
          .containsEntry("layout", "NCHW (from the file)")
          .containsEntry("channels", "BGR (declared)")
          .containsEntry("type", "FP16 (from the file)")
          .containsEntry("values", "(pixel × 1 − (104, 117, 123)) / 1 (declared)")
          .containsEntry("output", "probabilities (as two images of noise were answered)")
          .containsEntry("classes", "1000 (from the file), by number")
          .containsEntry("batch", "1 (from the file)");
      List<Answer> answers = victim.api().ask(images(samples, json.get("files")));
      for (int i = 0; i < answers.size(); i++) {
        assertTopFive((Answer.Vector) answers.get(i), expected.get(i));
      }
    }
  }

  /** Expected of the same network in single precision. */
  private static void assertTopFive(Answer.Vector answer, JsonNode expected) {
    List<Integer> best =
        IntStream.range(0, answer.classes())
            .boxed()
            .sorted((a, b) -> Float.compare(answer.probability(b), answer.probability(a)))
            .limit(5)
            .toList();
    assertThat(best.get(0)).isEqualTo(expected.get(0).get(0).asInt());
    for (JsonNode one : expected) {
      assertThat(answer.probability(one.get(0).asInt()))
          .isCloseTo((float) one.get(1).asDouble(), within(0.001f));
    }
  }

  private static ImageBatch images(Path folder, JsonNode files) throws Exception {
    ByteBuffer pixels = ByteBuffer.allocate(files.size() * SHAPE.bytes());
    for (JsonNode file : files) {
      Path path = folder.resolve(file.asText());
      pixels.put(ImageDecoder.decode(Files.readAllBytes(path), file.asText(), SHAPE));
    }
    return new ImageBatch(SHAPE, pixels.array());
  }
}
