package io.boogeyman.cli.policy;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.defend.policy.ClientStates;
import io.boogeyman.defend.policy.Enforcement;
import io.boogeyman.defend.policy.GuardListener;
import io.boogeyman.defend.policy.Ledger;
import io.boogeyman.defend.policy.TriggerRegister;
import io.boogeyman.defend.policy.file.PolicyFile;
import io.boogeyman.guard.gateway.PolicyOpener;
import io.boogeyman.guard.protocol.TensorInput;
import io.boogeyman.victim.input.Channels;
import io.boogeyman.victim.input.ElementType;
import io.boogeyman.victim.input.Layout;
import io.boogeyman.victim.input.Normalisation;
import io.boogeyman.victim.input.Preprocessing;
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
      return new Opened(
          Enforcement.served(
              file,
              policy.parts(policy.model(), ledger, states, triggers),
              Clock.systemUTC(),
              listener,
              live),
          input(policy.model().shape()),
          policy);
    } catch (RuntimeException e) {
      policy.close();
      throw e;
    }
  }

  /** What clients send of an image: its values in [0, 1], whatever the model makes of them. */
  private static TensorInput input(ImageShape shape) {
    return new TensorInput(
        "input",
        new Preprocessing(
            shape, shape, Layout.NCHW, Channels.RGB, ElementType.FP32, Normalisation.UNIT));
  }
}
