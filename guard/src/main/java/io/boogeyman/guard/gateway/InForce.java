package io.boogeyman.guard.gateway;

import io.boogeyman.defend.policy.file.PolicyFile;
import io.boogeyman.guard.client.Authenticator;

/**
 * The policy in force.
 *
 * @param file what it says
 * @param opened the policy at work
 * @param authenticator who asks, by what it says
 */
record InForce(PolicyFile file, PolicyOpener.Opened opened, Authenticator authenticator) {

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
