package io.boogeyman.guard.dashboard;

import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.defend.policy.file.Policy;
import java.util.List;
import java.util.Optional;

/**
 * What the dashboard is told beside events. Asked about once a second while somebody looks, of
 * budgets once for each client that is shown; answers must be at hand. Safe for several threads.
 */
public interface DashboardFacts {
  /** What the protected model is called. */
  String modelName();

  /** Its version. */
  String modelVersion();

  /** What its classes are called, in their order. */
  List<String> classNames();

  /** The policy in force, if its steps are to be shown. */
  default Optional<Policy> policy() {
    return Optional.empty();
  }

  /** What a client has used of its allowance, if it has one. */
  default Optional<BudgetUse> budget(ClientName client) {
    return Optional.empty();
  }

  /** What is wrong with the gateway that no event tells, in one line: a disk that is full. */
  default Optional<String> trouble() {
    return Optional.empty();
  }
}
