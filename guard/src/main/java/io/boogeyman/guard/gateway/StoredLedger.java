package io.boogeyman.guard.gateway;

import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.defend.policy.Ledger;
import io.boogeyman.guard.metrics.GuardMetrics;
import io.boogeyman.guard.store.Budgets;
import io.boogeyman.guard.store.Charge;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A policy's ledger in the gateway's store, with the time that charging takes. */
record StoredLedger(Budgets budgets, GuardMetrics metrics) implements Ledger {

  @Override
  public Optional<Exhausted> charge(ClientName client, int images, Instant now) {
    long start = System.nanoTime();
    Charge charge = budgets.charge(client, images, now);
    metrics.charged(Duration.ofNanos(System.nanoTime() - start));
    return charge instanceof Charge.Refused refused
        ? Optional.of(
            new Exhausted(
                refused.allowance().toString(),
                refused.inAll(),
                refused.again().map(again -> Duration.between(now, again))))
        : Optional.empty();
  }

  @Override
  public void refund(ClientName client, int images, Instant now) {
    budgets.refund(client, images, now);
  }
}
