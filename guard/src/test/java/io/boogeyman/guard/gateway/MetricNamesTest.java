package io.boogeyman.guard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.guard.metrics.GuardMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files for Grafana and Prometheus beside what a gateway that has answered shows. */
@Tag("slow")
class MetricNamesTest {
  private static final Pattern NAME = Pattern.compile("boogeyman_guard_[a-z_]+");

  @RegisterExtension private static final Gateways GATEWAYS = new Gateways();
  @TempDir private static Path folder;
  private static Set<String> scraped;

  @BeforeAll
  static void scrape() throws IOException {
    String watching =
        """
        detectors: {calibration: signs.calibration, watch: [energy]}
        suspicion: [{step: watched, at: 1}]
        """;
    SignGateway signs = SignGateway.in(folder, SignGateway.POLICY + watching);
    Gateway gateway = GATEWAYS.endLater(signs.start());
    SignGateway.ask(gateway, 1);
    scraped =
        SignGateway.scrape(gateway)
            .lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.replaceAll("[{ ].*", ""))
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream = GuardMetrics.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"grafana-dashboard.json", "prometheus-alerts.yaml"})
  void names_nothing_that_no_scrape_shows(String file) throws IOException {
    Set<String> named =
        NAME.matcher(resource(file))
            .results()
            .map(MatchResult::group)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(named).hasSizeGreaterThan(8);
    assertThat(scraped).containsAll(named);
  }
}
