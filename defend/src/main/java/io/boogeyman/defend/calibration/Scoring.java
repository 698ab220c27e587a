package io.boogeyman.defend.calibration;

import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.defend.observation.Observer;
import io.boogeyman.defend.observation.Queries;
import io.boogeyman.defend.stateless.ImageDetector;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Scores sets of images by several detectors, which share the victim's forward pass; batch by
 * batch, so that memory does not grow with the set but by the scores.
 */
public final class Scoring {
  private static final int BATCH = 128;

  private final Observer victim;
  private final List<? extends ImageDetector> detectors;
  private final Progress progress;

  /**
   * @param victim what looks first
   * @param detectors that look then, none closed here
   */
  public Scoring(Observer victim, List<? extends ImageDetector> detectors, Progress progress) {
    this.victim = victim;
    this.detectors = List.copyOf(detectors);
    this.progress = progress;
  }

  /**
   * Scores every image.
   *
   * @param what they are, for the progress
   */
  public Scores score(ImageSet images, String what) {
    double[][] scores = new double[detectors.size()][images.size()];
    double[] nanos = new double[detectors.size()];
    double victimNanos = 0;
    try (Progress.Task task = progress.begin("Scoring " + what, "images", images.size())) {
      for (int from = 0; from < images.size(); from += BATCH) {
        int[] batch = IntStream.range(from, Math.min(images.size(), from + BATCH)).toArray();
        long start = System.nanoTime();
        Queries queries = victim.queries(images.read(batch));
        victimNanos += System.nanoTime() - start;
        for (int d = 0; d < scores.length; d++) {
          start = System.nanoTime();
          System.arraycopy(detectors.get(d).scores(queries), 0, scores[d], from, batch.length);
          nanos[d] += System.nanoTime() - start;
        }
        task.advance(batch.length);
      }
    }
    double images1000 = 1e3 * images.size();
    double[] micros =
        IntStream.range(0, nanos.length).mapToDouble(d -> nanos[d] / images1000).toArray();
    return new Scores(scores, micros, victimNanos / images1000);
  }
}
