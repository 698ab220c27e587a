package io.boogeyman.cli.reproduce;

import io.boogeyman.cli.result.DetectionResult;
import io.boogeyman.core.progress.Progress;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** What does each kind of work. */
record Works(VictimWork victims, TheftWork thefts, DetectionWork detections) implements Work {

  /**
   * Refuses what would be refused when its turn comes, perhaps hours later.
   *
   * @throws IOException if images cannot be counted
   * @throws IllegalArgumentException in one line
   */
  void check(Node node) throws IOException {
    if (node instanceof Node.Steal theft) {
      thefts.check(theft);
    } else if (node instanceof Node.Detect detection) {
      detections.check(detection);
    }
  }

  @Override
  public Consumer<Findings> carryOut(Node node, Progress progress) throws IOException {
    if (node instanceof Node.TrainVictim training) {
      Findings.TrainedVictim trained = victims.train(training.victim());
      return findings -> findings.victim(training.victim(), trained);
    }
    if (node instanceof Node.Steal theft) {
      TheftResult stolen = thefts.steal(theft, progress);
      return findings -> findings.thefts(theft, stolen);
    }
    Node.Detect detection = (Node.Detect) node;
    DetectionResult detected = detections.detect(detection);
    return findings -> findings.detection(detection.watch(), detected);
  }

  /** Thefts, where copies are small enough for several at once; all else has the whole machine. */
  @Override
  public int atOnce(List<Node> nodes) throws IOException {
    int most = Integer.MAX_VALUE;
    for (Node node : nodes) {
      most = Math.min(most, node instanceof Node.Steal theft ? thefts.jobs(theft) : 1);
    }
    return most;
  }

  @Override
  public void prepare(List<Node> nodes) throws IOException {
    for (Node node : nodes) {
      if (node instanceof Node.Steal theft) {
        thefts.decode(theft);
      }
    }
  }
}
