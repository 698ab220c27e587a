package io.boogeyman.cli.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PublicSetsTest {
  static Stream<PublicSet> sets() {
    return PublicSets.all().stream();
  }

  @ParameterizedTest
  @MethodSource("sets")
  void every_set_is_had_safely_and_says_its_terms(PublicSet set) {
    assertThat(set.name()).matches("[a-z0-9-]+");
    assertThat(set.terms()).isNotBlank();
    assertThat(set.homepage().getScheme()).isEqualTo("https");
    assertThat(set.files())
        .isNotEmpty()
        .allSatisfy(
            file -> {
              assertThat(file.address().getScheme()).isEqualTo("https");
              assertThat(file.name()).matches("[\\w.-]+").doesNotContain("..");
              assertThat(file.bytes()).isPositive();
              assertThat(file.checksum())
                  .hasValueSatisfying(
                      checksum ->
                          assertThat(checksum.hex())
                              .matches(
                                  checksum.algorithm().equals("MD5")
                                      ? "[0-9a-f]{32}"
                                      : "[0-9a-f]{64}"));
            });
  }

  @Test
  void names_are_not_given_twice() {
    List<String> names = PublicSets.all().stream().map(PublicSet::name).toList();
    assertThat(names)
        .doesNotHaveDuplicates()
        .containsExactly(
            "gtsrb", "cifar-10", "cifar-100", "caltech-256", "cub-200-2011", "tiny-imagenet");
  }

  @ParameterizedTest
  @CsvSource({
    "cifar-10-binary.tar.gz, cifar-10-binary.tar",
    "CUB_200_2011.tgz, CUB_200_2011.tar",
    "a.zip, a.zip",
    "a.tar, a.tar"
  })
  void packed_tars_are_read_as_tars(String name, String readable) {
    PublicFile file = PublicFile.at("https://example.invalid/" + name, 1, Checksum.md5(""));
    assertThat(file.readableName()).isEqualTo(readable);
  }
}
