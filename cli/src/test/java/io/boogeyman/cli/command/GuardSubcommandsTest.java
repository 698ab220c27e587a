package io.boogeyman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.guard.audit.AuditLog;
import io.boogeyman.guard.audit.AuditSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done around a gateway: keys, its audit log, the policy before. */
class GuardSubcommandsTest {
  private static final String POLICY =
      """
      policy: 1
      version: "%s"
      author: jane
      model: {victim: victim.safetensors, name: signs}
      release: [top-3]
      """;

  @TempDir private Path folder;

  private static Invocation guard(Object... arguments) {
    List<String> all = new ArrayList<>(List.of("guard"));
    for (Object argument : arguments) {
      all.add(argument.toString());
    }
    return Invocation.of(all);
  }

  private static String sha256(String text) throws NoSuchAlgorithmException {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest);
  }

  @Test
  void key_is_for_the_client_and_its_digest_for_the_policy() throws NoSuchAlgorithmException {
    Invocation made = guard("key", "acme");
    assertThat(made.status()).isZero();
    List<String> lines = made.out().lines().toList();
    assertThat(lines.get(0)).startsWith("for the client, who keeps it: bgm_");
    String key = lines.get(0).substring(lines.get(0).indexOf("bgm_"));
    assertThat(lines.subList(1, lines.size()))
        .containsExactly(
            "for the policy, under authentication.keys:",
            "  - {client: acme, sha256: %s}".formatted(sha256(key)));
  }

  @Test
  void key_is_for_somebody() {
    Invocation refused = guard("key");
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.complaints())
        .containsExactly("boogeyman: Missing required parameter: 'CLIENT'");
  }

  private void writeAudit() {
    try (AuditLog log =
        AuditLog.open(
            folder.resolve("audit"),
            AuditSettings.standard(),
            Optional.empty(),
            Clock.systemUTC())) {
      log.record(Clock.systemUTC().instant(), "escalated", Map.of("client", "key:acme"));
    }
  }

  @Test
  void verify_says_that_an_audit_log_is_as_written() {
    writeAudit();
    Invocation verified = guard("verify", folder);
    assertThat(verified.status()).isZero();
    assertThat(verified.out().strip())
        .matches("3 entries, the last is number 3, digest [0-9a-f]{64}: as written");
  }

  @Test
  void verify_says_where_an_audit_log_was_changed_and_exits_with_1() throws IOException {
    writeAudit();
    Path file = folder.resolve("audit").resolve("audit-000000000001.jsonl");
    Files.writeString(file, Files.readString(file).replace("key:acme", "key:nobody"));
    Invocation verified = guard("verify", folder);
    assertThat(verified.status()).isEqualTo(1);
    assertThat(verified.out().lines())
        .hasSize(2)
        .first()
        .asString()
        .contains("audit-000000000001.jsonl, line 3: entry 2, before this one, was changed");
    assertThat(verified.out().strip()).endsWith(": not as written");
  }

  @Test
  void verify_says_that_there_is_no_audit_log() {
    Invocation refused = guard("verify", folder.resolve("missing"));
    assertThat(refused.status()).isNotZero();
    assertThat(refused.complaints()).singleElement().asString().contains("missing");
    assertThat(refused.hasStackTrace()).isFalse();
  }

  /** As a gateway notes policies that come into force. */
  private void note(int number) throws IOException {
    Path noted = Files.createDirectories(folder.resolve("policies"));
    Files.writeString(
        noted.resolve("%06d-0123456789ab.yaml".formatted(number)), POLICY.formatted(number));
  }

  @Test
  void rollback_puts_the_policy_before_back() throws IOException {
    note(1);
    note(2);
    Path file = Files.writeString(folder.resolve("policy.yaml"), POLICY.formatted(2));
    Invocation back = guard("rollback", file, "--state", folder);
    assertThat(back.status()).as(back.err()).isZero();
    assertThat(back.out().lines()).containsExactly(file + " is version 1 of jane again");
    assertThat(file).hasContent(POLICY.formatted(1));
  }

  @Test
  void rollback_leaves_the_file_where_there_was_no_policy_before() throws IOException {
    note(1);
    Path file = Files.writeString(folder.resolve("policy.yaml"), POLICY.formatted(1));
    Invocation refused = guard("rollback", file, "--state", folder);
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.complaints())
        .containsExactly("boogeyman: " + folder + " knows of no policy before the one in force");
    assertThat(file).hasContent(POLICY.formatted(1));
  }
}
