package io.boogeyman.guard.dashboard;

import static io.boogeyman.guard.dashboard.Happenings.START;
import static io.boogeyman.guard.dashboard.Happenings.asked;
import static io.boogeyman.guard.dashboard.Happenings.escalated;
import static io.boogeyman.guard.dashboard.Happenings.suspicious;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.boogeyman.defend.policy.Standing;
import io.boogeyman.guard.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangesTest {
  private final SettableClock clock = new SettableClock(START);
  private final DashboardState state = new DashboardState(clock);
  private final Json json = new Json();

  @BeforeEach
  void two_clients_have_asked() {
    state.happened(asked("key:ann", START, 1, Standing.trusted(0.2)));
    state.happened(asked("key:bob", START, 1, Standing.trusted(0.1)));
  }

  private ObjectNode changes(Runnable what) {
    Overview before = overview();
    what.run();
    Overview after = overview();
    return Changes.between(json.tree(before), json.tree(after), json.tree(after.series().last(3)));
  }

  private Overview overview() {
    return state.overview(new TinyFacts(), 200);
  }

  private static List<String> names(JsonNode tree) {
    List<String> names = new ArrayList<>();
    tree.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void nothing_has_changed_when_nothing_happened() {
    assertThat(changes(() -> {})).isEmpty();
  }

  @Test
  void of_a_client_only_what_is_other_is_told() {
    ObjectNode changes =
        changes(() -> state.happened(asked("key:bob", START, 2, Standing.trusted(0.1))));
    assertThat(changes.get("rows")).hasSize(1);
    assertThat(names(changes.get("rows").get(0))).containsExactly("id", "images", "top");
    assertThat(changes.has("order")).isFalse();
    assertThat(changes.has("clients")).isFalse();
    assertThat(changes.has("model")).isFalse();
  }

  @Test
  void a_new_client_is_told_in_full_with_the_new_order() {
    ObjectNode changes =
        changes(() -> state.happened(asked("key:thief", START, 2, suspicious(1, "watched", 0.6))));
    assertThat(changes.get("rows").get(0).get("name").asText()).isEqualTo("key:thief");
    assertThat(changes.get("order")).hasSize(3);
    assertThat(changes.get("order").get(0).asLong()).isEqualTo(3);
  }

  @Test
  void only_new_alerts_are_told() {
    state.happened(
        escalated("key:ann", START, Standing.trusted(0.2), suspicious(1, "watched", 0.5)));
    ObjectNode changes =
        changes(
            () ->
                state.happened(
                    escalated(
                        "key:bob", START, Standing.trusted(0.2), suspicious(1, "watched", 0.5))));
    assertThat(changes.get("alerts")).hasSize(1);
    assertThat(changes.get("alerts").get(0).get("client").asText()).isEqualTo("key:bob");
  }

  @Test
  void of_the_series_only_the_end_is_told() {
    ObjectNode changes = changes(() -> clock.advance(Duration.ofSeconds(10)));
    assertThat(changes.get("series").get("images")).hasSize(3);
  }
}
