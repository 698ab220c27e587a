package io.boogeyman.cli.command;

import io.boogeyman.cli.watermark.ClassMatch;
import io.boogeyman.cli.watermark.Finding;
import io.boogeyman.defend.watermark.ProofLevel;
import io.boogeyman.defend.watermark.Verification;
import io.boogeyman.guard.store.KeptTriggers;
import io.boogeyman.victim.Victim;
import java.io.PrintStream;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What a suspect made of clients' triggers, for people. */
final class VerdictText {
  /** Of numbers that a double still holds well. */
  private static final double SMALLEST = -1000;

  private VerdictText() {}

  static void print(
      Victim suspect, List<Finding> findings, ProofLevel level, int tests, PrintStream out) {
    out.printf(
        "suspect: %s, %s, %d classes, %s images%n",
        suspect.name(), suspect.kind(), suspect.api().classNames().size(), suspect.shape());
    if (findings.stream().anyMatch(found -> found.match() == ClassMatch.BY_NUMBER)) {
      out.println("its classes have other names, and are taken by their number");
    }
    findings.forEach(found -> print(found, level, tests, out));
    List<String> proven =
        findings.stream()
            .filter(found -> found.verification().isProof(level, tests))
            .map(found -> found.kept().client().value())
            .toList();
    out.println();
    if (proven.isEmpty()) {
      printNotProven(findings, level, tests, out);
    } else {
      printProven(proven, level, out);
    }
  }

  private static void print(Finding found, ProofLevel level, int tests, PrintStream out) {
    Verification verification = found.verification();
    KeptTriggers kept = found.kept();
    out.printf(
        Locale.ROOT,
        "%s: %d of %d triggers (answered %s to %s) agree, by chance %.1f (1 in %d each); p = %s%s"
            + ": %s%n",
        kept.client().value(),
        verification.agreeing(),
        verification.triggers(),
        kept.first().atZone(ZoneOffset.UTC).toLocalDate(),
        kept.last().atZone(ZoneOffset.UTC).toLocalDate(),
        verification.triggers() * verification.chance(),
        kept.model().classes(),
        chance(verification.log2PValue(tests)),
        tests == 1 ? "" : ", that of one test times " + tests,
        verification.isProof(level, tests) ? "proven" : "not proven");
  }

  private static String chance(double log2) {
    String power = String.format(Locale.ROOT, "2^%.1f", log2);
    return log2 < SMALLEST
        ? power
        : String.format(Locale.ROOT, "%.2g (%s)", Math.pow(2, log2), power);
  }

  private static void printProven(List<String> proven, ProofLevel level, PrintStream out) {
    out.printf(
        "Proven at %s: the suspect learnt from answers to images that %s asked.%n",
        level, String.join(" and ", proven));
    out.println(
        "That holds if client and suspect were chosen before it answered, and --tests counts all"
            + " that were tried.");
    out.println(
        "It does not say who trained it: another client who asked the same images was given the"
            + " same marks.");
  }

  private static void printNotProven(
      List<Finding> findings, ProofLevel level, int tests, PrintStream out) {
    Finding most =
        findings.stream()
            .max(Comparator.comparing(found -> found.verification().triggers()))
            .orElseThrow();
    out.printf(
        "Not proven at %s. That does not clear the suspect: a copy may have forgotten its marks, or"
            + " filtered them out.%n",
        level);
    String needed = ProofNeeds.withHalfForgotten(most.kept().model().classes(), level.among(tests));
    out.printf(
        "A copy that forgets half of them would show with %s triggers; %s has %d.%n",
        needed, most.kept().client().value(), most.verification().triggers());
  }
}
