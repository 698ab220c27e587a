package io.boogeyman.defend.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.nn.compute.Compute;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** Chains of releases as a policy writes them, and images to ask. */
final class Chains {
  static final ImageShape SHAPE = ImageShape.square(16);

  private Chains() {}

  static List<ReleaseSettings> settings(String yaml) {
    try {
      return new YAMLMapper().readValue(yaml, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(yaml, e);
    }
  }

  static Release open(String yaml, int classes) {
    return open(yaml, classes, new byte[16]);
  }

  static Release open(String yaml, int classes, byte[] key) {
    return Releases.open(settings(yaml), means(classes, key));
  }

  static ReleaseMeans means(int classes, byte[] key) {
    return new ReleaseMeans(ReleaseKey.of(key), classes, SHAPE, Compute.cpu(1), Path.of("."));
  }

  static ImageBatch images(long seed, int count) {
    byte[] pixels = new byte[count * SHAPE.bytes()];
    new SplittableRandom(seed).nextBytes(pixels);
    return new ImageBatch(SHAPE, pixels);
  }

  static Exchange exchange(Answer... answers) {
    return Exchange.of(images(1, answers.length), List.of(answers));
  }
}
