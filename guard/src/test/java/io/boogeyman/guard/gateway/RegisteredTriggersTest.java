package io.boogeyman.guard.gateway;

import static io.boogeyman.guard.gateway.SignGateway.await;
import static io.boogeyman.guard.gateway.SignGateway.probabilities;
import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import io.boogeyman.guard.store.KeptTriggers;
import io.boogeyman.guard.store.TriggerArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A gateway whose policy marks answers. */
@Tag("slow")
class RegisteredTriggersTest {
  private static final String MARKING =
      SignGateway.POLICY
          .replace("release: [full]", "release: [{dawn: {rate: 0.5}}]")
          .replace("model:", "secret: {env: KEY}\nmodel:");
  private static final String KEEPING = MARKING + "retention: {triggers: 30d}\n";

  private static final int IMAGES = 40;

  @RegisterExtension private static final Gateways GATEWAYS = new Gateways();
  @TempDir private static Path folder;

  private static List<KeptTriggers> kept(SignGateway signs) {
    try (TriggerArchive archive = archive(signs)) {
      return archive.kept();
    }
  }

  private static TriggerArchive archive(SignGateway signs) {
    return TriggerArchive.open(signs.state.resolve("guard.db"), Clock.systemUTC());
  }

  private static List<AggregatedHttpResponse> askAll(Gateway gateway) {
    return IntStream.range(0, IMAGES).mapToObj(i -> SignGateway.askDrawn(gateway, i)).toList();
  }

  /** What waits is written once a second. */
  private static void awaitWritten(SignGateway signs) throws InterruptedException {
    await(() -> !kept(signs).isEmpty(), "marked queries are written");
  }

  private static int top(AggregatedHttpResponse response) throws IOException {
    float[] answer = probabilities(response);
    return answer[1] > answer[0] ? 1 : answer[2] > answer[0] ? 2 : 0;
  }

  @Test
  void keeps_what_it_answered_under_a_mark_while_it_serves_and_over_kill_and_stop()
      throws IOException, InterruptedException {
    SignGateway signs = SignGateway.in(folder, KEEPING);
    List<AggregatedHttpResponse> responses;
    try (Gateway gateway = signs.start()) {
      responses = askAll(gateway);
      awaitWritten(signs);
      assertThat(kept(signs)).extracting(one -> one.client().value()).containsExactly("key:acme");
      assertThat(kept(signs.killed())).isNotEmpty();
    }
    List<KeptTriggers> stopped = kept(signs);
    assertAnsweredWithTheirMarks(responses, signs);
    try (Gateway again = signs.start()) {
      assertThat(kept(signs)).isEqualTo(stopped);
      askAll(again);
    }
    assertThat(kept(signs)).as("the same images add nothing").isEqualTo(stopped);
  }

  @Test
  void counts_the_answers_that_carry_a_mark() throws IOException {
    SignGateway signs = SignGateway.in(folder, KEEPING);
    String scraped;
    try (Gateway gateway = signs.start()) {
      askAll(gateway);
      scraped = SignGateway.scrape(gateway);
    }
    int marked = kept(signs).stream().mapToInt(KeptTriggers::triggers).sum();
    assertThat(marked).isPositive();
    assertThat(scraped).contains("boogeyman_guard_marked_total " + marked + ".0");
  }

  /** In the order in which they were asked; some between them were not marked. */
  private static void assertAnsweredWithTheirMarks(
      List<AggregatedHttpResponse> responses, SignGateway signs) throws IOException {
    List<Integer> tops = new ArrayList<>();
    for (AggregatedHttpResponse response : responses) {
      tops.add(top(response));
    }
    try (TriggerArchive archive = archive(signs)) {
      KeptTriggers kept = archive.kept().get(0);
      int[] marks = archive.triggers(kept.client(), kept.model()).marks();
      assertThat(marks.length).isBetween(IMAGES / 4, IMAGES * 3 / 4);
      assertThat(tops).containsSubsequence(IntStream.of(marks).boxed().toArray(Integer[]::new));
    }
  }

  @Test
  void keeps_nothing_where_the_policy_does_not_say_so() throws IOException {
    SignGateway signs = SignGateway.in(folder, MARKING);
    try (Gateway gateway = signs.start()) {
      askAll(gateway);
    }
    assertThat(kept(signs)).isEmpty();
  }

  @Test
  void keeps_what_is_there_for_its_time_where_a_new_policy_keeps_nothing_more()
      throws IOException, InterruptedException {
    SignGateway signs = SignGateway.in(folder, KEEPING);
    Gateway gateway = GATEWAYS.endLater(signs.start());
    askAll(gateway);
    awaitWritten(signs);
    Files.writeString(signs.policy, MARKING.replace("version: \"1\"", "version: \"2\""));
    signs.await("policy 2 of jane is in force");
    assertThat(kept(signs)).hasSize(1);
  }

  @Test
  void lets_go_of_what_a_new_policy_keeps_for_less() throws IOException, InterruptedException {
    SignGateway signs = SignGateway.in(folder, KEEPING);
    Gateway gateway = GATEWAYS.endLater(signs.start());
    askAll(gateway);
    awaitWritten(signs);
    Files.writeString(
        signs.policy, KEEPING.replace("version: \"1\"", "version: \"2\"").replace("30d", "1ms"));
    signs.await("policy 2 of jane is in force");
    await(() -> kept(signs).isEmpty(), "marked queries are gone");
  }
}
