package io.boogeyman.cli.command;

import io.boogeyman.cli.demo.DemoVictim;
import io.boogeyman.cli.demo.GuardDemo;
import io.boogeyman.cli.demo.GuardDemoSettings;
import io.boogeyman.cli.demo.WebBrowser;
import io.boogeyman.cli.run.ImageSets;
import io.boogeyman.core.text.OneLine;
import io.boogeyman.guard.gateway.Gateway;
import io.boogeyman.guard.gateway.PolicyOpener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/** {@code guard --demo}, as its options say. */
record Demonstration(
    CommonOptions common,
    GuardDemoOptions demo,
    String listen,
    String admin,
    Optional<byte[]> auditKey) {

  /**
   * Shows it.
   *
   * @return the exit status
   * @throws IllegalArgumentException in one line, if an option is not what it should be
   */
  int run(PolicyOpener opener) throws IOException {
    GuardDemoSettings settings = settings();
    ImageSets sets = new ImageSets(common.cache(), common.threads(), common.progress());
    GuardDemo showing =
        Serving.prepared(() -> GuardDemo.prepare(settings, sets, common.progress(), System.out));
    Gateway gateway = Serving.prepared(() -> showing.start(opener));
    return Serving.meanwhile(gateway, () -> show(showing, gateway));
  }

  private void show(GuardDemo showing, Gateway gateway) throws IOException, InterruptedException {
    if (demo.opensBrowser()) {
      WebBrowser.show(showing.door(gateway));
    }
    showing.show(gateway);
    if (!demo.once()) {
      showing.invite(gateway);
      Serving.awaitEnd();
    }
  }

  private GuardDemoSettings settings() throws IOException {
    InetSocketAddress clients = free("--listen", listen);
    InetSocketAddress owner = apart(clients, free("--admin", admin));
    return GuardDemoSettings.usual(
        demo.folder(),
        common.compute(DemoVictim.architecture(), DemoVictim.SHAPE),
        common.seed(),
        clients,
        owner,
        auditKey);
  }

  private InetSocketAddress apart(InetSocketAddress clients, InetSocketAddress owner) {
    if (owner.getPort() == 0 || owner.getPort() != clients.getPort()) {
      return owner;
    }
    if (demo.isGiven("--admin")) {
      throw new IllegalArgumentException(
          "--listen and --admin cannot both be port " + owner.getPort());
    }
    return new InetSocketAddress(owner.getHostString(), 0);
  }

  /** Nobody waits for a training to be told then that a port is taken. */
  private InetSocketAddress free(String option, String text) {
    InetSocketAddress wanted = Listening.at(option, text);
    if (demo.isGiven(option) && !Listening.isFree(wanted)) {
      throw new IllegalArgumentException(OneLine.of(option + ": cannot listen at " + text));
    }
    return Listening.freeAt(wanted);
  }
}
