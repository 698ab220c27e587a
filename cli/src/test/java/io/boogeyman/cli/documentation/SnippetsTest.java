package io.boogeyman.cli.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Java in the documentation is a part of a source file that is compiled and tested, named in a
 * comment before it: {@code <!-- LibraryExample.java theft -->} is what stands in that file between
 * {@code // begin theft} and {@code // end theft}.
 */
class SnippetsTest {
  private static final Path ROOT = Path.of("..");
  private static final Path SOURCES = Path.of("src/test/java/io/boogeyman/cli/documentation");
  private static final Pattern JAVA = Pattern.compile("(?m)^```java$");
  private static final Pattern SNIPPET =
      Pattern.compile("<!-- (\\w+\\.java)( \\w+)? -->\\n```java\\n(.*?)```", Pattern.DOTALL);

  @ParameterizedTest
  @ValueSource(strings = {"docs/adding-an-attack.md", "docs/library.md"})
  void are_the_sources_that_are_compiled_and_tested(String document) throws IOException {
    String text = Files.readString(ROOT.resolve(document));
    Matcher snippet = SNIPPET.matcher(text);
    int snippets = 0;
    for (; snippet.find(); snippets++) {
      String part = snippet.group(2) == null ? "" : snippet.group(2);
      assertThat(snippet.group(3)).isEqualTo(source(snippet.group(1), part));
    }

    assertThat(snippets).isPositive().isEqualTo(JAVA.matcher(text).results().count());
  }

  private static String source(String file, String part) throws IOException {
    String text = Files.readString(SOURCES.resolve(file));
    Matcher region =
        Pattern.compile("(?ms)^ *// begin" + part + "\\n(.*?)^ *// end" + part + "$").matcher(text);
    assertThat(region.find()).as("%s has a part '%s'", file, part).isTrue();
    return region.group(1).stripTrailing().stripIndent() + "\n";
  }
}
