package io.boogeyman.cli.demo;

import io.boogeyman.cli.detect.DetectorSettings;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.compute.Compute;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code boogeyman guard --demo} shows.
 *
 * @param folder of the demo: its victim and detectors are kept there, and whatever a showing writes
 * @param victim who is served
 * @param detectors how the detectors are calibrated
 * @param pace how fast its clients ask
 * @param listen where they ask; port 0 for a free one
 * @param admin where its owner looks; port 0 for a free one
 * @param auditKey seals the audit log, if there is one
 */
public record GuardDemoSettings(
    Path folder,
    DemoVictim victim,
    DetectorSettings detectors,
    Pace pace,
    InetSocketAddress listen,
    InetSocketAddress admin,
    Optional<byte[]> auditKey) {

  /** As the command shows it. */
  public static GuardDemoSettings usual(
      Path folder,
      Compute compute,
      long seed,
      InetSocketAddress listen,
      InetSocketAddress admin,
      Optional<byte[]> auditKey) {
    return new GuardDemoSettings(
        folder,
        DemoVictim.in(folder, compute, seed),
        DemoDetectors.usual(seed),
        Pace.USUAL,
        listen,
        admin,
        auditKey);
  }

  /** Where the detectors are kept. */
  Path calibration() {
    return folder.resolve("signs.calibration");
  }

  /** Orders the images that clients ask. */
  Seed seed() {
    return new Seed(victim.settings().seed()).derive("guard demo");
  }
}
