package io.boogeyman.cli.command;

import io.boogeyman.attack.reading.Reading;
import io.boogeyman.cli.policy.AttackedVictim;
import io.boogeyman.cli.policy.PolicyOpening;
import io.boogeyman.cli.run.StrategyChoice;
import io.boogeyman.core.text.DurationText;
import io.boogeyman.defend.policy.file.PolicyFile;
import io.boogeyman.defend.policy.file.PolicyReader;
import io.boogeyman.victim.Computing;
import io.boogeyman.victim.opening.ModelFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
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
      description = "With --policy: accounts that a thief spreads his queries over (default: 1).")
  private Integer accounts;

  @Option(
      names = "--patience",
      paramLabel = "TIME",
      description =
          "With --policy: how long a thief waits in all to be answered again, such as 30d; no time"
              + " passes here meanwhile (default: 0s).")
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
  AttackedVictim open(CommonOptions common) throws IOException {
    return open(
        policy, accounts == null ? 1 : accounts, patience == null ? "0s" : patience, common);
  }

  /**
   * Opens a policy against which a thief has so much.
   *
   * @throws IOException as the other
   * @throws IllegalArgumentException as the other
   */
  static AttackedVictim open(Path policy, int accounts, String patience, CommonOptions common)
      throws IOException {
    Duration waits = DurationText.parse(patience);
    if (accounts < 1) {
      throw new IllegalArgumentException("--accounts must be at least 1, not " + accounts);
    }
    PolicyFile file = new PolicyReader().read(policy);
    SortedMap<String, String> files = file.named(new ModelFiles()).digests();
    return new AttackedVictim(opening(common).open(file), files, accounts, waits);
  }

  /** What opens policies, with the options that every command has. */
  static PolicyOpening opening(CommonOptions common) {
    return new PolicyOpening(
        new Computing(common.threads(), common::compute), new Notices(System.err), System::getenv);
  }

  /**
   * Refuses what has no meaning without a policy.
   *
   * @throws IllegalArgumentException if it is there without one
   */
  void requireMeaning() {
    if (!isNamed() && (accounts != null || patience != null)) {
      throw new IllegalArgumentException(
          "--accounts and --patience are a thief's against a policy: name one by --policy");
    }
  }

  /**
   * What is made of answers by thieves who know the policy: it is worth what it is against the
   * strongest of them.
   */
  static List<Reading> knowingReadings(StrategyChoice strategy) {
    Stream<String> all = Stream.of("released", "label", "averaged-4", "recovered");
    return all.map(Reading::parse)
        .filter(reading -> reading.variationsAsked() == 1 || !strategy.looksAtAnswers())
        .toList();
  }
}
