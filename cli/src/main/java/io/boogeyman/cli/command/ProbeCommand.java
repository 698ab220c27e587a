package io.boogeyman.cli.command;

import io.boogeyman.attack.probe.Probe;
import io.boogeyman.attack.probe.ProbeFindings;
import io.boogeyman.cli.run.ImageSets;
import io.boogeyman.cli.run.OpenImages;
import io.boogeyman.core.prediction.Price;
import io.boogeyman.core.random.Seed;
import io.boogeyman.victim.Notice;
import io.boogeyman.victim.Victim;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code boogeyman probe}: what an API gives away before the theft starts. */
@Command(
    name = "probe",
    description = {
      "Say what a victim's API gives away before a theft starts, in at most 50 images:",
      "classes, granularity, rounding, repeatability, speed, rate limits, and whether it answers",
      "images that have nothing to do with its task."
    },
    footer = {
      "",
      "Examples:",
      "  boogeyman probe --victim https://models.example/v2/models/signs --price 1.50",
      "  boogeyman probe --victim vision.yaml --pool photos/ --json"
    })
public final class ProbeCommand implements Callable<Integer> {
  private static final String SCENES = "scenes:20";

  @Mixin private final CommonOptions common = new CommonOptions();

  @Mixin private final VictimOptions victim = new VictimOptions();

  @Option(
      names = "--pool",
      paramLabel = "DATA",
      description = "Images to ask, PATH[:PART] (default: scenes that Boogeyman draws).")
  private String pool;

  @Option(
      names = "--price",
      paramLabel = "MONEY",
      defaultValue = "0",
      description = "What the API charges for 1,000 images (default: ${DEFAULT-VALUE}).")
  private BigDecimal price;

  @Override
  public Integer call() throws IOException {
    Price charged = new Price(price);
    AtomicInteger rateLimits = new AtomicInteger();
    Notices printed = new Notices(System.err);
    Consumer<Notice> notices =
        notice -> {
          rateLimits.addAndGet(notice.rateLimit() ? 1 : 0);
          printed.accept(notice);
        };
    ImageSets sets = new ImageSets(common.cache(), common.threads(), common.progress());
    try (Victim open = victim.open(common, notices);
        OpenImages images = sets.open(pool == null ? SCENES : pool, open.shape())) {
      String kind = pool == null ? "drawn scenes" : "pool";
      ProbeFindings findings = new Probe(open.api(), images, kind, new Seed(common.seed())).run();
      ProbeReport report =
          new ProbeReport(
              open.name(), open.kind(), open.shape(), findings, rateLimits.get(), charged);
      System.out.println(common.json() ? report.toJson() : report.toText());
      return 0;
    }
  }
}
