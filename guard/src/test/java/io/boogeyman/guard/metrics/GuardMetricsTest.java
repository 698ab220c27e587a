package io.boogeyman.guard.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuardMetricsTest {
  private final GuardMetrics metrics = new GuardMetrics();

  @AfterEach
  void close() {
    metrics.close();
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream = GuardMetrics.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void the_dashboard_is_one_that_grafana_reads() throws IOException {
    JsonNode dashboard = new ObjectMapper().readTree(resource("grafana-dashboard.json"));
    assertThat(dashboard.path("title").asText()).isEqualTo("Boogeyman guard");
    Set<Integer> ids = new TreeSet<>();
    for (JsonNode panel : dashboard.path("panels")) {
      assertThat(ids.add(panel.path("id").asInt())).isTrue();
      assertThat(panel.path("gridPos").path("x").asInt() + panel.path("gridPos").path("w").asInt())
          .isLessThanOrEqualTo(24);
      for (JsonNode target : panel.path("targets")) {
        assertThat(target.path("expr").asText()).contains("boogeyman_guard_");
      }
    }
    assertThat(ids).hasSizeGreaterThan(20);
  }

  @Test
  void every_alert_rule_says_what_it_is_about() throws IOException {
    JsonNode rules =
        new YAMLMapper().readTree(resource("prometheus-alerts.yaml")).at("/groups/0/rules");
    assertThat(rules).hasSizeGreaterThan(8);
    for (JsonNode rule : rules) {
      assertThat(rule.path("alert").asText()).startsWith("Boogeyman");
      assertThat(rule.path("expr").asText()).contains("boogeyman_guard_");
      assertThat(rule.at("/labels/severity").asText()).isIn("info", "warning", "critical");
      assertThat(rule.at("/annotations/summary").asText()).endsWith(".");
      assertThat(rule.at("/annotations/description").asText()).endsWith(".");
    }
  }

  @Test
  void counts_what_happens() {
    metrics.requested("v2-rest", "released", Duration.ofMillis(3));
    metrics.requested("v2-rest", "released", Duration.ofMillis(30));
    metrics.released(7, "top-5");
    metrics.marked(2);
    metrics.refused("OVER_BUDGET");
    metrics.escalated("alert");
    metrics.relaxed();
    metrics.detectorsLate();
    metrics.upstreamFailed();
    metrics.detected(Duration.ofMillis(1));
    metrics.asked(Duration.ofMillis(2));
    metrics.charged(Duration.ofNanos(400));
    assertThat(metrics.scrape())
        .contains("boogeyman_guard_requests_total{outcome=\"released\",protocol=\"v2-rest\"} 2.0")
        .contains("boogeyman_guard_images_total 7.0")
        .contains("boogeyman_guard_marked_total 2.0")
        .contains("boogeyman_guard_answers_total{granularity=\"top-5\"} 7.0")
        .contains("boogeyman_guard_refusals_total{reason=\"OVER_BUDGET\"} 1.0")
        .contains("boogeyman_guard_escalations_total{step=\"alert\"} 1.0")
        .contains("boogeyman_guard_relaxations_total 1.0")
        .contains("boogeyman_guard_detectors_late_total 1.0")
        .contains("boogeyman_guard_upstream_failures_total 1.0")
        .contains("boogeyman_guard_request_seconds_bucket{protocol=\"v2-rest\",le=\"0.005\"} 1")
        .contains("boogeyman_guard_request_seconds_count{protocol=\"v2-rest\"} 2")
        .contains("boogeyman_guard_detector_seconds_count 1")
        .contains("boogeyman_guard_upstream_seconds_count 1")
        .contains("boogeyman_guard_charge_seconds_bucket{le=\"1.0E-4\"} 1");
  }

  @Test
  void shows_levels_as_they_are_when_scraped() {
    AtomicInteger waiting = new AtomicInteger(3);
    try (GuardMetrics watched = new GuardMetrics()) {
      watched.watch(Level.AUDIT_QUEUE, waiting::get);
      waiting.set(5);
      assertThat(watched.scrape()).contains("boogeyman_guard_audit_queue_length 5.0");
    }
  }

  @Test
  void shows_the_policy_in_force_and_none_before() {
    metrics.policy("2", "aabb");
    assertThat(metrics.scrape().lines().filter(line -> line.contains("policy_info{")))
        .containsExactly("boogeyman_guard_policy_info{digest=\"aabb\",version=\"2\"} 1");
  }

  @Test
  void a_label_that_strangers_fill_does_not_grow() {
    for (int i = 0; i < 1_000; i++) {
      metrics.refused("reason " + i);
    }
    assertThat(metrics.scrape().lines().filter(line -> line.startsWith("boogeyman_guard_refusals")))
        .hasSizeLessThan(60)
        .anyMatch(line -> line.contains("reason=\"other\""));
  }
}
