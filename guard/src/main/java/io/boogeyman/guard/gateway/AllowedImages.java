package io.boogeyman.guard.gateway;

import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.defend.policy.file.ClientSettings;
import io.boogeyman.defend.policy.file.Period;
import io.boogeyman.guard.store.Allowance;
import io.boogeyman.guard.store.Limits;
import io.boogeyman.guard.store.Window;
import java.util.List;
import java.util.Optional;

/** What a policy allows, as the store counts it. */
record AllowedImages(ClientSettings settings) implements Limits {

  @Override
  public List<Allowance> of(ClientName client) {
    return stored(settings.of(client.value()));
  }

  @Override
  public List<Allowance> inAll() {
    return stored(settings.all());
  }

  private static List<Allowance> stored(
      Optional<io.boogeyman.defend.policy.file.Allowance> allowance) {
    return allowance
        .map(said -> new Allowance(said.images(), window(said.period())))
        .map(List::of)
        .orElse(List.of());
  }

  /** How the store calls a period. */
  static Window window(Period period) {
    return switch (period) {
      case DAY -> Window.DAY;
      case MONTH -> Window.MONTH;
      case EVER -> Window.EVER;
    };
  }
}
