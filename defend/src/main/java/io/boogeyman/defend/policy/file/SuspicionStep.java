package io.boogeyman.defend.policy.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.boogeyman.defend.release.ReleaseSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What happens to clients who look suspicious. A client climbs to the highest step whose {@code at}
 * its suspicion reaches, and comes down one step at a time, when it has stood there for {@code
 * hold} and its suspicion has fallen to {@code until}.
 *
 * @param step what it is called
 * @param at the suspicion at which it begins; at 1 a detector accuses
 * @param until the suspicion at which it may end; half of {@code at} where none is named
 * @param hold how long it lasts at least; an hour where nothing is said
 * @param alert whether somebody is told
 * @param release what becomes of answers instead of what the policy says for everybody
 * @param delay how long answers are held back
 * @param refuse whether nothing is answered; then the evidence is forgotten when {@code hold} is
 *     over, since nothing can speak for the client meanwhile
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record SuspicionStep(
    String step,
    double at,
    Optional<Double> until,
    Optional<Duration> hold,
    Optional<Boolean> alert,
    Optional<List<ReleaseSettings>> release,
    Optional<Duration> delay,
    Optional<Boolean> refuse) {
  private static final Duration HOLD = Duration.ofHours(1);
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

  /**
   * @throws IllegalArgumentException in one line, if the parts do not fit each other
   */
  public SuspicionStep {
    if (!(at > 0 && at <= 1000)) {
      throw new IllegalArgumentException("suspicion.at must be over 0, not " + at);
    }
    if (until.isPresent() && !(until.get() >= 0 && until.get() < at)) {
      throw new IllegalArgumentException(
          "suspicion.until must be from 0 to less than 'at', not " + until.get());
    }
    if (delay.isPresent() && delay.get().compareTo(LONGEST_DELAY) > 0) {
      throw new IllegalArgumentException("suspicion.delay must be at most 1m");
    }
    if (refuse.orElse(false) && (release.isPresent() || delay.isPresent())) {
      throw new IllegalArgumentException(
          "suspicion: step '" + step + "' refuses, so that there is no 'release' and no 'delay'");
    }
    release = release.map(List::copyOf);
  }

  /** The suspicion at which it may end. */
  public double end() {
    return until.orElse(at / 2);
  }

  /** How long it lasts at least. */
  public Duration least() {
    return hold.orElse(HOLD);
  }

  /** Whether nothing is answered. */
  public boolean refuses() {
    return refuse.orElse(false);
  }

  /** Whether somebody is told. */
  public boolean alerts() {
    return alert.orElse(false);
  }
}
