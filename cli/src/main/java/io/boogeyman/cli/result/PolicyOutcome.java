package io.boogeyman.cli.result;

import java.util.List;
import java.util.Map;

/**
 * What became of one thief who met a policy.
 *
 * @param seed the thief's
 * @param answers what copies made of what he was answered, such as {@code "released, label"}
 * @param policy the policy's file
 * @param version as the file says
 * @param digest of all that it says
 * @param accounts that the thief had
 * @param answered images that he was answered; fewer than the budget, if he was refused
 * @param steps by name of the step of suspicion, how many images one of his accounts had asked when
 *     it came there first
 * @param waitedSeconds how long he waited to be answered again, as the policy counts time
 * @param marked copies that learnt from all that he was answered, asked what was marked of it; none
 *     where the policy keeps no triggers
 */
public record PolicyOutcome(
    long seed,
    String answers,
    String policy,
    String version,
    String digest,
    int accounts,
    int answered,
    Map<String, Long> steps,
    double waitedSeconds,
    List<MarkedCopy> marked) {

  /** Results of earlier versions do not tell of marks. */
  public PolicyOutcome {
    marked = marked == null ? List.of() : List.copyOf(marked);
  }
}
