package io.boogeyman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.defend.policy.TriggerRegister;
import io.boogeyman.defend.watermark.MarkedModel;
import io.boogeyman.defend.watermark.Trigger;
import io.boogeyman.guard.store.GuardStore;
import io.boogeyman.guard.store.Limits;
import io.boogeyman.guard.store.StoreSettings;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.victim.Computing;
import io.boogeyman.victim.Victim;
import io.boogeyman.victim.opening.Victims;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Marked queries that a gateway kept, and models that may have learnt from them. */
class WatermarkCommandTest {
  private static final ImageShape SHAPE = ImageShape.square(32);
  private static final int CLASSES = 43;

  @TempDir private Path folder;

  private Invocation watermark(String command, Object... arguments) {
    List<String> all = new ArrayList<>(List.of("watermark", command));
    all.addAll(List.of("--state", folder.toString()));
    for (Object argument : arguments) {
      all.add(argument.toString());
    }
    return Invocation.of(all);
  }

  private GuardStore store() {
    return GuardStore.open(
        folder.resolve("guard.db"), StoreSettings.standard(), Limits.none(), Clock.systemUTC());
  }

  private static MarkedModel model(int classes, ImageShape shape) {
    return new MarkedModel(IntStream.range(0, classes).mapToObj(k -> "class " + k).toList(), shape);
  }

  private static ImageBatch images(ImageShape shape, int count) {
    byte[] pixels = new byte[count * shape.bytes()];
    new SplittableRandom(1).nextBytes(pixels);
    return new ImageBatch(shape, pixels);
  }

  /** As a gateway keeps them that gave a client these marks. */
  private void keep(String client, MarkedModel model, int... marks) {
    ImageBatch images = images(model.shape(), marks.length);
    Instant now = Instant.now();
    try (GuardStore store = store()) {
      for (int i = 0; i < marks.length; i++) {
        Trigger trigger = new Trigger("0011223344556677", i, marks[i], images.slice(i, i + 1));
        store
            .triggers()
            .add(
                new TriggerRegister.Entry(
                    new ClientName(client), model, trigger, now, now.plus(Duration.ofDays(1))));
      }
    }
  }

  private static int[] drawn(int count) {
    return new SplittableRandom(2).ints(count, 0, CLASSES).toArray();
  }

  /** The classes that a model answers to the images that {@link #keep} keeps. */
  private static int[] answers(Path model, int count) throws IOException {
    Computing computing = new Computing(1, (architecture, shape) -> Compute.cpu(1));
    try (Victim open = Victims.open(model.toString(), Map.of(), computing, notice -> {})) {
      return open.api().ask(images(SHAPE, count)).stream().mapToInt(Answer::top).toArray();
    }
  }

  private Path suspect() throws IOException {
    SmallVictim.in(folder);
    return folder.resolve("victim.safetensors");
  }

  @Test
  void list_says_whose_triggers_are_kept_and_how_many_a_proof_needs() {
    keep("key:acme", model(CLASSES, SHAPE), drawn(20));
    keep("jwt:globex", model(10, SHAPE), 1, 2, 3);
    Invocation listed = watermark("list");
    assertThat(listed.status()).as(listed.err()).isZero();
    String today = Instant.now().toString().substring(0, 10);
    assertThat(listed.out().lines().map(line -> line.replaceAll(" +", " ")))
        .containsExactly(
            "client triggers classes images first last needed",
            "jwt:globex 3 10 32x32 %s %s 83".formatted(today, today),
            "key:acme 20 43 32x32 %s %s 35".formatted(today, today),
            "",
            "needed: for a proof at 2^-64, if a copy forgets half of them");
  }

  @Test
  void list_reads_while_a_gateway_has_the_store() {
    keep("key:acme", model(CLASSES, SHAPE), drawn(20));
    try (GuardStore running = store()) {
      assertThat(running.trouble()).isEmpty();
      Invocation listed = watermark("list", "--json");
      assertThat(listed.status()).as(listed.err()).isZero();
      assertThat(listed.out()).contains("\"client\" : \"key:acme\"", "\"triggers\" : 20");
    }
  }

  @Test
  @Tag("slow")
  void verify_proves_that_a_model_answers_as_a_client_was() throws IOException {
    Path suspect = suspect();
    int[] marks = answers(suspect, 40);
    for (int i = 0; i < 20; i++) {
      marks[i] = (marks[i] + 1) % CLASSES; // half are forgotten
    }
    keep("key:acme", model(CLASSES, SHAPE), marks);
    Invocation verified = watermark("verify", "--client", "key:acme", "--suspect", suspect);
    assertThat(verified.status()).as(verified.err()).isZero();
    assertThat(verified.out())
        .contains(
            "key:acme: 20 of 40 triggers",
            "agree, by chance 0.9 (1 in 43 each); p = 1.9e-22 (2^-72.2): proven",
            "Proven at 2^-64: the suspect learnt from answers to images that key:acme asked.");
  }

  @Test
  @Tag("slow")
  void verify_proves_nothing_of_a_model_that_never_saw_the_answers() throws IOException {
    keep("key:acme", model(CLASSES, SHAPE), drawn(40));
    Invocation verified = watermark("verify", "--client", "key:acme", "--suspect", suspect());
    assertThat(verified.status()).as(verified.err()).isEqualTo(1);
    assertThat(verified.complaints()).isEmpty();
    assertThat(verified.out())
        .contains(": not proven", "Not proven at 2^-64. That does not clear the suspect")
        .contains("would show with 35 triggers; key:acme has 40.");
  }

  @Test
  @Tag("slow")
  void verify_multiplies_the_chance_by_the_clients_it_tries() throws IOException {
    Path suspect = suspect();
    keep("key:acme", model(CLASSES, SHAPE), answers(suspect, 13));
    keep("key:globex", model(CLASSES, SHAPE), drawn(30));
    keep(
        "key:initech",
        model(10, SHAPE),
        Collections.nCopies(90, 1).stream().mapToInt(i -> i).toArray());
    Invocation verified =
        watermark("verify", "--all", "--suspect", suspect, "--level", "2^-70", "--json");
    assertThat(verified.status()).as(verified.err()).isEqualTo(1);
    JsonNode found = new ObjectMapper().readTree(verified.out());
    assertThat(found.path("tests").intValue()).isEqualTo(2);
    assertThat(found.path("clients").findValuesAsText("client"))
        .containsExactly("key:acme", "key:globex");
    double one = 13 * Math.log(CLASSES) / Math.log(2);
    assertThat(-found.at("/clients/0/log2P").doubleValue()).isBetween(one - 1.01, one - 0.99);
    assertThat(found.at("/clients/0/proven").booleanValue()).isFalse();
    Invocation alone =
        watermark(
            "verify", "--client", "key:acme", "--suspect", suspect, "--level", "2^-70", "--json");
    assertThat(alone.status()).as(alone.err()).isZero();
  }

  @Test
  @Tag("slow")
  void verify_refuses_a_suspect_of_other_classes_or_images() throws IOException {
    Path suspect = suspect();
    keep("key:acme", model(10, ImageShape.square(16)), drawn(40));
    assertThat(refusal(watermark("verify", "--client", "key:acme", "--suspect", suspect)))
        .isEqualTo(
            "boogeyman: victim.safetensors has 43 classes and takes 32x32 images; the triggers of"
                + " key:acme are 16x16 images of a model with 10 classes");
  }

  private static String refusal(Invocation refused) {
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.hasStackTrace()).isFalse();
    assertThat(refused.complaints()).hasSize(1);
    return refused.complaints().get(0);
  }

  @Test
  void verify_refuses_too_few_triggers_before_it_looks_at_the_suspect() {
    keep("key:acme", model(CLASSES, SHAPE), drawn(11));
    assertThat(refusal(watermark("verify", "--client", "key:acme", "--suspect", "none")))
        .isEqualTo(
            "boogeyman: key:acme has 11 triggers; with 43 classes a proof at 2^-64 needs 12 at"
                + " least, or 35 if a copy forgets half");
  }

  @Test
  void verify_refuses_a_client_whose_triggers_are_not_kept() {
    keep("key:acme", model(CLASSES, SHAPE), drawn(11));
    assertThat(refusal(watermark("verify", "--client", "key:nobody", "--suspect", "none")))
        .isEqualTo(
            "boogeyman: no triggers of 'key:nobody' are kept there; there are some of key:acme");
  }

  @Test
  void verify_wants_to_know_whose_triggers_to_ask() {
    for (Object[] said : new Object[][] {{}, {"--all", "--client", "key:acme"}}) {
      List<Object> arguments = new ArrayList<>(List.of("--suspect", "none"));
      Collections.addAll(arguments, said);
      assertThat(refusal(watermark("verify", arguments.toArray())))
          .isEqualTo("boogeyman: say whose triggers to ask: --client NAME, or --all");
    }
  }

  @Test
  void verify_refuses_a_level_that_is_none() {
    assertThat(refusal(watermark("verify", "--all", "--suspect", "none", "--level", "5%")))
        .isEqualTo(
            "boogeyman: '5%' is no level; say a chance over 0 and under 1, such as 2^-64 or 1e-9");
  }

  @Test
  void says_that_a_folder_is_no_gateways() {
    assertThat(refusal(watermark("list")))
        .isEqualTo(
            "boogeyman: %s is no gateway's folder: there is no guard.db in it".formatted(folder));
  }

  @Test
  void says_that_nobodys_triggers_are_kept() {
    store().close();
    assertThat(refusal(watermark("list")))
        .isEqualTo(
            "boogeyman: %s keeps nobody's triggers; it does where the policy has dawn among its"
                    .formatted(folder)
                + " releases and says retention.triggers, once somebody was given a mark");
  }
}
