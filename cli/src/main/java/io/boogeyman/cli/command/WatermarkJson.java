package io.boogeyman.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.boogeyman.cli.watermark.Finding;
import io.boogeyman.defend.watermark.ProofLevel;
import io.boogeyman.defend.watermark.Verification;
import io.boogeyman.guard.store.KeptTriggers;
import io.boogeyman.victim.Victim;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Marked queries, and what a suspect made of them, for programs. */
final class WatermarkJson {
  private WatermarkJson() {}

  static String of(List<KeptTriggers> kept, ProofLevel level) throws IOException {
    return written(
        Map.of("clients", kept.stream().map(one -> client(one)).toList(), "level", level(level)));
  }

  static String of(Victim suspect, List<Finding> findings, ProofLevel level, int tests)
      throws IOException {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("suspect", suspect.name());
    all.put("kind", suspect.kind());
    all.put("digest", suspect.digest());
    all.put("level", level(level));
    all.put("tests", tests);
    all.put("clients", findings.stream().map(found -> finding(found, level, tests)).toList());
    return written(all);
  }

  private static double level(ProofLevel level) {
    return Math.pow(2, level.log2());
  }

  private static Map<String, Object> client(KeptTriggers kept) {
    Map<String, Object> client = new LinkedHashMap<>();
    client.put("client", kept.client().value());
    client.put("triggers", kept.triggers());
    client.put("classes", kept.model().classes());
    client.put("images", kept.model().shape().toString());
    client.put("secrets", kept.secrets());
    client.put("first", kept.first().toString());
    client.put("last", kept.last().toString());
    return client;
  }

  private static Map<String, Object> finding(Finding found, ProofLevel level, int tests) {
    Verification verification = found.verification();
    Map<String, Object> client = client(found.kept());
    client.put("match", found.match().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    client.put("asked", verification.triggers());
    client.put("agreeing", verification.agreeing());
    client.put("chance", verification.chance());
    client.put("log2P", verification.log2PValue(tests));
    client.put("p", Math.pow(2, verification.log2PValue(tests)));
    client.put("proven", verification.isProof(level, tests));
    return client;
  }

  private static String written(Map<String, Object> all) throws IOException {
    return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all);
  }
}
