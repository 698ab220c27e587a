package io.boogeyman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.cli.Boogeyman;
import io.boogeyman.cli.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Command;

/** Every mistake is answered by one line that says what would be right, and by exit status 2. */
class MisuseTest {
  @TempDir private static Path folder;
  private static SmallVictim victim;

  @BeforeAll
  static void makeVictim() throws IOException {
    victim = SmallVictim.in(folder);
  }

  static Stream<String> commands() {
    Command program = Boogeyman.class.getAnnotation(Command.class);
    return Arrays.stream(program.subcommands())
        .map(command -> command.getAnnotation(Command.class).name());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void help_of_every_command_ends_with_examples(String command) {
    Invocation help = Invocation.of(List.of(command, "--help"));
    assertThat(help.status()).isZero();
    assertThat(help.out())
        .startsWith("Usage: boogeyman " + command)
        .contains("Examples:", "  boogeyman " + command);
    assertThat(help.err()).isEmpty();
  }

  @Test
  void program_without_a_command_shows_its_help() {
    Invocation none = Invocation.of(List.of());
    assertThat(none.status()).isZero();
    assertThat(none.out()).contains("Usage: boogeyman", "Examples:", "demo", "train", "steal");
  }

  @Test
  void version_is_told() {
    assertThat(Invocation.of(List.of("--version")).out()).startsWith("boogeyman ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "steal --victim v --pool p --no-such-option | Unknown option: '--no-such-option'",
        "steal | Missing required option: '--victim=FILE|ADDRESS'",
        "steal --victim v --pool p --budgets many | 'many' is not an int",
        "steal --victim v --pool p --price much | 'much'",
        "train | Missing required parameter: 'DATA'",
      })
  void command_that_cannot_be_read_is_sent_to_its_help(String command, String complaint) {
    Invocation misuse = Invocation.of(List.of(command.split(" ", -1)));
    assertThat(misuse.status()).isEqualTo(2);
    assertThat(misuse.complaints()).singleElement().asString().contains(complaint);
    assertThat(misuse.err().lines())
        .last()
        .isEqualTo("See 'boogeyman " + command.split(" ", -1)[0] + " --help'.");
    assertThat(misuse.hasStackTrace()).isFalse();
  }

  @Test
  void unknown_command_is_sent_to_the_programs_help() {
    Invocation misuse = Invocation.of(List.of("steel"));
    assertThat(misuse.status()).isEqualTo(2);
    assertThat(misuse.err()).contains("steal", "See 'boogeyman --help'.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--surrogate resnet21 | there is no architecture 'resnet21'; did you mean resnet20?",
        "--answers full,top5 | 'top5' is no kind of answers; say full, top-K",
        "--answers averaged-1 | averaged-1: an image has 2 to 100 variations",
        "--answers recovered | --answers recovered undoes what a --policy does to answers, and there",
        "--victim missing.safetensors | there is no file missing.safetensors",
        "--pool missing.zip | missing.zip",
        "--pool scenes:0 | scenes:0 is empty; ask for at least 1 image",
        "--budgets 61 | a budget of 61 is more than the thief has images for",
        "--budgets 0 | a budget must be at least 1 image, not 0",
        "--test scenes:10 | have no labels; put them in one folder a class",
        "--price -1 | a price of -1 per thousand is negative",
        "--price 1e999999999 | 1E+999999999 is no amount of money; say it in plain digits,",
        "--price 1 --spend-at-most 1e999999999 | 1E+999999999 is no amount of money",
        "--price 1000 --budgets 20 --spend-at-most 9.5 | cost 20.00, more than --spend-at-most 9.50,",
        "--seeds 0 | --seeds must be at least 1, not 0",
        "--jobs 0 | --jobs must be at least 1, not 0",
        "--threads 0 | --threads must be at least 1, not 0",
        "--epochs 0 | a recipe needs at least 1 epoch",
        "--batch 0 | a recipe needs at least 1 epoch and 1 image a batch",
        "--learning-rate -1 | the learning rate must be above 0, not -1.0",
        "--missing guessed | 'guessed' is nothing to make of missing probability; say renormalised,",
        "--schedule slow | 'slow' is no schedule; say standard, best, knockoff or copycat",
        "--schedule copycat | --schedule copycat learns from labels alone; say --answers label",
        "--strategy best | 'best' is no query strategy; there are random, adaptive, adaptive-art,",
        "--precision fp8 | 'fp8' is no precision; say auto, fp32 or bf16",
        "--device abacus | 'abacus' is no device; say auto, cpu or cuda",
        "--pretrained missing.safetensors | there is no file missing.safetensors",
      })
  void theft_that_cannot_be_done_is_refused_in_one_line(String options, String complaint) {
    Invocation misuse = victim.steal(options.split(" ", -1));
    assertThat(misuse.complaints()).singleElement().asString().contains(complaint);
    assertThat(misuse.status()).isEqualTo(2);
    assertThat(misuse.hasStackTrace()).isFalse();
    assertThat(misuse.err()).doesNotContain("Asking the victim");
  }

  @Test
  void test_images_of_other_classes_are_refused_with_both_named(@TempDir Path other)
      throws IOException {
    for (String name : List.of("cat", "dog")) {
      Path image = Files.createDirectories(other.resolve(name)).resolve("1.ppm");
      Files.write(
          image, new byte[] {'P', '6', ' ', '1', ' ', '1', ' ', '2', '5', '5', '\n', 1, 2, 3});
    }
    Invocation misuse = victim.steal("--test", other.toString());
    assertThat(misuse.status()).isEqualTo(2);
    assertThat(misuse.complaints())
        .singleElement()
        .asString()
        .contains("are of other classes (2: cat, dog", "than the victim's (43: ");
  }

  @Test
  void stack_trace_is_shown_to_those_who_ask() {
    List<String> arguments = new ArrayList<>(List.of("--seeds", "0", "--verbose"));
    Invocation misuse = victim.steal(arguments.toArray(String[]::new));
    assertThat(misuse.status()).isEqualTo(2);
    assertThat(misuse.hasStackTrace()).isTrue();
  }

  @Test
  void folder_in_which_another_run_goes_on_is_refused() {
    Path busy = folder.resolve("busy");
    try (RunFolder run = RunFolder.open(busy)) {
      Invocation misuse = victim.steal("--run", run.path().toString());
      assertThat(misuse.status()).isEqualTo(2);
      assertThat(misuse.complaints())
          .containsExactly(
              "boogeyman: another process is running in "
                  + busy
                  + "; wait for it, or use another --run");
      assertThat(misuse.hasStackTrace()).isFalse();
    }
  }
}
