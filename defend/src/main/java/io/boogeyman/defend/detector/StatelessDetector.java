package io.boogeyman.defend.detector;

/**
 * Scores queries one by one, whoever asks them.
 *
 * @param <Q> what it looks at: one image, or what the victim computed of it
 */
public interface StatelessDetector<Q> {

  /** What it is called in reports and files: "energy". */
  String name();

  /**
   * How foreign each query is, in order; higher is more foreign. Finite.
   *
   * @param queries a batch of them
   */
  double[] scores(Q queries);
}
