package io.boogeyman.cli.report;

import io.boogeyman.cli.report.ReportPage.Fact;
import io.boogeyman.cli.report.ReportPage.Facts;
import io.boogeyman.cli.result.Asked;
import io.boogeyman.cli.result.Images;
import io.boogeyman.cli.result.StealResult;
import io.boogeyman.cli.result.VictimSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tables that let someone else repeat the run. */
final class FactSheets {
  private FactSheets() {}

  static List<Facts> of(StealResult result) {
    return List.of(
        new Facts("Victim", victim(result.victim())),
        new Facts("The thief’s pool", images(result.pool())),
        new Facts("Test set", images(result.test())),
        new Facts("Asked in this folder so far", asked(result.asked())),
        new Facts("Run", run(result)),
        new Facts("Settings", map(result.settings())),
        new Facts("Environment", map(result.environment())));
  }

  private static List<Fact> victim(VictimSummary victim) {
    return List.of(
        new Fact("name", victim.name()),
        new Fact("reached as", victim.kind()),
        new Fact("classes", Wording.count(victim.classNames().size())),
        new Fact("top-5 accuracy", Wording.percent(victim.top5().estimate())),
        new Fact("digest", victim.digest()));
  }

  private static List<Fact> images(Images images) {
    return List.of(
        new Fact("name", images.name()),
        new Fact("images", Wording.count(images.size())),
        new Fact("pixels", images.shape()),
        new Fact("digest", images.digest()));
  }

  private static List<Fact> asked(Asked asked) {
    return List.of(
        new Fact("images asked by thieves", Wording.count(asked.images())),
        new Fact("cost at this run’s price", Wording.money(asked.cost())),
        new Fact("test images asked to measure by", Wording.count(asked.examined())));
  }

  private static List<Fact> run(StealResult result) {
    return List.of(
        new Fact("Boogeyman", result.version()),
        new Fact("finished", result.finished()),
        new Fact("duration", Wording.duration(result.seconds())),
        new Fact("surrogates", Wording.count(result.surrogates().size())),
        new Fact("result.json schema", Integer.toString(result.schema())));
  }

  private static List<Fact> map(Map<String, String> map) {
    List<Fact> facts = new ArrayList<>();
    new TreeMap<>(map).forEach((name, value) -> facts.add(new Fact(name, value)));
    return facts;
  }
}
