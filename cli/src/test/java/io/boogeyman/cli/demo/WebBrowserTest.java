package io.boogeyman.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebBrowserTest {
  private static final URI PAGE = URI.create("http://127.0.0.1:9090/ui/#key=bgm_1");

  @Test
  void each_system_has_its_own_command() {
    assertThat(WebBrowser.command("Linux", Map.of("DISPLAY", ":0"), PAGE))
        .hasValueSatisfying(c -> assertThat(c).containsExactly("xdg-open", PAGE.toString()));
    assertThat(WebBrowser.command("Mac OS X", Map.of(), PAGE))
        .hasValueSatisfying(c -> assertThat(c).containsExactly("open", PAGE.toString()));
    assertThat(WebBrowser.command("Windows 11", Map.of(), PAGE))
        .hasValueSatisfying(c -> assertThat(c).first().isEqualTo("rundll32"));
  }

  @Test
  void none_is_started_where_there_is_no_desktop() {
    assertThat(WebBrowser.command("Linux", Map.of(), PAGE)).isEmpty();
  }
}
