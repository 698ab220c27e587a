package io.boogeyman.cli.command;

import static io.boogeyman.cli.command.HostileFiles.safetensors;
import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.weights.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Victims and weights from who means ill: one line, and nothing is asked or written. */
class HostileVictimTest {
  private static final String TENSOR = "\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]";

  @TempDir private Path folder;
  private SmallVictim victim;

  @BeforeEach
  void make() throws IOException {
    victim = SmallVictim.in(folder);
  }

  /** Something that is no file of weights. */
  @SuppressWarnings("ImmutableEnumChecker") // nobody changes the bytes
  private enum Broken {
    EMPTY(new byte[0], "it has only 0 bytes"),
    TEXT(HostileFiles.ascii("These are the weights."), "its header should be"),
    HEADER_BEYOND_THE_FILE(safetensors("{}", 1L << 40), "its header should be 1099511627776 bytes"),
    NEGATIVE_HEADER(safetensors("{}", -1), "its header should be 18446744073709551615 bytes long"),
    OVERLAPPING(
        safetensors("{\"a\":{" + TENSOR + "},\"b\":{" + TENSOR + "}}"),
        "b begins at byte 0 of the data, and should at 8"),
    NEGATIVE_OFFSET(safetensors("{\"a\":{" + TENSOR.replace("[0,", "[-8,") + "}}"), "a has -8"),
    NEGATIVE_SIDE(safetensors("{\"a\":{" + TENSOR.replace("[2]", "[-2]") + "}}"), "a has -2"),
    OTHER_TYPE(safetensors("{\"a\":{" + TENSOR.replace("F32", "F64") + "}}"), "is 16 bytes, but"),
    UNKNOWN_TYPE(
        safetensors("{\"a\":{" + TENSOR.replace("F32", "Q4") + "}}"), "unknown dtype 'Q4'"),
    DEEPLY_NESTED(safetensors("[".repeat(100_000)), "the header is no valid JSON"),
    DOUBLE_KEY(safetensors("{\"a\":{" + TENSOR + "},\"a\":{}}"), "Duplicate field 'a'");

    private final byte[] content;
    private final String complaint;

    Broken(byte[] content, String complaint) {
      this.content = content;
      this.complaint = complaint;
    }
  }

  @ParameterizedTest
  @EnumSource
  void file_that_lies_is_no_victim(Broken broken) throws IOException {
    refused(victim.steal("--victim", file(broken)), broken.complaint);
  }

  @ParameterizedTest
  @EnumSource
  void file_that_lies_is_nothing_for_a_copy_to_start_from(Broken broken) throws IOException {
    refused(victim.steal("--pretrained", file(broken)), broken.complaint);
  }

  @Test
  void file_that_lies_is_nothing_for_a_victim_to_start_from() throws IOException {
    Path out = folder.resolve("out.safetensors");
    String line = "train signs:50 --test signs:20:test --out %s --pretrained %s --arch 5l";
    line += " --epochs 1 --threads 1 --device cpu --precision fp32 --cache %s";
    line = line.formatted(out, file(Broken.OVERLAPPING), folder.resolve("cache"));
    refused(Invocation.of(List.of(line.split(" ", -1))), Broken.OVERLAPPING.complaint);
    assertThat(out).doesNotExist();
    assertThat(Path.of(out + ".checkpoint")).doesNotExist();
  }

  @Test
  void folder_is_no_victim() throws IOException {
    Path directory = Files.createDirectories(folder.resolve("victim"));
    refused(
        victim.steal("--victim", directory.toString()),
        directory + " is a folder, not a model's file");
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "shape | 9999x9999 | a 5l of 43 classes for 9999x9999 images has too many weights",
        "shape | 26000x26000 | a 5l of 43 classes for 26000x26000 images has too many weights",
        "shape | 99999x99999 | over 2 GiB",
        "shape | 0x0 | an image needs positive sides",
        "architecture | vgg16 | a vgg16 of 43 classes for 32x32 images has too many weights",
        "architecture | none | there is no architecture 'none'",
        "classes | [\"a\",\"b\"] | the weights do not fit 5l",
        "classes | [] | 5l needs at least 1 class",
        "classes | [[[[ | lists its classes wrongly",
      })
  void victim_that_claims_to_be_another_takes_no_memory_for_it(
      String note, String value, String complaint) throws IOException {
    refused(victim.steal("--victim", noted(note, value)), complaint);
  }

  @Test
  void victim_of_other_classes_than_its_test_images_is_refused() throws IOException {
    StringBuilder classes = new StringBuilder("[\"class 0\"");
    for (int i = 1; i < 43; i++) {
      classes.append(",\"class ").append(i).append('"');
    }
    refused(victim.steal("--victim", noted("classes", classes + "]")), "are of other classes");
  }

  @Test
  @SuppressWarnings("try") // a guard is there to be closed, not to be read
  void victim_whose_weights_are_no_numbers_is_refused_when_it_first_answers() throws IOException {
    Map<String, String> notes = Safetensors.metadata(folder.resolve("victim.safetensors"));
    Path file = folder.resolve("nan.safetensors");
    try (Network network =
            Architectures.named("5l").create(43, ImageShape.square(32), new Seed(1));
        NoGradGuard guard = new NoGradGuard()) {
      network.state().get("classifier.2.bias").fill_(new Scalar(Double.NaN));
      Safetensors.write(file, network.state(), notes);
    }
    refused(
        victim.steal("--victim", file.toString()),
        "the network's answer is none, its weights must be damaged: class 0 has probability NaN");
  }

  private String noted(String note, String value) throws IOException {
    Map<String, String> notes =
        new HashMap<>(Safetensors.metadata(folder.resolve("victim.safetensors")));
    notes.put(note, value);
    Path file = folder.resolve("noted.safetensors");
    try (Network network =
        Architectures.named("5l").create(43, ImageShape.square(32), new Seed(1))) {
      Safetensors.write(file, network.state(), notes);
    }
    return file.toString();
  }

  private String file(Broken broken) throws IOException {
    return Files.write(folder.resolve("broken.safetensors"), broken.content).toString();
  }

  private void refused(Invocation invocation, String complaint) throws IOException {
    assertThat(invocation.complaints()).singleElement().asString().contains(complaint);
    assertThat(invocation.status()).isIn(1, 2);
    assertThat(invocation.hasStackTrace()).isFalse();
    assertThat(victim.run().resolve("result.json")).doesNotExist();
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files).noneMatch(file -> file.toString().endsWith(".partial"));
    }
  }
}
