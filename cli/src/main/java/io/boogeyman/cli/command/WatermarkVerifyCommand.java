package io.boogeyman.cli.command;

import io.boogeyman.cli.watermark.Finding;
import io.boogeyman.cli.watermark.SuspectTrial;
import io.boogeyman.core.text.OneLine;
import io.boogeyman.defend.watermark.ProofLevel;
import io.boogeyman.guard.store.KeptTriggers;
import io.boogeyman.guard.store.TriggerArchive;
import io.boogeyman.victim.Victim;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code boogeyman watermark verify}: whether a suspect learnt from a client's marked answers. */
@Command(
    name = "verify",
    description = {
      "Ask a suspect what a client was answered under a mark, and say how often chance agrees with",
      "as many marks. Exit with 0 if that proves a copy, with 1 if not."
    },
    footer = {
      "",
      "The suspect is asked each of the client's triggers once. Choose client and suspect before",
      "you see an answer; who tries several says how many by --tests.",
      "",
      "Examples:",
      "  boogeyman watermark verify --client key:acme --suspect suspect.onnx",
      "  boogeyman watermark verify --client key:acme --suspect suspect.pth \\",
      "      --suspect-option architecture=resnet20 --suspect-option classes=classes.txt",
      "  boogeyman watermark verify --all --suspect https://models.example/v2/models/signs"
    })
public final class WatermarkVerifyCommand implements Callable<Integer> {
  private static final int NOT_PROVEN = 1;
  private static final int SHOWN_CLIENTS = 5;

  @Mixin private final CommonOptions common = new CommonOptions();

  @Mixin private final StateOptions state = new StateOptions();

  @Mixin private final SuspectOptions suspect = new SuspectOptions();

  @Option(
      names = "--client",
      paramLabel = "NAME",
      description = "Whose copy it may be, as in key:acme ('watermark list' shows them).")
  private String client;

  @Option(
      names = "--all",
      description = "Try the triggers of every client; the chance is multiplied by how many.")
  private boolean all;

  @Option(
      names = "--level",
      paramLabel = "CHANCE",
      defaultValue = "2^-64",
      description = "The chance that a proof must be below (default: ${DEFAULT-VALUE}).")
  private String level;

  @Option(
      names = "--tests",
      paramLabel = "N",
      description =
          "Tests in all, clients times suspects, by which the chance is multiplied (default: the"
              + " clients tried here).")
  private Integer tests;

  @Override
  public Integer call() throws IOException {
    ProofLevel wanted = ProofLevel.parse(level);
    if (all == (client != null)) {
      throw new IllegalArgumentException("say whose triggers to ask: --client NAME, or --all");
    }
    try (TriggerArchive archive = state.open()) {
      List<KeptTriggers> chosen = chosen(state.kept(archive));
      List<KeptTriggers> enough = enough(chosen, wanted.among(tests == null ? 1 : tests));
      tellLeftOut(chosen.size() - enough.size());
      try (Victim open = suspect.open(common)) {
        SuspectTrial trial = new SuspectTrial(archive, open, common.progress());
        List<KeptTriggers> fitting = fitting(trial, enough, open);
        int many = tests(fitting.size());
        requireEnough(fitting, wanted.among(many));
        List<Finding> findings = trial.ask(fitting);
        tell(open, findings, wanted, many);
        boolean proven = findings.stream().anyMatch(f -> f.verification().isProof(wanted, many));
        return proven ? 0 : NOT_PROVEN;
      }
    }
  }

  private List<KeptTriggers> chosen(List<KeptTriggers> kept) {
    List<KeptTriggers> chosen =
        kept.stream().filter(one -> all || one.client().value().equals(client)).toList();
    if (chosen.isEmpty()) {
      List<String> names = kept.stream().map(one -> one.client().value()).distinct().toList();
      throw new IllegalArgumentException(
          OneLine.of(
              "no triggers of '%s' are kept there; there are some of %s%s"
                  .formatted(
                      client,
                      names.stream().limit(SHOWN_CLIENTS).collect(Collectors.joining(", ")),
                      names.size() > SHOWN_CLIENTS
                          ? " and %d more".formatted(names.size() - SHOWN_CLIENTS)
                          : "")));
    }
    return chosen;
  }

  /** Of some whose triggers could prove something, before a suspect is opened, or asked for pay. */
  private static List<KeptTriggers> enough(List<KeptTriggers> kept, ProofLevel level) {
    List<KeptTriggers> enough = kept.stream().filter(one -> isEnough(one, level)).toList();
    if (enough.isEmpty()) {
      requireEnough(kept, level);
    }
    return enough;
  }

  private static void tellLeftOut(int clients) {
    if (clients > 0) {
      System.err.printf("left out: %,d with too few triggers to prove anything%n", clients);
    }
  }

  private static boolean isEnough(KeptTriggers kept, ProofLevel level) {
    return kept.triggers() >= ProofNeeds.fewest(kept.model().classes(), level);
  }

  private static void requireEnough(List<KeptTriggers> kept, ProofLevel level) {
    if (kept.stream().noneMatch(one -> isEnough(one, level))) {
      KeptTriggers most =
          kept.stream().max(Comparator.comparing(KeptTriggers::triggers)).orElseThrow();
      int classes = most.model().classes();
      throw new IllegalArgumentException(
          ("%s has %d triggers; with %d classes a proof at %s needs %d at least, or %s if a copy"
                  + " forgets half")
              .formatted(
                  most.client().value(),
                  most.triggers(),
                  classes,
                  level,
                  ProofNeeds.fewest(classes, level),
                  ProofNeeds.withHalfForgotten(classes, level)));
    }
  }

  private static List<KeptTriggers> fitting(
      SuspectTrial trial, List<KeptTriggers> kept, Victim suspect) {
    List<KeptTriggers> fitting = trial.fitting(kept);
    if (fitting.isEmpty()) {
      KeptTriggers one = kept.get(0);
      throw new IllegalArgumentException(
          ("%s has %d classes and takes %s images; the triggers of %s are %s images of a model with"
                  + " %d classes")
              .formatted(
                  suspect.name(),
                  suspect.api().classNames().size(),
                  suspect.shape(),
                  one.client().value(),
                  one.model().shape(),
                  one.model().classes()));
    }
    return fitting;
  }

  private int tests(int here) {
    if (tests != null && tests < here) {
      throw new IllegalArgumentException(
          "--tests must be at least %d, the clients tried here, not %d".formatted(here, tests));
    }
    return tests == null ? here : tests;
  }

  private void tell(Victim open, List<Finding> findings, ProofLevel level, int many)
      throws IOException {
    if (common.json()) {
      System.out.println(WatermarkJson.of(open, findings, level, many));
    } else {
      VerdictText.print(open, findings, level, many, System.out);
    }
  }
}
