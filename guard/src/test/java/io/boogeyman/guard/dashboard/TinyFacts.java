package io.boogeyman.guard.dashboard;

import io.boogeyman.defend.policy.ClientName;
import java.util.List;
import java.util.Optional;

/** A model of three classes, and a thousand images a day for everybody. */
final class TinyFacts implements DashboardFacts {
  @Override
  public String modelName() {
    return "signs";
  }

  @Override
  public String modelVersion() {
    return "3";
  }

  @Override
  public List<String> classNames() {
    return List.of("stop", "yield", "<b>priority</b>");
  }

  @Override
  public Optional<BudgetUse> budget(ClientName client) {
    return Optional.of(new BudgetUse(250, 1_000, "1,000 images a day"));
  }
}
