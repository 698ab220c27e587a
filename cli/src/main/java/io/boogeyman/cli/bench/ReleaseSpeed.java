package io.boogeyman.cli.bench;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.defend.release.Exchange;
import io.boogeyman.defend.release.Release;
import io.boogeyman.defend.release.ReleaseKey;
import io.boogeyman.defend.release.ReleaseMeans;
import io.boogeyman.defend.release.ReleaseSettings;
import io.boogeyman.defend.release.ReleaseSettings.AdaptiveMisinformation;
import io.boogeyman.defend.release.ReleaseSettings.Dawn;
import io.boogeyman.defend.release.ReleaseSettings.GaussianNoise;
import io.boogeyman.defend.release.ReleaseSettings.GradientRedirection;
import io.boogeyman.defend.release.ReleaseSettings.HighConfidence;
import io.boogeyman.defend.release.ReleaseSettings.Mad;
import io.boogeyman.defend.release.ReleaseSettings.ModelGuardS;
import io.boogeyman.defend.release.ReleaseSettings.ModelGuardW;
import io.boogeyman.defend.release.ReleaseSettings.ReverseSigmoid;
import io.boogeyman.defend.release.Releases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * How long releases take an answer, all that they do included: looking at the image, secrets,
 * sorting. Answers are of a victim that is sure of some images and not of others, and arrive 256 at
 * a time.
 */
record ReleaseSpeed(BenchSettings settings) {
  private static final int[] CLASSES = {43, 1_000};
  private static final int ANSWERS = 10_000;
  private static final int BATCH = 256;

  /** Distances at which every release has something to do. */
  private static final Map<String, ReleaseSettings> RELEASES = releases();

  private static Map<String, ReleaseSettings> releases() {
    Map<String, ReleaseSettings> releases = new LinkedHashMap<>();
    releases.put("high-confidence", new HighConfidence(0.25));
    releases.put("gaussian-noise", new GaussianNoise(0.2, true));
    releases.put("reverse-sigmoid", new ReverseSigmoid(1, 0.2, true));
    releases.put("mad", new Mad(0.5, "l1", "angle", true));
    releases.put("mad, any label", new Mad(0.5, "l1", "angle", false));
    releases.put("mad, kl", new Mad(0.5, "kl", "angle", true));
    releases.put("gradient-redirection", new GradientRedirection(0.5, true));
    releases.put(
        "adaptive-misinformation", new AdaptiveMisinformation(1_000, 0.5, Optional.empty()));
    releases.put("modelguard-w", new ModelGuardW(0.5));
    releases.put("modelguard-s", new ModelGuardS(0.5, 4_096));
    releases.put("dawn", new Dawn(0.005));
    return releases;
  }

  List<Measurement> measure(Path folder) throws Exception {
    List<Measurement> measurements = new ArrayList<>();
    for (int classes : CLASSES) {
      List<Exchange> exchanges = exchanges(classes);
      for (Map.Entry<String, ReleaseSettings> entry : RELEASES.entrySet()) {
        measurements.add(measure(entry.getKey(), entry.getValue(), exchanges, classes, folder));
      }
    }
    return measurements;
  }

  private Measurement measure(
      String name, ReleaseSettings release, List<Exchange> exchanges, int classes, Path folder)
      throws Exception {
    ReleaseMeans means =
        new ReleaseMeans(
            ReleaseKey.of(new byte[ReleaseKey.SHORTEST]),
            classes,
            settings.shape(),
            settings.compute(),
            folder);
    int answers = exchanges.stream().mapToInt(Exchange::size).sum();
    try (Release open = Releases.open(List.of(release), means)) {
      return settings
          .stopwatch()
          .rate(
              "release, %s, %,d classes".formatted(name, classes),
              "answers/s",
              answers,
              () -> exchanges.forEach(open::release));
    }
  }

  private List<Exchange> exchanges(int classes) {
    SplittableRandom random = new SplittableRandom(classes);
    ImageShape shape = settings.shape();
    List<Exchange> exchanges = new ArrayList<>();
    for (int left = settings.count(ANSWERS); left > 0; left -= BATCH) {
      int count = Math.min(BATCH, left);
      byte[] pixels = new byte[count * shape.bytes()];
      random.nextBytes(pixels);
      List<Answer> answers = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        answers.add(answer(random, classes));
      }
      exchanges.add(Exchange.of(new ImageBatch(shape, pixels), answers));
    }
    return exchanges;
  }

  /** A softmax of normal logits, at a temperature of its own. */
  private static Answer answer(SplittableRandom random, int classes) {
    double scale = 1 + 5 * random.nextDouble();
    double[] weights = new double[classes];
    double sum = 0;
    for (int k = 0; k < classes; k++) {
      weights[k] = Math.exp(scale * random.nextGaussian());
      sum += weights[k];
    }
    float[] probabilities = new float[classes];
    for (int k = 0; k < classes; k++) {
      probabilities[k] = (float) (weights[k] / sum);
    }
    return new Answer.Vector(probabilities);
  }
}
