package io.boogeyman.defend.policy.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What watches the queries.
 *
 * @param calibration the file that {@code boogeyman calibrate} wrote
 * @param watch names of its detectors; each bets against every client by its scores
 * @param network the network that they look into instead of the model: a file that {@code boogeyman
 *     train} wrote, or a description of weights
 * @param prada PRADA in its compact form, on pixels
 * @param time how long an answer waits for detectors at most; without end where none is named
 * @param late what happens to an answer that they are too late for
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record DetectorSettings(
    Optional<String> calibration,
    List<String> watch,
    Optional<String> network,
    Optional<PradaSettings> prada,
    Optional<Duration> time,
    Optional<Late> late) {

  /** What becomes of an answer that its detectors are too late for. */
  public enum Late {
    /** It is released; the scores count when they come. */
    @JsonProperty("open")
    OPEN,
    /** It is refused. */
    @JsonProperty("closed")
    CLOSED
  }

  /**
   * PRADA (Juuti et al. 2019), for synthetic queries.
   *
   * @param delta W below which a client is accused, over 0 and at most 1
   */
  public record PradaSettings(double delta) {

    /**
     * @throws IllegalArgumentException if δ is out of range
     */
    public PradaSettings {
      if (!(delta > 0 && delta <= 1)) {
        throw new IllegalArgumentException(
            "detectors.prada.delta must be over 0 and at most 1, not " + delta);
      }
    }
  }

  /**
   * @throws IllegalArgumentException in one line, if the parts do not fit each other
   */
  public DetectorSettings {
    // What a file leaves out reaches a record as null.
    watch = List.copyOf(Objects.requireNonNullElse(watch, List.of()));
    if (watch.isEmpty() == calibration.isPresent()) {
      throw new IllegalArgumentException(
          watch.isEmpty()
              ? "detectors.watch: name at least one detector of the calibration"
              : "detectors.calibration: name the file that has " + String.join(", ", watch));
    }
    if (watch.isEmpty() && prada.isEmpty()) {
      throw new IllegalArgumentException(
          "detectors: name a 'calibration' and what to 'watch', or 'prada', or leave them out");
    }
    if (watch.stream().distinct().count() < watch.size()) {
      throw new IllegalArgumentException("detectors.watch names a detector twice");
    }
  }

  /** What happens when they are late: refused, where nothing is said. */
  public Late whenLate() {
    return late.orElse(Late.CLOSED);
  }
}
