package io.boogeyman.guard.gateway;

import io.boogeyman.core.file.FailureReason;
import io.boogeyman.core.text.OneLine;
import io.boogeyman.defend.policy.Decision;
import io.boogeyman.defend.policy.Enforcement;
import io.boogeyman.defend.policy.GuardListener;
import io.boogeyman.defend.policy.file.PolicyFile;
import io.boogeyman.defend.policy.file.PolicyReader;
import io.boogeyman.defend.policy.file.SuspicionStep;
import io.boogeyman.guard.audit.AlertSink;
import io.boogeyman.guard.audit.AuditLog;
import io.boogeyman.guard.client.AuthenticationReader;
import io.boogeyman.guard.client.Authenticator;
import io.boogeyman.guard.dashboard.AdminKey;
import io.boogeyman.guard.dashboard.Dashboard;
import io.boogeyman.guard.dashboard.DashboardFacts;
import io.boogeyman.guard.dashboard.DashboardState;
import io.boogeyman.guard.metrics.GuardMetrics;
import io.boogeyman.guard.metrics.Level;
import io.boogeyman.guard.protocol.Offer;
import io.boogeyman.guard.server.GuardServer;
import io.boogeyman.guard.store.GuardStore;
import io.boogeyman.guard.tracing.RequestTraces;
import io.boogeyman.victim.service.call.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A gateway: the server before a policy before a model, with what it must not forget in one folder.
 * The policy's file and those that it names are looked at every second; what has changed comes into
 * force without a request lost, or is refused with a line while the old one goes on.
 */
public final class Gateway implements AutoCloseable {
  private final GatewaySettings settings;
  private final PolicyOpener opener;
  private final Consumer<String> news;
  private final Consumer<String> log;
  private final GuardStore store;
  private final AuditLog audit;
  private final GuardMetrics metrics = new GuardMetrics();
  private final AlertSink alerts;
  private final RequestTraces traces;
  private final DashboardState shown = new DashboardState(Clock.systemUTC());
  private final GuardListener listener;
  private final RenewedOffer offers;
  private final PolicyHistory history;
  private final ReleaseMemories memories;
  private final Measurements measurements;
  private final Housekeeping housekeeping;
  private final ReloadAttempts attempts = new ReloadAttempts();
  private volatile InForce inForce;
  private Optional<GuardServer> server = Optional.empty();
  private Optional<OwnerServer> admin = Optional.empty();

  private Gateway(
      GatewaySettings settings,
      PolicyFile first,
      PolicyOpener opener,
      GuardStore store,
      AuditLog audit,
      AlertSink alerts,
      Consumer<String> log)
      throws IOException {
    this.settings = settings;
    this.opener = opener;
    this.store = store;
    this.audit = audit;
    this.alerts = alerts;
    this.news = log;
    this.log = new Complaints(log, Clock.systemUTC());
    this.memories = new ReleaseMemories(store, this.log);
    this.traces = RequestTraces.of(settings.tracing());
    this.housekeeping = new Housekeeping(this.log);
    this.history = new PolicyHistory(settings.state());
    this.measurements = new Measurements(metrics, this.log);
    // The audit log last: if it cannot be written, the others are told all the same.
    this.listener =
        measurements
            .and(new Alarms(() -> inForce.file(), alerts))
            .and(shown)
            .and(traces)
            .and(new AuditTrail(audit));
    try {
      this.inForce = open(first);
    } catch (IOException | RuntimeException e) {
      traces.close();
      throw e;
    }
    try {
      this.offers = new RenewedOffer(inForce.offer(this.log));
      history.note(first);
      enter(inForce);
    } catch (IOException | RuntimeException e) {
      traces.close();
      inForce.end();
      throw e;
    }
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
    StateFolder.create(settings.state());
    Clock clock = Clock.systemUTC();
    GuardStore store =
        GuardStore.open(
            settings.state().resolve("guard.db"),
            StateFolder.storing(first.policy()),
            new AllowedImages(first.policy().allowances()),
            clock);
    try {
      AuditLog audit =
          AuditLog.open(
              settings.state().resolve("audit"),
              StateFolder.auditing(first.policy()),
              settings.auditKey(),
              clock);
      try {
        return serving(new Gateway(settings, first, opener, store, audit, alerts, log));
      } catch (IOException | RuntimeException e) {
        audit.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      alerts.close();
      store.close();
      throw e;
    }
  }

  private static Gateway serving(Gateway gateway) throws IOException {
    try {
      gateway.serve();
      return gateway;
    } catch (IOException | RuntimeException e) {
      gateway.end();
      throw e;
    }
  }

  private InForce open(PolicyFile file) throws IOException {
    ServedFiles files = ServedFiles.of(file);
    Authenticator authenticator =
        AuthenticationReader.open(file, new Secrets(System::getenv), Clock.systemUTC());
    PolicyOpener.Opened opened =
        opener.open(
            file,
            new StoredLedger(store.budgets(), metrics),
            new StoredStates(store.states()),
            store.triggers(),
            listener);
    InForce next = new InForce(file, files, opened, authenticator);
    try {
      memories.recall(opened.enforcement());
      return next;
    } catch (RuntimeException e) {
      next.end();
      throw e;
    }
  }

  private void enter(InForce entered) {
    PolicyFile file = entered.file();
    file.policy().kept().triggers().ifPresent(store.triggers()::limit);
    metrics.expect(
        List.of(),
        List.of(),
        Stream.of(Decision.Reason.values()).map(Decision.Reason::toString).toList(),
        file.policy().suspicion().stream().map(SuspicionStep::step).toList());
    listener.happened(entered.since(Clock.systemUTC().instant()));
  }

  private void serve() throws IOException {
    server =
        Optional.of(
            GuardServer.start(
                settings.server(),
                new GuardServer.Parts(
                    offers,
                    new CurrentAuthenticator(() -> inForce.authenticator()),
                    () -> true,
                    measurements,
                    traces)));
    admin =
        Optional.of(
            OwnerServer.start(
                settings.admin(), metrics::scrape, settings.adminKey().map(this::dashboard)));
    metrics.watch(Level.AUDIT_QUEUE, audit::waiting);
    metrics.watch(Level.AUDIT_TROUBLE, () -> audit.trouble().isPresent() ? 1 : 0);
    metrics.watch(Level.STORE_TROUBLE, () -> store.trouble().isPresent() ? 1 : 0);
    metrics.watch(Level.ALERTS_LOST, alerts::lost);
    metrics.watch(Level.CLIENTS, () -> inForce.opened().enforcement().liveClients());
    metrics.watch(Level.SUSPECTS, shown::suspected);
    keepHouseEverySecond();
  }

  private void keepHouseEverySecond() {
    housekeeping.everySecond(this::flush);
    housekeeping.everySecond(this::reloadIfChanged);
  }

  private Dashboard dashboard(AdminKey key) {
    DashboardFacts facts =
        new GatewayFacts(
            () -> offers.now().gate(),
            () -> inForce.file().policy(),
            client -> store.budgets().spent(client, Clock.systemUTC().instant()),
            () -> store.trouble().or(audit::trouble));
    return new Dashboard(shown, facts, key, Clock.systemUTC());
  }

  private void flush() {
    keep(inForce.opened().enforcement());
  }

  /** Keeps what is known of clients, and what releases must not forget, where that has changed. */
  private void keep(Enforcement enforcement) {
    enforcement.flush();
    memories.keep(enforcement);
  }

  private void reloadIfChanged() throws IOException {
    Path path = inForce.file().file();
    String text = read(path);
    String files = inForce.files().named().state();
    String seen = text + files;
    if (attempts.isSteady(files) && attempts.isDue(seen)) {
      try {
        reloadIfOther(policy(text, path, seen));
        attempts.settle(text + inForce.files().state());
      } catch (IOException | RuntimeException e) {
        attempts.fail(seen);
        throw e;
      }
    }
  }

  private static String read(Path path) throws IOException {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new IOException("cannot read the policy " + path + ": " + FailureReason.of(e), e);
    }
  }

  private PolicyFile policy(String text, Path path, String seen) {
    try {
      return new PolicyReader().read(text, path);
    } catch (IllegalArgumentException e) {
      attempts.settle(seen);
      throw e;
    }
  }

  private void reloadIfOther(PolicyFile next) throws IOException {
    if (next.digest().equals(inForce.file().digest()) && !inForce.files().haveChanged()) {
      history.note(next); // which may have failed when it came into force
    } else {
      reload(next);
    }
  }

  private void reload(PolicyFile next) throws IOException {
    InForce before = inForce;
    InForce after = open(next);
    try {
      if (!after.opened().enforcement().shape().equals(offers.now().gate().shape())) {
        throw new IllegalArgumentException(
            next.file()
                + ": its model takes other images than the one before; start the gateway anew");
      }
      requireServing();
      offers.renew(() -> replace(after));
    } catch (RuntimeException e) {
      after.end();
      throw e;
    }
    try {
      history.note(next);
    } finally {
      enter(after, before);
    }
  }

  /** Tells that it is in force, even where a slow disk does not take the record of that. */
  private void enter(InForce after, InForce before) {
    try {
      enter(after);
    } finally {
      news.accept(after.insteadOf(before));
    }
  }

  private void requireServing() {
    if (housekeeping.isEnding()) {
      throw new IllegalStateException("the gateway ends, and takes up no other policy");
    }
  }

  /**
   * While nobody asks: what the old policy knows is kept before the new one looks for it. Until the
   * new one is in force nothing is ended.
   */
  private Offer replace(InForce after) {
    Offer next = after.offer(log);
    InForce before = inForce;
    unlessItFails(() -> keep(before.opened().enforcement()));
    memories.recall(after.opened().enforcement(), before.opened().enforcement().memories());
    store.budgets().limit(new AllowedImages(after.file().policy().allowances()));
    inForce = after;
    unlessItFails(before::end);
    return next;
  }

  /** A disk that fails now does not keep the old policy in force. */
  private void unlessItFails(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      log.accept(OneLine.of("the policy before could not be ended well: " + e.getMessage()));
    }
  }

  /** The port that clients ask at. */
  public int port() {
    return server.orElseThrow().port();
  }

  /** The port that its owner looks at. */
  public int adminPort() {
    return admin.orElseThrow().port();
  }

  /** Serves what is under way, keeps what is known, and ends; each part, even if another fails. */
  @Override
  public void close() {
    try (store;
        audit;
        alerts) {
      end();
    }
  }

  private void end() {
    // Side by side: either takes the network's threads some seconds.
    Optional<CompletableFuture<Void>> adminEnd = admin.map(OwnerServer::stop);
    try (traces;
        metrics) {
      housekeeping.end();
      server.ifPresent(GuardServer::close);
      adminEnd.ifPresent(CompletableFuture::join);
      flush();
    } finally {
      inForce.end();
    }
  }
}
