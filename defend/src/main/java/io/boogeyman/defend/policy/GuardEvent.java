package io.boogeyman.defend.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What is worth telling of a policy at work: to an audit log, metrics, alerts, a dashboard. */
public sealed interface GuardEvent {

  /** When it happened. */
  Instant at();

  /**
   * A request was answered.
   *
   * @param images how many
   * @param repeats how many of them the client had asked lately
   * @param classes the class that each image was given, by the victim
   * @param released what kind of answers went out, such as {@code "top-5"}, an entry an image
   * @param marked how many answers carry a mark ({@link io.boogeyman.defend.watermark.Watermark})
   * @param standing how the client stands now
   * @param evidence by detector, on the scale of {@link Standing#suspicion}
   * @param timing where the time went
   */
  record Asked(
      Instant at,
      ClientName client,
      int images,
      int repeats,
      List<Integer> classes,
      List<String> released,
      int marked,
      Standing standing,
      Map<String, Double> evidence,
      Timing timing)
      implements GuardEvent {}

  /**
   * A client climbed to a higher step of suspicion.
   *
   * @param from the standing before
   * @param to the standing now
   * @param queries images that it asked in all
   * @param evidence by detector
   * @param alert whether the step asks for an alert
   */
  record Escalated(
      Instant at,
      ClientName client,
      Standing from,
      Standing to,
      long queries,
      Map<String, Double> evidence,
      boolean alert)
      implements GuardEvent {}

  /**
   * A client came down a step.
   *
   * @param from the standing before
   * @param to the standing now
   */
  record Relaxed(Instant at, ClientName client, Standing from, Standing to) implements GuardEvent {}

  /**
   * A request was refused.
   *
   * @param images how many
   */
  record Refused(Instant at, ClientName client, int images, Decision.Refused refusal)
      implements GuardEvent {}

  /**
   * Detectors did not come to a verdict in time.
   *
   * @param images how many were answered without, or refused for it
   * @param answered whether they were answered
   */
  record DetectorsLate(Instant at, ClientName client, int images, boolean answered)
      implements GuardEvent {}

  /**
   * The model did not answer.
   *
   * @param reason in one line
   */
  record ModelFailed(Instant at, ClientName client, int images, String reason)
      implements GuardEvent {}

  /**
   * A policy came into force.
   *
   * @param version as its file says
   * @param author as its file says
   * @param digest of all that it says
   * @param files the SHA-256 of each file that it names, by that name
   */
  record PolicyInForce(
      Instant at, String version, String author, String digest, Map<String, String> files)
      implements GuardEvent {}

  /**
   * Where a request's time went.
   *
   * @param model until the model had answered, waiting for others included
   * @param detectors until the detectors had scored
   * @param release what was left: state and release
   */
  record Timing(Duration model, Duration detectors, Duration release) {}
}
