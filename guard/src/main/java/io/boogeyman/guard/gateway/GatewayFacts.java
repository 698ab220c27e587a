package io.boogeyman.guard.gateway;

import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.defend.policy.Gate;
import io.boogeyman.defend.policy.file.Allowance;
import io.boogeyman.defend.policy.file.Policy;
import io.boogeyman.guard.dashboard.BudgetUse;
import io.boogeyman.guard.dashboard.DashboardFacts;
import io.boogeyman.guard.store.Spending;
import io.boogeyman.guard.store.Window;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a gateway tells its dashboard beside events.
 *
 * @param gate the policy in force, as protocols see it
 * @param inForce the same, as its file says it
 * @param spent what a client was charged, by now
 * @param troubles what no event tells
 */
record GatewayFacts(
    Supplier<Gate> gate,
    Supplier<Policy> inForce,
    Function<ClientName, Spending> spent,
    Supplier<Optional<String>> troubles)
    implements DashboardFacts {

  @Override
  public String modelName() {
    return gate.get().modelName();
  }

  @Override
  public String modelVersion() {
    return gate.get().modelVersion();
  }

  @Override
  public List<String> classNames() {
    return gate.get().classNames();
  }

  @Override
  public Optional<Policy> policy() {
    return Optional.of(inForce.get());
  }

  @Override
  public Optional<BudgetUse> budget(ClientName client) {
    Optional<Allowance> allowance = inForce.get().allowances().of(client.value());
    return allowance.map(said -> use(client, said));
  }

  private BudgetUse use(ClientName client, Allowance said) {
    Window window = AllowedImages.window(said.period());
    long used = spent.apply(client).in(window);
    return new BudgetUse(used, said.images(), said.toString());
  }

  @Override
  public Optional<String> trouble() {
    return troubles.get();
  }
}
