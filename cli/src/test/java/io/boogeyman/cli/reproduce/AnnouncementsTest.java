package io.boogeyman.cli.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnnouncementsTest {
  private static final long MINUTE = 60_000_000_000L;

  private final Node first = new Node.TrainVictim("a");
  private final Node second = new Node.TrainVictim("b");
  private final List<String> told = new ArrayList<>();
  private long now = 1_000;
  private final Announcements announcements = new Announcements(steps(), told::add, () -> now);

  private Map<Node, Reproduction.Step> steps() {
    Map<Node, Reproduction.Step> steps = new LinkedHashMap<>();
    steps.put(first, new Reproduction.Step("victim a", 10, 600));
    steps.put(second, new Reproduction.Step("victim b", 10, 6_600));
    return steps;
  }

  @Test
  void tells_what_begins_and_how_long_all_was_thought_to_take() {
    announcements.begins(first);
    assertThat(told).containsExactly("1 of 2: victim a; about 2 h 00 min left in all");
  }

  @Test
  void what_was_there_already_says_nothing_of_how_long_the_rest_takes() {
    announcements.begins(first);
    announcements.ended(first);
    announcements.begins(second);
    assertThat(told.get(1)).isEqualTo("2 of 2: victim b; about 1 h 50 min left in all");
  }

  @Test
  void the_rest_is_thought_to_be_as_much_slower_than_thought_as_what_has_ended() {
    announcements.begins(first);
    now += 20 * MINUTE; // and not ten
    announcements.ended(first);
    announcements.begins(second);
    assertThat(told.get(1)).isEqualTo("2 of 2: victim b; about 3 h 40 min left in all");
  }

  @Test
  void what_goes_on_beside_it_counts_as_half_done() {
    announcements.begins(first);
    announcements.begins(second);
    assertThat(told.get(1)).isEqualTo("2 of 2: victim b; about 1 h 55 min left in all");
  }
}
