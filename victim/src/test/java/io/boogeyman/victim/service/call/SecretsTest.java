package io.boogeyman.victim.service.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretsTest {
  private final Map<String, String> environment =
      Map.of("KEY", "s3cret$1\n", "EMPTY", " ", "TWO_LINES", "a\nb");
  private final Secrets secrets = new Secrets(environment::get);

  @Test
  void are_put_in_by_name() {
    assertThat(secrets.reveal("Bearer ${KEY}", "there")).isEqualTo("Bearer s3cret$1");
    assertThat(secrets.reveal("nothing", "there")).isEqualTo("nothing");
  }

  @Test
  void are_struck_out_of_what_is_said() {
    assertThat(secrets.reveal("${KEY}", "there")).isNotEmpty();
    assertThat(secrets.hide("invalid key s3cret$1 (s3cret$1)")).isEqualTo("invalid key *** (***)");
  }

  @Test
  void missing_one_is_named() {
    for (String name : new String[] {"OTHER", "EMPTY"}) {
      assertThatThrownBy(() -> secrets.reveal("${" + name + "}", "service.headers.Authorization"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "service.headers.Authorization needs the environment variable "
                  + name
                  + ", which is not set");
    }
  }

  @Test
  void one_that_cannot_be_sent_is_named_but_not_told() {
    assertThatThrownBy(() -> secrets.reveal("${TWO_LINES}", "there"))
        .hasMessage("the environment variable TWO_LINES holds characters that cannot be sent");
  }
}
