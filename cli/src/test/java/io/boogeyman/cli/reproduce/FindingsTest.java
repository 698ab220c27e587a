package io.boogeyman.cli.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.cli.reproduce.Findings.TrainedVictim;
import io.boogeyman.cli.reproduce.profile.Table;
import io.boogeyman.core.statistics.Interval;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private static final Table SETS =
      new Table.Sets(
          "data", Optional.empty(), "Sets", Optional.empty(), List.of(), List.of("a", "b"));

  private final Findings findings = new Findings(2);

  private void trained(String victim) {
    findings.victim(victim, new TrainedVictim(Interval.exactly(1), 1, 1, 1));
  }

  @Test
  void suffice_for_a_table_when_all_its_victims_are_trained() {
    trained("a");
    assertThat(findings.suffice(SETS)).isFalse();
    trained("b");
    assertThat(findings.suffice(SETS)).isTrue();
  }
}
