package io.boogeyman.guard.gateway;

import io.boogeyman.defend.policy.file.PolicyFile;
import io.boogeyman.guard.client.Authenticator;
import io.boogeyman.guard.protocol.Offer;
import java.util.function.Consumer;

/**
 * The policy in force.
 *
 * @param file what it says
 * @param files what it names
 * @param opened the policy at work
 * @param authenticator who asks, by what it says
 */
record InForce(
    PolicyFile file, ServedFiles files, PolicyOpener.Opened opened, Authenticator authenticator) {

  /**
   * What clients are offered under it.
   *
   * @param log told why a request was refused that nothing else tells of
   */
  Offer offer(Consumer<String> log) {
    return new Offer(new RecordedGate(opened.enforcement(), log), opened.tensors());
  }

  /** Ends it: what is known of clients is kept. */
  void end() {
    try {
      opened.enforcement().close();
    } finally {
      endModel();
    }
  }

  private void endModel() {
    try {
      opened.behind().close();
    } catch (Exception e) {
      throw new IllegalStateException("a policy's model could not be closed", e);
    }
  }
}
