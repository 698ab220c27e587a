package io.boogeyman.cli.command;

import io.boogeyman.defend.watermark.ProofLevel;
import io.boogeyman.guard.store.KeptTriggers;
import io.boogeyman.guard.store.TriggerArchive;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code boogeyman watermark list}: whose marked queries are kept. */
@Command(
    name = "list",
    description = "Whose marked queries a gateway keeps, and how many a proof needs.",
    footer = {"", "Example:", "  boogeyman watermark list --state guard-state"})
public final class WatermarkListCommand implements Callable<Integer> {
  private static final String ROW = "%-*s  %8s  %7s  %9s  %-10s  %-10s  %s%n";

  @Mixin private final CommonOptions common = new CommonOptions();

  @Mixin private final StateOptions state = new StateOptions();

  @Option(
      names = "--level",
      paramLabel = "CHANCE",
      defaultValue = "2^-64",
      description = "The chance that a proof must be below (default: ${DEFAULT-VALUE}).")
  private String level;

  @Override
  public Integer call() throws IOException {
    ProofLevel wanted = ProofLevel.parse(level);
    try (TriggerArchive archive = state.open()) {
      List<KeptTriggers> kept = state.kept(archive);
      if (common.json()) {
        System.out.println(WatermarkJson.of(kept, wanted));
      } else {
        print(kept, wanted);
      }
    }
    return 0;
  }

  private static void print(List<KeptTriggers> kept, ProofLevel level) {
    int width = kept.stream().mapToInt(one -> one.client().value().length()).max().orElse(0);
    String row = ROW.replace("*", Integer.toString(Math.max(width, "client".length())));
    System.out.printf(row, "client", "triggers", "classes", "images", "first", "last", "needed");
    for (KeptTriggers one : kept) {
      int classes = one.model().classes();
      System.out.printf(
          Locale.ROOT,
          row,
          one.client().value(),
          one.triggers(),
          classes,
          one.model().shape(),
          one.first().atZone(ZoneOffset.UTC).toLocalDate(),
          one.last().atZone(ZoneOffset.UTC).toLocalDate(),
          ProofNeeds.withHalfForgotten(classes, level));
    }
    System.out.printf("%nneeded: for a proof at %s, if a copy forgets half of them%n", level);
  }
}
