package io.boogeyman.cli.result;

import io.boogeyman.core.statistics.Interval;
import java.util.List;

/**
 * One stolen copy. Intervals are over test images.
 *
 * @param answers what was made of the answers that it was trained on, such as {@code "label"}
 * @param budget how many answers it was to be trained on
 * @param answered how many it was trained on: fewer, if the victim refused to go on
 * @param seed the thief's seed
 * @param architecture its network
 * @param digest digest of its weights
 * @param accuracy right on the test set
 * @param top5 right class among the five most probable
 * @param fidelity agrees with the victim
 * @param recovery accuracy over the victim's accuracy
 * @param divergence mean Kullback–Leibler divergence from the victim, nats
 * @param classes one row a class, in the order of the class names
 * @param epochs how long it was trained
 * @param keptEpoch the epoch that was kept, chosen on held-out answers
 * @param heldOutAgreement share of the held-out answers whose class that epoch names; 0 where none
 *     were held out
 * @param seconds how long training took
 */
public record Surrogate(
    String answers,
    int budget,
    int answered,
    long seed,
    String architecture,
    String digest,
    Interval accuracy,
    Interval top5,
    Interval fidelity,
    Interval recovery,
    Interval divergence,
    List<ClassResult> classes,
    int epochs,
    int keptEpoch,
    double heldOutAgreement,
    double seconds) {

  /** The same copy, of answers that are called otherwise and tell the same. */
  public Surrogate learntFrom(String others) {
    return new Surrogate(
        others,
        budget,
        answered,
        seed,
        architecture,
        digest,
        accuracy,
        top5,
        fidelity,
        recovery,
        divergence,
        classes,
        epochs,
        keptEpoch,
        heldOutAgreement,
        seconds);
  }
}
