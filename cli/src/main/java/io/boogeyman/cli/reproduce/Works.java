package io.boogeyman.cli.reproduce;

import io.boogeyman.cli.result.DetectionResult;
import io.boogeyman.core.progress.Progress;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
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
      return found(theft, thefts.steal(theft, progress));
    }
    Node.Detect detection = (Node.Detect) node;
    return found(detection, detections.detect(detection));
  }

  /** What came of a theft or of detectors, if that was done before; victims are no claim's. */
  Optional<Consumer<Findings>> kept(Node node) throws IOException {
    if (node instanceof Node.Steal theft) {
      return thefts.kept(theft).map(stolen -> found(theft, stolen));
    }
    return node instanceof Node.Detect detection
        ? detections.kept(detection).map(detected -> found(detection, detected))
        : Optional.empty();
  }

  private static Consumer<Findings> found(Node.Steal theft, TheftResult stolen) {
    return findings -> findings.thefts(theft, stolen);
  }

  private static Consumer<Findings> found(Node.Detect detection, DetectionResult detected) {
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
