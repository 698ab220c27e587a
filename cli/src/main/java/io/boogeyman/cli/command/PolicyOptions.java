package io.boogeyman.cli.command;

import io.boogeyman.cli.policy.AttackedVictim;
import io.boogeyman.cli.policy.PolicyOpening;
import io.boogeyman.core.text.DurationText;
import io.boogeyman.defend.policy.file.PolicyReader;
import io.boogeyman.victim.Computing;
import io.boogeyman.victim.Victim;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The policy that a thief meets, and what he has against it. */
final class PolicyOptions {

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description =
          "Steal the model that this policy protects, through the policy (instead of --victim;"
              + " docs/policy.md).")
  private Path policy;

  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "With --policy: accounts that a thief spreads his queries over (default:"
              + " ${DEFAULT-VALUE}).")
  private int accounts;

  @Option(
      names = "--patience",
      paramLabel = "TIME",
      defaultValue = "0s",
      description =
          "With --policy: how long a thief waits in all to be answered again, such as 30d; no time"
              + " passes here meanwhile (default: ${DEFAULT-VALUE}).")
  private String patience;

  /** Whether there is one. */
  boolean isNamed() {
    return policy != null;
  }

  /** The policy's file. */
  String name() {
    return policy.toString();
  }

  /**
   * Opens the policy and what it protects.
   *
   * @throws IOException if something cannot be read or reached
   * @throws IllegalArgumentException in one line, if something of it is not what it should be
   */
  Victim open(CommonOptions common) throws IOException {
    PolicyOpening opening =
        new PolicyOpening(
            new Computing(common.threads(), common::compute),
            new Notices(System.err),
            System::getenv);
    return new AttackedVictim(
        opening.open(new PolicyReader().read(policy)), accounts, DurationText.parse(patience));
  }
}
