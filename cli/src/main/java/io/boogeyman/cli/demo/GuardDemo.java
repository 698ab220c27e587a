package io.boogeyman.cli.demo;

import io.boogeyman.cli.run.ImageSets;
import io.boogeyman.cli.run.RunFolder;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.defend.policy.file.PolicyFile;
import io.boogeyman.guard.audit.AlertLines;
import io.boogeyman.guard.client.ApiKeys;
import io.boogeyman.guard.dashboard.AdminKey;
import io.boogeyman.guard.gateway.Gateway;
import io.boogeyman.guard.gateway.GatewaySettings;
import io.boogeyman.guard.gateway.PolicyOpener;
import io.boogeyman.guard.server.ServerSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * {@code boogeyman guard --demo}: a gateway and a policy as they are, before the demo's victim; a
 * customer who asks about signs and a thief who asks about scenes, over HTTP. What is told is what
 * the clients got and what the gateway said.
 */
public final class GuardDemo {
  private static final String CUSTOMER = "customer";
  private static final String THIEF = "thief";
  private static final String GUARD = "guard";
  private static final String SIGNS = "signs:200:customer";
  private static final String SCENES = "scenes:200:thief";
  private static final String OTHER_SCENES = "scenes:20:visitor";

  private final GuardDemoSettings settings;
  private final Showing showing;
  private final DemoPolicy policy;
  private final PolicyFile file;
  private final List<byte[]> signs;
  private final List<byte[]> scenes;
  private final String adminKey;
  private final Story story;

  private GuardDemo(
      GuardDemoSettings settings,
      Showing showing,
      DemoPolicy policy,
      ImageFiles images,
      Story story)
      throws IOException {
    this.settings = settings;
    this.showing = showing;
    this.policy = policy;
    this.file = showing.write(policy);
    this.signs = images.of(SIGNS);
    this.scenes = images.of(SCENES);
    this.adminKey = ApiKeys.generate().key();
    this.story = story;
    showing.write(signs.get(signs.size() - 1), images.of(OTHER_SCENES));
  }

  /**
   * What came of it.
   *
   * @param customer what the customer got
   * @param thief what the thief got
   */
  public record Outcome(Tally customer, Tally thief) {}

  /**
   * Makes ready what a showing needs: the victim and its detectors, if the folder has none yet, a
   * policy, and the images that clients will ask about.
   *
   * @param sets where images are drawn
   * @param out what happens is told there
   * @throws IOException if something cannot be read or written
   * @throws IllegalArgumentException in one line, if another process uses the folder
   */
  public static GuardDemo prepare(
      GuardDemoSettings settings, ImageSets sets, Progress progress, PrintStream out)
      throws IOException {
    try (RunFolder held = RunFolder.open(settings.folder())) {
      settings.victim().prepare(sets, progress);
      DemoDetectors.prepare(settings, sets, progress);
      return new GuardDemo(
          settings,
          Showing.in(held.path()),
          DemoPolicy.withNewKeys(),
          new ImageFiles(sets, settings.victim().settings().shape(), settings.seed()),
          new Story(out));
    }
  }

  /**
   * Starts the gateway.
   *
   * @param opener opens the policy with its model
   * @return to be closed by the caller
   * @throws IOException if it cannot listen
   */
  public Gateway start(PolicyOpener opener) throws IOException {
    return Gateway.start(
        new GatewaySettings(
            ServerSettings.at(settings.listen()),
            settings.admin(),
            Optional.of(AdminKey.of(adminKey)),
            settings.auditKey(),
            showing.state()),
        file,
        opener,
        new AlertLines(line -> story.tell(GUARD, line)),
        line -> story.tell(GUARD, line));
  }

  /** The dashboard's address with its key. */
  public URI dashboard(Gateway gateway) {
    return admin(gateway, "/ui/#key=" + adminKey);
  }

  /**
   * A page that leads to the dashboard with its key, for its owner alone: the address itself would
   * stand in the list of processes.
   *
   * @throws IOException if it cannot be written
   */
  public URI door(Gateway gateway) throws IOException {
    return showing
        .forOwner(
            "dashboard.html",
            "<!DOCTYPE html><title>Dashboard</title><meta http-equiv=\"refresh\" content=\"0;url="
                + dashboard(gateway)
                + "\">\n")
        .toUri();
  }

  private URI admin(Gateway gateway, String rest) {
    return address(settings.admin(), gateway.adminPort(), rest);
  }

  private URI images(Gateway gateway) {
    return address(settings.listen(), gateway.port(), "/images/" + DemoPolicy.MODEL);
  }

  /** An address to be reached from here: who listens everywhere listens here, too. */
  private static URI address(InetSocketAddress where, int port, String rest) {
    String host = where.getAddress().isAnyLocalAddress() ? "127.0.0.1" : where.getHostString();
    return URI.create(
        "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + rest);
  }

  /**
   * Lets the customer and the thief loose, and tells what happens to them.
   *
   * @throws IOException if the gateway does not answer
   */
  public Outcome show(Gateway gateway) throws IOException, InterruptedException {
    story.say(beginning(gateway));
    Visit customer =
        new Visit(
            CUSTOMER, new ImageClient(images(gateway), policy.customer().key()), signs, story);
    Visit thief =
        new Visit(THIEF, new ImageClient(images(gateway), policy.thief().key()), scenes, story);
    new Encounter(settings.pace(), customer, thief, settings.seed()).run();
    story.say(end(gateway, customer.tally(), thief.tally()));
    return new Outcome(customer.tally(), thief.tally());
  }

  private String beginning(Gateway gateway) {
    return """

        A model that knows traffic signs is served at %s, behind the policy
        %s. Watch what happens at
        %s

        A customer asks about signs. Soon a thief joins, who asks about scenes without a sign:
        a copy of the model can be trained on the answers.
        """
        .formatted(images(gateway), showing.policy(), dashboard(gateway));
  }

  private String end(Gateway gateway, Tally customer, Tally thief) {
    return """

        The thief asked about %s.
        The customer asked about %s.

        Dashboard: %s
        Metrics:   %s
        Policy:    %s; what you change there is in force a second later
        Audit log: boogeyman guard verify %s
        """
        .formatted(
            thief,
            customer,
            dashboard(gateway),
            admin(gateway, "/metrics"),
            showing.policy(),
            showing.state());
  }

  /** How whoever watches becomes a client, too; for as long as the gateway serves. */
  public void invite(Gateway gateway) {
    story.say(
        """
        Ask it yourself, once as a customer and often as a thief:
          KEY=%s
          curl -H "X-API-Key: $KEY" --data-binary @%s %s
          for scene in %s/*.png; do
            curl -H "X-API-Key: $KEY" --data-binary @$scene %s; echo
          done

        Serving until Ctrl-C."""
            .formatted(
                policy.visitor().key(),
                showing.sign(),
                images(gateway),
                showing.scenes(),
                images(gateway)));
  }
}
