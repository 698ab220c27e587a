package io.boogeyman.cli.command;

import io.boogeyman.cli.policy.ServedPolicies;
import io.boogeyman.core.file.WholeFile;
import io.boogeyman.defend.policy.file.PolicyFile;
import io.boogeyman.defend.policy.file.PolicyReader;
import io.boogeyman.guard.audit.AuditBreak;
import io.boogeyman.guard.audit.AuditVerification;
import io.boogeyman.guard.client.ApiKey;
import io.boogeyman.guard.client.ApiKeys;
import io.boogeyman.guard.dashboard.AdminKey;
import io.boogeyman.guard.gateway.Gateway;
import io.boogeyman.guard.gateway.GatewaySettings;
import io.boogeyman.guard.gateway.PolicyHistory;
import io.boogeyman.guard.server.Limits;
import io.boogeyman.guard.server.ServerSettings;
import io.boogeyman.guard.server.Tls;
import io.boogeyman.guard.tracing.TracingSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code boogeyman guard}: a policy in front of a model. */
@Command(
    name = "guard",
    description = "Serve a model behind a policy: the one that 'boogeyman steal --policy' attacks.",
    footer = {
      "",
      "The policy's file, and those that it names, are looked at every second: what has changed",
      "comes into force without a request lost. Ctrl-C serves what is under way, and ends. In the",
      "environment:",
      "BOOGEYMAN_ADMIN_KEY, of at least 16 characters, opens the dashboard; BOOGEYMAN_AUDIT_KEY, as",
      "long, seals the audit log; OTEL_EXPORTER_OTLP_ENDPOINT says where traces are sent.",
      "",
      "Examples:",
      "  boogeyman guard --demo",
      "  boogeyman guard key acme",
      "  boogeyman guard --policy policy.yaml --listen 0.0.0.0:8080 --state guard-state",
      "  curl -H 'X-API-Key: bgm_…' --data-binary @sign.png -H 'Content-Type: image/png' \\",
      "      http://localhost:8080/images/signs",
      "  boogeyman guard verify guard-state",
      "  boogeyman guard rollback policy.yaml --state guard-state"
    })
public final class GuardCommand implements Callable<Integer> {
  private static final String ADMIN_KEY = "BOOGEYMAN_ADMIN_KEY";
  private static final String AUDIT_KEY = "BOOGEYMAN_AUDIT_KEY";

  /** What is known of a client at most; a quarter of the heap is for those who ask. */
  private static final long BYTES_A_CLIENT = 80 << 10;

  private static final int LIVE =
      (int) Math.min(20_000, Runtime.getRuntime().maxMemory() / 4 / BYTES_A_CLIENT);

  private static final Duration LONGEST_END = Duration.ofSeconds(30);

  @Mixin private final CommonOptions common = new CommonOptions();

  @Mixin private final GuardDemoOptions demo = new GuardDemoOptions();

  @Mixin private final AlertOptions alerts = new AlertOptions();

  @Option(names = "--policy", paramLabel = "FILE", description = "The policy (docs/policy.md).")
  private Path policy;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:8080",
      description = "Where clients ask (default: ${DEFAULT-VALUE}).")
  private String listen;

  @Option(
      names = "--admin",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:9090",
      description =
          "Where you look: /metrics, and the dashboard at /ui, with the key that"
              + " BOOGEYMAN_ADMIN_KEY holds; not for clients (default: ${DEFAULT-VALUE}).")
  private String admin;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      defaultValue = "guard-state",
      description =
          "What it must not forget: budgets, clients, audit log (default: ${DEFAULT-VALUE}).")
  private Path state;

  @Option(
      names = "--log",
      paramLabel = "text|json",
      defaultValue = "text",
      description =
          "How standard error is written: for people, or a JSON line each with time, level and"
              + " message (default: ${DEFAULT-VALUE}).")
  private String logFormat;

  @Option(
      names = "--tls-certificate",
      paramLabel = "FILE",
      description = "The server's certificates, PEM; with --tls-key.")
  private Path certificate;

  @Option(names = "--tls-key", paramLabel = "FILE", description = "Its key, PEM, PKCS #8.")
  private Path key;

  @Option(
      names = "--client-authorities",
      paramLabel = "FILE",
      description = "Who may have signed clients' certificates, PEM.")
  private Path authorities;

  @Override
  public Integer call() throws IOException {
    if (demo.isWanted()) {
      return new Demonstration(common, demo, listen, admin, auditKey()).run(opener());
    }
    if (policy == null) {
      throw new IllegalArgumentException(
          "--policy is missing: name the policy's file, or see a demo by --demo");
    }
    GuardLog log = new GuardLog(logFormat, System.err, Clock.systemUTC());
    PolicyFile file = new PolicyReader().read(policy);
    Gateway gateway = Serving.prepared(() -> start(file, log));
    return Serving.meanwhile(
        gateway,
        () -> {
          tell(file, gateway, log);
          Serving.awaitEnd();
        });
  }

  private Gateway start(PolicyFile file, GuardLog log) throws IOException {
    GatewaySettings settings =
        new GatewaySettings(
            server(),
            Listening.at("--admin", admin),
            Optional.ofNullable(System.getenv(ADMIN_KEY)).map(AdminKey::of),
            auditKey(),
            state,
            new TracingSettings(System.getenv()));
    return Gateway.start(settings, file, opener(), alerts.sinks(log.alerts()), log);
  }

  private ServedPolicies opener() {
    return new ServedPolicies(PolicyOptions.opening(common).serving(), LIVE);
  }

  private ServerSettings server() {
    if ((certificate == null) != (key == null)) {
      throw new IllegalArgumentException("--tls-certificate and --tls-key belong together");
    }
    if (authorities != null && certificate == null) {
      throw new IllegalArgumentException(
          "--client-authorities judges certificates that clients show over TLS, which needs"
              + " --tls-certificate and --tls-key");
    }
    Optional<Tls> tls =
        Optional.ofNullable(certificate)
            .map(own -> new Tls(own, key, Optional.ofNullable(authorities)));
    return new ServerSettings(
        Listening.at("--listen", listen),
        tls,
        Limits.USUAL,
        proxy -> false,
        Duration.ZERO,
        LONGEST_END);
  }

  private static Optional<byte[]> auditKey() {
    return Optional.ofNullable(System.getenv(AUDIT_KEY))
        .map(key -> key.getBytes(StandardCharsets.UTF_8));
  }

  private void tell(PolicyFile file, Gateway gateway, GuardLog log) {
    log.accept(
        "policy %s of %s is in force, digest %s"
            .formatted(file.policy().version(), file.policy().author(), file.digest()));
    log.accept(
        "clients ask at port %d, model '%s'"
            .formatted(gateway.port(), file.policy().model().name()));
    log.accept(
        "you look at port %d: /metrics, and %s"
            .formatted(
                gateway.adminPort(),
                System.getenv(ADMIN_KEY) == null
                    ? "/ui if " + ADMIN_KEY + " is set to a key"
                    : "/ui with the key in " + ADMIN_KEY));
  }

  @Command(
      name = "key",
      description = "Make an API key: for the client, and its digest for the policy.")
  int key(@Parameters(paramLabel = "CLIENT", description = "The client's name.") String client) {
    ApiKey made = ApiKeys.generate();
    System.out.println("for the client, who keeps it: " + made.key());
    System.out.println("for the policy, under authentication.keys:");
    System.out.printf("  - {client: %s, sha256: %s}%n", client, made.sha256());
    return 0;
  }

  @Command(
      name = "verify",
      description = "Say whether a gateway's audit log is as it was written; exit with 1 if not.")
  int verify(@Parameters(paramLabel = "DIR", description = "The gateway's folder.") Path folder) {
    AuditVerification found = AuditVerification.verify(folder.resolve("audit"), auditKey());
    found.breaks().stream().map(AuditBreak::toString).forEach(System.out::println);
    System.out.printf(
        "%,d entries, the last is number %,d, digest %s: %s%n",
        found.entries(),
        found.last(),
        found.digest(),
        found.isWhole() ? "as written" : "not as written");
    return found.isWhole() ? 0 : 1;
  }

  @Command(
      name = "rollback",
      description = "Put the policy back that was in force before; a running gateway takes it up.")
  int rollback(
      @Parameters(paramLabel = "FILE", description = "The policy's file, to be replaced.")
          Path file,
      @Option(
              names = "--state",
              paramLabel = "DIR",
              defaultValue = "guard-state",
              description = "The gateway's folder (default: ${DEFAULT-VALUE}).")
          Path folder)
      throws IOException {
    Optional<Path> before = new PolicyHistory(folder).before();
    if (before.isEmpty()) {
      throw new IllegalArgumentException(folder + " knows of no policy before the one in force");
    }
    PolicyFile policyBefore = new PolicyReader().read(before.get());
    WholeFile.write(file, Files.readString(before.get()));
    System.out.printf(
        "%s is version %s of %s again%n",
        file, policyBefore.policy().version(), policyBefore.policy().author());
    return 0;
  }
}
