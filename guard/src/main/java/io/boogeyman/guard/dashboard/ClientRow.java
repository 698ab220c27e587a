package io.boogeyman.guard.dashboard;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * A client at a glance.
 *
 * @param id short, of this row alone, as long as the client is remembered
 * @param name as it calls itself: text of a stranger
 * @param level how many steps of suspicion it has climbed
 * @param step what that step is called
 * @param suspicion 1 where a detector accuses
 * @param spark its suspicion over time, the newest last
 * @param images asked and answered
 * @param repeats of them asked before
 * @param refused images that were not answered
 * @param top the classes asked for most
 * @param classes how many different classes
 * @param released what its answers were made into last, or why there was none
 * @param refusedNow whether there was none
 * @param seen when it asked last, in milliseconds since 1970
 * @param budget what it has used, if that is known
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record ClientRow(
    long id,
    String name,
    int level,
    String step,
    double suspicion,
    List<Double> spark,
    long images,
    long repeats,
    long refused,
    List<ClassCounts.Count> top,
    int classes,
    String released,
    boolean refusedNow,
    long seen,
    Optional<BudgetUse> budget) {

  ClientRow with(Optional<BudgetUse> use) {
    return new ClientRow(
        id,
        name,
        level,
        step,
        suspicion,
        spark,
        images,
        repeats,
        refused,
        top,
        classes,
        released,
        refusedNow,
        seen,
        use);
  }
}
