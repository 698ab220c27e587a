package io.boogeyman.cli.policy;

import io.boogeyman.defend.policy.ClientStates;
import io.boogeyman.defend.policy.Enforcement;
import io.boogeyman.defend.policy.GuardListener;
import io.boogeyman.defend.policy.Ledger;
import io.boogeyman.defend.policy.TriggerRegister;
import io.boogeyman.defend.policy.file.PolicyFile;
import io.boogeyman.guard.gateway.PolicyOpener;
import io.boogeyman.guard.protocol.ClientTensors;
import java.io.IOException;
import java.time.Clock;

/** Opens policies for a gateway, by the same means as for an audit. */
public final class ServedPolicies implements PolicyOpener {
  private final PolicyOpening opening;
  private final int live;

  /**
   * @param live clients' records in memory at most
   */
  public ServedPolicies(PolicyOpening opening, int live) {
    this.opening = opening;
    this.live = live;
  }

  @Override
  public Opened open(
      PolicyFile file,
      Ledger ledger,
      ClientStates states,
      TriggerRegister triggers,
      GuardListener listener)
      throws IOException {
    OpenPolicy policy = opening.open(file);
    try {
      ClientTensors tensors = policy.tensors();
      return new Opened(
          Enforcement.served(
              file,
              policy.parts(policy.model(), ledger, states, triggers),
              Clock.systemUTC(),
              listener,
              live),
          tensors,
          policy);
    } catch (RuntimeException e) {
      policy.close();
      throw e;
    }
  }
}
