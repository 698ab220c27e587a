package io.boogeyman.guard.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvidenceHistoryTest {
  private final EvidenceHistory history = new EvidenceHistory(Happenings.START);

  private void add(long second, double suspicion) {
    history.add(Happenings.START.plusSeconds(second), suspicion, Map.of("distance", suspicion / 2));
  }

  @Test
  void keeps_the_strongest_evidence_of_a_second() {
    add(0, 0.2);
    add(0, 0.6);
    add(0, 0.4);
    assertThat(history.series().suspicion()).containsExactly(0.6);
    assertThat(history.series().detectors())
        .containsExactly(new EvidenceHistory.Line("distance", List.of(0.3)));
  }

  @Test
  void a_day_is_as_long_as_a_minute_and_no_peak_is_lost() {
    for (int second = 0; second < 86_400; second++) {
      add(second, second == 43_210 ? 0.9 : 0.1);
    }
    EvidenceHistory.Series series = history.series();
    assertThat(series.times()).hasSizeBetween(40, 96).isSorted();
    assertThat(series.times().get(0)).isEqualTo(Happenings.START.toEpochMilli());
    assertThat(series.suspicion()).contains(0.9);
    assertThat(series.detectors().get(0).values()).hasSameSizeAs(series.times()).contains(0.45);
  }

  @Test
  void a_detector_that_comes_later_had_found_nothing_before() {
    add(0, 0.2);
    history.add(Happenings.START.plusSeconds(1), 0.5, Map.of("prada-compact", 0.5));
    assertThat(history.series().detectors())
        .extracting(EvidenceHistory.Line::values)
        .containsExactly(List.of(0.1, 0.0), List.of(0.0, 0.5));
  }

  @Test
  void evidence_that_is_no_number_is_told_as_one() {
    history.add(Happenings.START, Double.POSITIVE_INFINITY, Map.of("distance", Double.NaN));
    assertThat(history.series().suspicion()).containsExactly(1e6);
    assertThat(history.series().detectors().get(0).values()).containsExactly(0.0);
  }
}
