package io.boogeyman.guard.gateway;

import io.boogeyman.defend.policy.ClientStates;
import io.boogeyman.defend.policy.Enforcement;
import io.boogeyman.defend.policy.GuardListener;
import io.boogeyman.defend.policy.Ledger;
import io.boogeyman.defend.policy.TriggerRegister;
import io.boogeyman.defend.policy.file.PolicyFile;
import io.boogeyman.guard.protocol.ClientTensors;
import java.io.IOException;

/** Opens policies with the models that they protect. */
@FunctionalInterface
public interface PolicyOpener {

  /**
   * A policy at work.
   *
   * @param enforcement closed by whoever opened it
   * @param tensors between clients and gateway
   * @param behind what the enforcement needs; closed after it
   */
  record Opened(Enforcement enforcement, ClientTensors tensors, AutoCloseable behind) {}

  /**
   * Opens one.
   *
   * @param ledger what counts
   * @param states what remembers
   * @param triggers what keeps marked queries
   * @param listener told of what happens
   * @throws IOException if something cannot be read or reached
   * @throws IllegalArgumentException in one line, if something of it is not what it should be
   */
  Opened open(
      PolicyFile file,
      Ledger ledger,
      ClientStates states,
      TriggerRegister triggers,
      GuardListener listener)
      throws IOException;
}
