package io.boogeyman.guard.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import io.boogeyman.core.text.OneLine;
import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.defend.policy.GuardEvent;
import io.boogeyman.defend.policy.GuardListener;
import io.boogeyman.defend.policy.file.PolicyFile;
import io.boogeyman.defend.policy.file.PolicyReader;
import io.boogeyman.guard.audit.AlertSink;
import io.boogeyman.guard.audit.AuditLog;
import io.boogeyman.guard.audit.AuditSettings;
import io.boogeyman.guard.client.AuthenticationSettings;
import io.boogeyman.guard.client.Authenticator;
import io.boogeyman.guard.client.Authenticators;
import io.boogeyman.guard.client.RequestFacts;
import io.boogeyman.guard.dashboard.AdminKey;
import io.boogeyman.guard.dashboard.Dashboard;
import io.boogeyman.guard.dashboard.DashboardFacts;
import io.boogeyman.guard.dashboard.DashboardState;
import io.boogeyman.guard.metrics.GuardMetrics;
import io.boogeyman.guard.metrics.Level;
import io.boogeyman.guard.server.GuardServer;
import io.boogeyman.guard.store.GuardStore;
import io.boogeyman.guard.store.StoreSettings;
import io.boogeyman.victim.service.call.Secrets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A gateway: the server before a policy before a model, with what it must not forget in one folder.
 * The policy's file is looked at every second; what has changed comes into force without a request
 * lost, or is refused with a line while the old one goes on.
 */
public final class Gateway implements AutoCloseable {
  private static final ObjectMapper JSON = JsonMapper.builder().addModule(new Jdk8Module()).build();

  private final GatewaySettings settings;
  private final PolicyOpener opener;
  private final Consumer<String> log;
  private final GuardStore store;
  private final AuditLog audit;
  private final GuardMetrics metrics = new GuardMetrics();
  private final AlertSink alerts;
  private final DashboardState shown = new DashboardState(Clock.systemUTC());
  private final GuardListener listener;
  private final RenewedGate gate;
  private final PolicyHistory history;
  private final ScheduledExecutorService housekeeping =
      Executors.newSingleThreadScheduledExecutor(Gateway::housekeeper);
  private volatile InForce inForce;
  private volatile String seen;
  private Optional<GuardServer> server = Optional.empty();
  private Optional<Server> admin = Optional.empty();

  private Gateway(
      GatewaySettings settings,
      PolicyFile first,
      PolicyOpener opener,
      AlertSink alerts,
      Consumer<String> log)
      throws IOException {
    this.settings = settings;
    this.opener = opener;
    this.alerts = alerts;
    this.log = log;
    Files.createDirectories(settings.state());
    Clock clock = Clock.systemUTC();
    StoreSettings kept = StoreSettings.standard().withRetention(first.policy().kept().ofClients());
    this.store =
        GuardStore.open(
            settings.state().resolve("guard.db"),
            kept,
            new AllowedImages(first.policy().allowances()),
            clock);
    this.audit =
        AuditLog.open(settings.state().resolve("audit"), auditing(first), Optional.empty(), clock);
    this.history = new PolicyHistory(settings.state());
    this.listener =
        new AuditTrail(audit)
            .and(new Measurements(metrics))
            .and(new Alarms(() -> inForce.file(), alerts))
            .and(shown);
    this.seen = "";
    try {
      this.inForce = open(first);
      enter(first);
    } catch (IOException | RuntimeException e) {
      store.close();
      audit.close();
      throw e;
    }
    this.gate = new RenewedGate(inForce.opened().enforcement());
  }

  private static AuditSettings auditing(PolicyFile file) {
    AuditSettings usual = AuditSettings.standard();
    return new AuditSettings(
        usual.fileBytes(),
        usual.fileAge(),
        file.policy().kept().ofAudit(),
        usual.queue(),
        usual.whenFull());
  }

  private static Thread housekeeper(Runnable work) {
    Thread thread = new Thread(work, "gateway-housekeeping");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Starts a gateway.
   *
   * @param opener opens policies
   * @param alerts where alerts go; closed with it
   * @param log told in lines what an operator should know
   * @throws IOException if something cannot be read, written, reached or listened at
   * @throws IllegalArgumentException in one line, if the policy is not what it should be
   */
  public static Gateway start(
      GatewaySettings settings,
      PolicyFile first,
      PolicyOpener opener,
      AlertSink alerts,
      Consumer<String> log)
      throws IOException {
    Gateway gateway = new Gateway(settings, first, opener, alerts, log);
    try {
      gateway.serve();
      return gateway;
    } catch (IOException | RuntimeException e) {
      gateway.close();
      throw e;
    }
  }

  private InForce open(PolicyFile file) throws IOException {
    Authenticator authenticator = authenticator(file);
    PolicyOpener.Opened opened =
        opener.open(
            file, new StoredLedger(store.budgets()), new StoredStates(store.states()), listener);
    return new InForce(file, opened, authenticator);
  }

  private static Authenticator authenticator(PolicyFile file) {
    JsonNode said =
        file.policy()
            .authentication()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        file.file()
                            + ": nothing says how clients are known; a gateway needs"
                            + " 'authentication'"));
    try {
      AuthenticationSettings settings = JSON.treeToValue(said, AuthenticationSettings.class);
      return Authenticators.open(
          settings, file.folder(), new Secrets(System::getenv), Clock.systemUTC());
    } catch (JsonProcessingException e) {
      String reason = e.getCause() == null ? e.getOriginalMessage() : e.getCause().getMessage();
      throw new IllegalArgumentException(
          OneLine.of(file.file() + ", authentication: " + reason), e);
    }
  }

  private void enter(PolicyFile file) throws IOException {
    history.note(file);
    listener.happened(
        new GuardEvent.PolicyInForce(
            Clock.systemUTC().instant(),
            file.policy().version(),
            file.policy().author(),
            file.digest()));
  }

  private void serve() throws IOException {
    server =
        Optional.of(
            GuardServer.start(
                settings.server(),
                new GuardServer.Parts(
                    gate,
                    inForce.opened().input(),
                    new CurrentAuthenticator(() -> inForce.authenticator()),
                    () -> true,
                    new Measurements(metrics),
                    builder -> {})));
    ServerBuilder builder =
        Server.builder()
            .http(settings.admin())
            .meterRegistry(new SimpleMeterRegistry()) // the clients' server has the usual one
            .service("/metrics", (context, request) -> scrape());
    settings.adminKey().ifPresent(key -> builder.serviceUnder("/ui", dashboard(key)));
    try {
      Server built = builder.build();
      built.start().join();
      admin = Optional.of(built);
    } catch (CompletionException e) {
      throw new IOException(
          "cannot listen at " + settings.admin() + " for its owner: " + e.getCause().getMessage(),
          e);
    }
    metrics.watch(Level.AUDIT_QUEUE, audit::waiting);
    metrics.watch(Level.AUDIT_DROPPED, audit::dropped);
    metrics.watch(Level.AUDIT_TROUBLE, () -> audit.trouble().isPresent() ? 1 : 0);
    metrics.watch(Level.STORE_TROUBLE, () -> store.trouble().isPresent() ? 1 : 0);
    metrics.watch(Level.ALERTS_LOST, alerts::lost);
    metrics.watch(Level.CLIENTS, () -> inForce.opened().enforcement().liveClients());
    keepHouseEverySecond();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // it ends with the executor, and catches all
  private void keepHouseEverySecond() {
    housekeeping.scheduleWithFixedDelay(this::keepHouse, 1, 1, TimeUnit.SECONDS);
  }

  private Dashboard dashboard(AdminKey key) {
    DashboardFacts facts =
        new GatewayFacts(
            gate,
            () -> inForce.file().policy(),
            client -> store.budgets().spent(client, Clock.systemUTC().instant()),
            () -> store.trouble().or(audit::trouble));
    return new Dashboard(shown, facts, key, Clock.systemUTC());
  }

  private HttpResponse scrape() {
    return HttpResponse.of(HttpStatus.OK, MediaType.PLAIN_TEXT_UTF_8, metrics.scrape());
  }

  private void keepHouse() {
    try {
      inForce.opened().enforcement().flush();
      reloadIfChanged();
    } catch (IOException | RuntimeException e) {
      log.accept(OneLine.of(String.valueOf(e.getMessage())));
    }
  }

  /** A text that was refused is refused once, not every second. */
  private void reloadIfChanged() throws IOException {
    Path path = inForce.file().file();
    String text = Files.readString(path);
    if (text.equals(seen)) {
      return;
    }
    seen = text;
    PolicyFile next = new PolicyReader().read(text, path);
    if (!next.digest().equals(inForce.file().digest())) {
      reload(next);
    }
  }

  private void reload(PolicyFile next) throws IOException {
    InForce before = inForce;
    InForce after = open(next);
    if (!after.opened().enforcement().shape().equals(gate.shape())) {
      after.end();
      throw new IllegalArgumentException(
          next.file()
              + ": its model takes other images than the one before; start the gateway anew");
    }
    gate.renew(
        () -> {
          before.opened().enforcement().flush();
          store.budgets().limit(new AllowedImages(next.policy().allowances()));
          inForce = after;
          return after.opened().enforcement();
        });
    before.end();
    enter(next);
    log.accept(
        "policy %s of %s is in force, digest %s"
            .formatted(next.policy().version(), next.policy().author(), next.digest()));
  }

  /** The port that clients ask at. */
  public int port() {
    return server.orElseThrow().port();
  }

  /** The port that its owner looks at. */
  public int adminPort() {
    return admin.orElseThrow().activeLocalPort();
  }

  /** Serves what is under way, keeps what is known, and ends. */
  @Override
  public void close() {
    housekeeping.shutdown();
    // Side by side: either takes the network's threads some seconds.
    Optional<CompletableFuture<Void>> adminEnd = admin.map(Server::stop);
    server.ifPresent(GuardServer::close);
    adminEnd.ifPresent(CompletableFuture::join);
    inForce.end();
    alerts.close();
    store.close();
    audit.close();
    metrics.close();
  }

  /** The authenticator of the policy in force. */
  private record CurrentAuthenticator(Supplier<Authenticator> current) implements Authenticator {

    @Override
    public boolean judges(RequestFacts facts) {
      return current.get().judges(facts);
    }

    @Override
    public Optional<ClientName> client(RequestFacts facts) {
      return current.get().client(facts);
    }
  }
}
