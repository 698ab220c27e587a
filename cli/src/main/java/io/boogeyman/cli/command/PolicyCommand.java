package io.boogeyman.cli.command;

import io.boogeyman.cli.policy.OpenPolicy;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.core.text.DurationText;
import io.boogeyman.defend.policy.ReleaseLadder;
import io.boogeyman.defend.policy.file.PolicyDifference;
import io.boogeyman.defend.policy.file.PolicyException;
import io.boogeyman.defend.policy.file.PolicyExplanation;
import io.boogeyman.defend.policy.file.PolicyFile;
import io.boogeyman.defend.policy.file.PolicyReader;
import io.boogeyman.defend.policy.file.PolicySchema;
import io.boogeyman.defend.policy.file.Retention;
import io.boogeyman.defend.release.ReleaseSettings.Dawn;
import io.boogeyman.defend.release.Releases;
import io.boogeyman.defend.watermark.ProofLevel;
import io.boogeyman.guard.client.AuthenticationReader;
import io.boogeyman.guard.protocol.ClientTensors;
import io.boogeyman.victim.opening.ModelFiles;
import io.boogeyman.victim.service.call.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code boogeyman policy}: what a policy says, and what is wrong with it. */
@Command(
    name = "policy",
    mixinStandardHelpOptions = true,
    description = "Check, explain and compare policies (docs/policy.md).",
    synopsisSubcommandLabel = "(check | explain | diff | schema)",
    footer = {
      "",
      "Examples:",
      "  boogeyman policy check policy.yaml",
      "  boogeyman policy explain policy.yaml",
      "  boogeyman policy diff policy.yaml policy-new.yaml",
      "  boogeyman policy schema > policy.schema.json"
    })
public final class PolicyCommand {
  private static final int REFUSED = 2;

  @Command(
      name = "check",
      description =
          "Read a policy, say all that is wrong with it, and open what it names: model, detectors,"
              + " releases.")
  int check(
      @Mixin CommonOptions common,
      @Parameters(paramLabel = "FILE", description = "The policy.") Path file,
      @Option(names = "--read-only", description = "Open nothing: only read the file.")
          boolean readOnly)
      throws IOException {
    PolicyFile policy;
    try {
      policy = new PolicyReader().read(file);
    } catch (PolicyException e) {
      e.faults().forEach(fault -> System.err.println(file + ", " + fault));
      return REFUSED;
    }
    if (!readOnly) {
      open(common, policy);
      if (policy.policy().authentication().isPresent()) {
        AuthenticationReader.open(policy, new Secrets(System::getenv), Clock.systemUTC());
      }
    }
    System.out.printf(
        "%s is in order: version %s of %s, digest %s%n",
        file, policy.policy().version(), policy.policy().author(), policy.digest());
    if (!readOnly) {
      policy
          .named(new ModelFiles())
          .digests()
          .forEach((name, sha256) -> System.out.printf("%s: SHA-256 %s%n", name, sha256));
    }
    return 0;
  }

  private static void open(CommonOptions common, PolicyFile policy) throws IOException {
    try (OpenPolicy open = PolicyOptions.opening(common).open(policy);
        ReleaseLadder releases = ReleaseLadder.of(policy.policy(), open.means())) {
      Granularity finest = releases.finest();
      ClientTensors tensors = open.tensors();
      System.out.printf(
          "model: %s, %d classes, %s images; the most that anybody sees: %s%n",
          open.victim().kind(), open.model().classNames().size(), open.model().shape(), finest);
      if (policy.policy().model().input().isPresent()) {
        System.out.printf(
            "clients send: '%s', %s%n",
            tensors.input().name(),
            String.join(", ", tensors.input().preprocessing().settings().values()));
      }
      tensors.output().ifPresent(name -> System.out.printf("and are answered with: '%s'%n", name));
      policy.policy().chains().stream()
          .flatMap(chain -> Releases.watermark(chain).stream())
          .distinct()
          .forEach(dawn -> tell(dawn, open.model().classNames().size(), policy.policy().kept()));
    }
  }

  private static void tell(Dawn dawn, int classes, Retention retention) {
    System.out.printf(
        Locale.ROOT,
        "dawn: with %d classes a proof at %s needs %s marked queries of a client, if a copy forgets"
            + " half; at rate %s he has them after %s; %s%n",
        classes,
        ProofLevel.STANDARD,
        ProofNeeds.withHalfForgotten(classes, ProofLevel.STANDARD),
        dawn.rate(),
        ProofNeeds.queries(classes, dawn.rate()),
        retention
            .triggers()
            .map(time -> "a gateway keeps them for " + DurationText.of(time))
            .orElse("nobody keeps them, so that nothing can be proven: say retention.triggers"));
  }

  @Command(name = "explain", description = "Say in sentences what a policy does.")
  int explain(
      @Mixin CommonOptions common,
      @Parameters(paramLabel = "FILE", description = "The policy.") Path file)
      throws IOException {
    PolicyExplanation.of(new PolicyReader().read(file)).forEach(System.out::println);
    return 0;
  }

  @Command(
      name = "diff",
      description =
          "Say what a second policy says otherwise, field by field; exit with 1 if it does.")
  int diff(
      @Mixin CommonOptions common,
      @Parameters(index = "0", paramLabel = "FILE", description = "The policy before.") Path before,
      @Parameters(index = "1", paramLabel = "FILE", description = "The policy after.") Path after)
      throws IOException {
    PolicyReader reader = new PolicyReader();
    List<PolicyDifference> differences =
        PolicyDifference.between(reader.read(before), reader.read(after));
    differences.forEach(System.out::println);
    if (differences.isEmpty()) {
      System.out.println("both say the same");
    }
    return differences.isEmpty() ? 0 : 1;
  }

  @Command(name = "schema", description = "Print the JSON Schema of policies.")
  int schema() {
    System.out.print(PolicySchema.text());
    return 0;
  }
}
