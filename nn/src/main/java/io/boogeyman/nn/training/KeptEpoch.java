package io.boogeyman.nn.training;

import java.util.List;

/**
 * Which epoch's weights are kept: the last whose held-out agreement is no more than one standard
 * error below the best. This is the rule of Breiman et al. (1984, §3.4.3), with "later" where they
 * have "simpler": among epochs that the held-out images cannot tell apart, the later one has seen
 * more images at a smaller learning rate. Taking the very best instead chooses by luck: with 100
 * held-out answers it kept epoch 14 of 60, before the learning rate had come down, and half of the
 * fidelity was lost (docs/results.md).
 */
final class KeptEpoch {
  private KeptEpoch() {}

  /**
   * Whether an epoch's weights replace those kept so far. Asked after every epoch in turn, the last
   * epoch for which it says yes is the one that the rule names over all of them: a later, better
   * epoch is kept itself, whatever was kept before.
   *
   * @param before the epochs before, in order
   * @param heldOut how many images the agreement is a share of; 0 keeps every epoch
   */
  static boolean is(Epoch epoch, List<Epoch> before, int heldOut) {
    if (heldOut == 0) {
      return true;
    }
    double best = before.stream().mapToDouble(Epoch::agreement).max().orElse(0);
    double standardError = Math.sqrt(best * (1 - best) / heldOut);
    return epoch.agreement() >= best - standardError;
  }
}
