package io.boogeyman.guard.gateway;

import io.boogeyman.defend.policy.GuardEvent;
import io.boogeyman.defend.policy.file.PolicyFile;
import io.boogeyman.guard.client.Authenticator;
import io.boogeyman.guard.protocol.Offer;
import java.time.Instant;
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

  /** The event that it came into force. */
  GuardEvent since(Instant instant) {
    return new GuardEvent.PolicyInForce(
        instant, file.policy().version(), file.policy().author(), file.digest(), files.digests());
  }

  /** In words, that it is in force, and what of its files is other than before. */
  String insteadOf(InForce before) {
    return "policy %s of %s is in force, digest %s%s"
        .formatted(
            file.policy().version(),
            file.policy().author(),
            file.digest(),
            files.otherThan(before.files));
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
