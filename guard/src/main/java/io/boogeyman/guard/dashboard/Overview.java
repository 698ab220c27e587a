package io.boogeyman.guard.dashboard;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that the page shows, but for single clients. Times are milliseconds since 1970.
 *
 * @param now when this was said
 * @param model what is protected
 * @param health whether it works
 * @param figures the tiles
 * @param series the last 15 minutes
 * @param clients the most suspicious first
 * @param alerts the newest first
 * @param failures of the model, the newest first
 * @param policies that came into force, the newest first
 * @param rules what the policy in force says, if that is told
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record Overview(
    long now,
    Model model,
    Health health,
    Figures figures,
    Series series,
    List<ClientRow> clients,
    List<Alert> alerts,
    List<Failure> failures,
    List<PolicyLoad> policies,
    Optional<Rules> rules) {

  /** What is protected. */
  record Model(String name, String version, List<String> classes) {}

  /**
   * Whether the gateway works.
   *
   * @param state how well
   * @param reason in one line
   */
  record Health(State state, String reason) {
    /** How well it works. */
    enum State {
      @JsonProperty("healthy")
      HEALTHY,
      @JsonProperty("impaired")
      IMPAIRED,
      @JsonProperty("failing")
      FAILING
    }
  }

  /**
   * The tiles.
   *
   * @param images answered a second, over the last ten
   * @param requests answered a second
   * @param clients different ones in the last five minutes
   * @param suspects remembered clients on a step of suspicion
   * @param answered images in the last minute
   * @param refused images in the last minute
   * @param late images in the last minute that detectors were too late for
   * @param failed images in the last minute that the model did not answer
   * @param latency of the last five minutes
   * @param totals since the start
   */
  record Figures(
      double images,
      double requests,
      long clients,
      long suspects,
      long answered,
      long refused,
      long late,
      long failed,
      Latency latency,
      Totals totals) {}

  /** Where the time of a request goes, its delay on suspicion left out. */
  record Latency(
      Latencies.Quantiles whole,
      Latencies.Quantiles model,
      Latencies.Quantiles detectors,
      Latencies.Quantiles release) {}

  /** Since the start, in images but for the requests. */
  record Totals(
      long requests,
      long images,
      long repeats,
      Map<String, Long> refused,
      long late,
      long failed) {}

  /**
   * Images over time.
   *
   * @param width seconds of a stretch
   * @param end number of the last stretch, counted from 1970
   */
  record Series(int width, long end, List<Long> images, List<Long> refused, List<Long> late) {

    /** The last of them. */
    Series last(int number) {
      return new Series(
          width, end, last(images, number), last(refused, number), last(late, number));
    }

    private static List<Long> last(List<Long> all, int number) {
      return all.subList(Math.max(0, all.size() - number), all.size());
    }
  }

  /**
   * A client climbed a step.
   *
   * @param id counted from 1
   * @param alert whether the policy asks that somebody be told
   * @param queries images that it had asked
   * @param detector the one with the strongest evidence
   */
  record Alert(
      long id,
      long at,
      String client,
      String from,
      String to,
      int level,
      double suspicion,
      long queries,
      String detector,
      boolean alert) {}

  /** The model did not answer. */
  record Failure(long at, String client, int images, String reason) {}

  /** A policy came into force. */
  record PolicyLoad(long at, String version, String author, String digest) {}

  /**
   * What the policy in force says.
   *
   * @param release what everybody's answers are made into
   * @param detectors what watches
   * @param steps of suspicion, the least first
   */
  record Rules(String release, List<String> detectors, List<Step> steps) {}

  /**
   * A step of suspicion.
   *
   * @param at the suspicion at which it begins
   * @param until the suspicion at which it may end
   * @param hold how long it lasts at least, in milliseconds
   * @param release what answers are made into, if not what the step below says
   * @param delay how long they are held back, in milliseconds
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Step(
      String name,
      double at,
      double until,
      long hold,
      boolean alert,
      Optional<String> release,
      long delay,
      boolean refuse) {}
}
