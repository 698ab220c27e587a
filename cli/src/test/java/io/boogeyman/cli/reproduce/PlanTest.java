package io.boogeyman.cli.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.cli.reproduce.profile.Cell;
import io.boogeyman.cli.reproduce.profile.Profile;
import io.boogeyman.cli.reproduce.profile.ProfileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {
  @TempDir private Path folder;
  private Profile profile;

  @BeforeEach
  void read() throws IOException {
    profile = ProfileReader.read("laptop");
  }

  private List<Node> plan(String... tables) {
    return Plan.of(profile, profile.tables(List.of(tables))).nodes();
  }

  private static List<Cell> cells(List<Node> nodes) {
    List<Cell> cells = new ArrayList<>();
    for (Node node : nodes) {
      if (node instanceof Node.Steal theft) {
        for (String answers : theft.answers()) {
          theft
              .budgets()
              .forEach(
                  budget ->
                      cells.add(
                          new Cell(theft.victim(), theft.thief(), theft.copy(), answers, budget)));
        }
      }
    }
    return cells;
  }

  @Test
  void a_theft_that_several_tables_show_is_made_once() {
    assertThat(cells(plan())).doesNotHaveDuplicates();
    assertThat(cells(plan())).containsExactlyInAnyOrderElementsOf(Profile.cells(profile.tables()));
  }

  @Test
  void nothing_is_made_that_no_table_shows() {
    assertThat(cells(plan("full", "granularity")))
        .hasSize(2 * (2 + 5))
        .doesNotContain(new Cell("gtsrb-resnet20", "knockoff", "resnet20", "label", 1000));
  }

  @Test
  void victims_stand_before_their_thefts_and_detectors() {
    List<Node> nodes = plan("realistic");
    assertThat(nodes.get(0)).isEqualTo(new Node.TrainVictim("gtsrb-resnet20"));
    assertThat(nodes).filteredOn(Node.TrainVictim.class::isInstance).hasSize(1);
    assertThat(nodes.get(nodes.size() - 1)).isEqualTo(new Node.Detect("gtsrb", 3));
  }

  @Test
  void detectors_are_calibrated_once_a_seed_for_all_tables() {
    assertThat(plan("detector", "detection", "realistic"))
        .filteredOn(Node.Detect.class::isInstance)
        .hasSize(6)
        .doesNotHaveDuplicates();
  }

  @Test
  void answers_with_the_same_budgets_are_stolen_together() {
    assertThat(plan("granularity"))
        .filteredOn(Node.Steal.class::isInstance)
        .containsExactly(
            new Node.Steal(
                "gtsrb-resnet20",
                "knockoff",
                "resnet20",
                List.of("full", "top-5", "top-3", "round-2", "round-1", "label"),
                List.of(10_000),
                3),
            new Node.Steal(
                "cifar10-resnet20",
                "knockoff",
                "resnet20",
                List.of("full", "top-5", "top-3", "round-2", "round-1", "label"),
                List.of(10_000),
                3));
  }

  @Test
  void a_theft_has_as_many_seeds_as_the_table_wants_that_wants_most() throws IOException {
    profile = laptop("- id: strategies", "- seeds: 5\n    id: strategies");
    assertThat(seedsOf(plan("full"))).containsOnly(3);
    assertThat(seedsOf(plan("full", "strategies"))).containsOnly(3, 5);
    profile = profile.withSeeds(2);
    assertThat(seedsOf(plan("full", "strategies"))).containsOnly(2);
  }

  /** The laptop profile, a text in it replaced. */
  private Profile laptop(String text, String other) throws IOException {
    Path file = folder.resolve("mine.yaml");
    Files.writeString(file, ProfileReader.text("laptop").replace(text, other));
    return ProfileReader.read(file.toString());
  }

  private static List<Integer> seedsOf(List<Node> nodes) {
    return nodes.stream()
        .filter(Node.Steal.class::isInstance)
        .map(node -> ((Node.Steal) node).seeds())
        .toList();
  }

  @Test
  void a_plan_needs_the_files_of_its_tables_only() {
    Plan plan = Plan.of(profile, profile.tables(List.of("classes-gtsrb")));
    assertThat(plan.images())
        .containsExactly("gtsrb32.zip:train#1-4/5", "gtsrb32.zip:test", "tinyimagenet64.zip");
    assertThat(plan.weights()).isEmpty();
  }

  /** Its first queries under a large budget are not those that a smaller one leads to. */
  @Test
  void a_thief_who_looks_at_answers_is_another_one_with_another_budget() throws IOException {
    profile = laptop("budgets: [1000]", "budgets: [500, 1000]");
    assertThat(plan("strategies"))
        .filteredOn(node -> node instanceof Node.Steal theft && theft.thief().equals("entropy"))
        .extracting(node -> ((Node.Steal) node).budgets())
        .containsExactly(List.of(500), List.of(1000), List.of(500), List.of(1000));
    assertThat(plan("strategies"))
        .filteredOn(node -> node instanceof Node.Steal theft && theft.thief().equals("knockoff"))
        .extracting(node -> ((Node.Steal) node).budgets())
        .containsExactly(List.of(500, 1000), List.of(500, 1000));
  }

  @Test
  void thefts_of_different_victims_are_lanes_of_one_stage_between_victims_and_detectors() {
    Plan plan = Plan.of(profile, profile.tables(List.of("full", "realistic")));
    List<List<List<Node>>> stages = plan.stages();

    assertThat(stages.get(0)).hasSize(1);
    assertThat(stages.get(0).get(0)).hasSize(2).allMatch(Node.TrainVictim.class::isInstance);
    assertThat(stages.get(1)).hasSize(2);
    for (List<Node> lane : stages.get(1)) {
      assertThat(lane.stream().map(node -> ((Node.Steal) node).victim()).distinct()).hasSize(1);
    }
    assertThat(stages.get(2)).hasSize(1);
    assertThat(stages.get(2).get(0)).hasSize(3).allMatch(Node.Detect.class::isInstance);
    assertThat(stages.stream().flatMap(List::stream).flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(plan.nodes());
  }
}
