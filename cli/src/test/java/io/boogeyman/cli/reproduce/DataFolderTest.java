package io.boogeyman.cli.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.cli.reproduce.profile.Profile;
import io.boogeyman.cli.reproduce.profile.ProfileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir private Path folder;

  /** Of the smoke profile, whose signs are 3,000, if it expected so many. */
  private List<String> doubts(int expected) throws IOException {
    Path file = folder.resolve("profile.yaml");
    String train = "    train: signs:3000:train\n";
    String text = ProfileReader.text("smoke");
    assertThat(text).contains(train);
    Files.writeString(file, text.replace(train, train + "    trainImages: " + expected + "\n"));
    Profile profile = ProfileReader.read(file.toString());
    return new DataFolder(folder).doubts(Plan.of(profile, profile.tables()));
  }

  @Test
  void data_that_are_not_as_many_as_the_profile_expects_are_told_of() throws IOException {
    assertThat(doubts(3_100))
        .containsExactly(
            "traffic signs, drawn: the profile expects 3,100 images in signs:3000:train, and there"
                + " are 3,000; figures will be of other data");
  }

  @Test
  void as_many_as_expected_are_not_doubted() throws IOException {
    assertThat(doubts(3_000)).isEmpty();
  }

  @Test
  void one_in_a_hundred_more_or_less_is_the_luck_of_a_split() throws IOException {
    assertThat(doubts(3_029)).isEmpty();
    assertThat(doubts(2_972)).isEmpty();
  }
}
