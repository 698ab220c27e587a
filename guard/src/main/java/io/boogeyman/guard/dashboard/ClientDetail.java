package io.boogeyman.guard.dashboard;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is remembered of a client.
 *
 * @param row the client at a glance
 * @param now when this was said, in milliseconds since 1970
 * @param first when it was first seen
 * @param requests answered
 * @param delay how long its answers are held back, in milliseconds
 * @param refusals images refused, by reason
 * @param evidence the newest, by detector
 * @param history the same over time
 * @param classes the classes asked for most, at most 40
 * @param otherImages asked for other classes than those
 * @param spans what was released when
 * @param steps how it climbed and came down
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record ClientDetail(
    ClientRow row,
    long now,
    long first,
    long requests,
    long delay,
    Map<String, Long> refusals,
    Map<String, Double> evidence,
    EvidenceHistory.Series history,
    List<ClassCounts.Count> classes,
    long otherImages,
    List<ReleasedSpans.Span> spans,
    List<StepChange> steps) {

  /**
   * A client climbed or came down.
   *
   * @param at in milliseconds since 1970
   * @param from the step before
   * @param to the step after
   * @param up whether it climbed
   * @param suspicion at that time
   */
  record StepChange(long at, String from, String to, boolean up, double suspicion) {}

  /** The same, with what others know of its budget. */
  ClientDetail with(Optional<BudgetUse> budget) {
    return new ClientDetail(
        row.with(budget),
        now,
        first,
        requests,
        delay,
        refusals,
        evidence,
        history,
        classes,
        otherImages,
        spans,
        steps);
  }
}
