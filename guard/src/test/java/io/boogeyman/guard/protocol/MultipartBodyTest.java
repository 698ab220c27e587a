package io.boogeyman.guard.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

@SuppressWarnings("StringConcatToTextBlock") // lines of a protocol end with \r\n
class MultipartBodyTest {
  private static final String TYPE = "multipart/form-data; boundary=xyz";

  @Test
  void parts_are_what_lies_between_boundaries() throws RequestException {
    assertThat(
            parts(
                TYPE,
                "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\none\r\n--xyz\r\n"
                    + "Content-Type: image/png\r\n\r\ntwo\r\n--\r\n\r\n--xyz--\r\n"))
        .containsExactly("one", "two\r\n--\r\n");
  }

  @Test
  void text_before_the_first_part_is_passed_over_and_a_boundary_may_be_quoted()
      throws RequestException {
    assertThat(
            parts(
                "multipart/form-data; charset=x; boundary=\"x y\"",
                "hello\r\n--x y\r\n\r\n\r\n--x y--"))
        .containsExactly("");
  }

  @Test
  void forms_that_break_off_are_refused() {
    for (String form :
        List.of(
            "", "--xyz", "--xyz\r\n", "--xyz\r\nA: b\r\n\r\n", "--xyz\r\nA: b\r\n\r\nc\r\n--xy")) {
      assertThatThrownBy(() -> parts(TYPE, form)).isInstanceOf(RequestException.class);
    }
    assertThatThrownBy(() -> parts("multipart/form-data", "--xyz--"))
        .hasMessageContaining("boundary");
  }

  @Test
  void more_parts_than_may_be_are_refused() {
    String part = "--xyz\r\n\r\n\r\n\r\n";
    assertThatThrownBy(() -> parts(TYPE, part.repeat(5) + "--xyz--"))
        .hasMessageContaining("5 images are more than the 4");
  }

  private static List<String> parts(String type, String body) throws RequestException {
    return MultipartBody.parts(body.getBytes(StandardCharsets.ISO_8859_1), type, 4).stream()
        .map(part -> new String(part, StandardCharsets.ISO_8859_1))
        .toList();
  }
}
