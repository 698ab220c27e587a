package io.boogeyman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.cli.result.ResultFile;
import io.boogeyman.cli.result.StealResult;
import io.boogeyman.nn.weights.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A victim that was trained without test images, and stolen from without naming any. */
@Tag("slow")
class SetAsideTest {
  private static final int IMAGES_A_CLASS = 20;

  @TempDir private Path folder;
  private Path data;

  @BeforeEach
  void train() throws IOException {
    data = folder.resolve("data");
    for (String name : List.of("dark", "light")) {
      for (int i = 0; i < IMAGES_A_CLASS; i++) {
        image(name, i);
      }
    }
    assertThat(train(data, folder.resolve("victim.safetensors")).status()).isZero();
  }

  private Invocation train(Path images, Path out) {
    String line = "train %s --arch 5l --epochs 1 --batch 8 --seed 7 --out %s --threads 1";
    line += " --device cpu --precision fp32 --cache %s";
    return Invocation.of(List.of(String.format(line, images, out, cache()).split(" ", -1)));
  }

  @Test
  void theft_is_measured_on_the_part_that_was_set_aside() throws IOException {
    assertThat(steal().complaints()).isEmpty();
    StealResult result = ResultFile.read(folder.resolve("run").resolve("result.json"));
    assertThat(result.test().size()).isEqualTo(2 * IMAGES_A_CLASS / 5);
    assertThat(result.settings().get("test"))
        .isEqualTo("0.2 of " + data + ", set aside with seed 7");
    assertThat(Double.toString(result.victim().accuracy().estimate()))
        .isEqualTo(Safetensors.metadata(folder.resolve("victim.safetensors")).get("test accuracy"));
  }

  @Test
  void part_whose_images_have_changed_is_refused_in_one_line() throws IOException {
    image("light", IMAGES_A_CLASS);
    assertThat(steal().complaints())
        .containsExactly(
            "boogeyman: the victim was tested on a part of "
                + data
                + ", whose images have changed since; name other labelled images with --test, not"
                + " those that it was trained on");
  }

  @Test
  void classes_of_one_scene_each_are_refused_before_anything_is_trained() throws IOException {
    Path scenes = folder.resolve("scenes");
    for (String name : List.of("dark", "light")) {
      for (int i = 0; i < IMAGES_A_CLASS; i++) {
        Path copy = Files.createDirectories(scenes.resolve(name)).resolve("0_%d.ppm".formatted(i));
        Files.copy(data.resolve(name).resolve(i + ".ppm"), copy);
      }
    }
    Path out = folder.resolve("other.safetensors");
    Invocation trained = train(scenes, out);
    assertThat(trained.status()).isEqualTo(2);
    assertThat(trained.complaints())
        .singleElement()
        .asString()
        .contains("can be set aside for tests", "--test");
    assertThat(folder).isDirectoryNotContaining("glob:**other*");
  }

  @Test
  void a_folder_is_no_file_to_save_to() {
    assertThat(train(data, folder).complaints())
        .singleElement()
        .asString()
        .contains("it is a folder; name a file in it, such as");
  }

  @Test
  void part_of_what_is_gone_is_refused_in_one_line() throws IOException {
    Files.move(data, folder.resolve("elsewhere"));
    assertThat(steal().complaints())
        .containsExactly(
            "boogeyman: the victim was tested on a part of "
                + data
                + ", which cannot be read from here any more; name other labelled images with"
                + " --test, not those that it was trained on");
  }

  private void image(String name, int number) throws IOException {
    Path file = Files.createDirectories(data.resolve(name)).resolve(number + ".ppm");
    byte grey = (byte) (name.equals("dark") ? number : 255 - number);
    Files.write(
        file, new byte[] {'P', '6', ' ', '1', ' ', '1', ' ', '2', '5', '5', '\n', grey, grey, 0});
  }

  private Invocation steal() {
    String line = "steal --victim %s --pool scenes:30 --budgets 20 --surrogate 5l --epochs 1";
    line += " --threads 1 --device cpu --precision fp32 --cache %s --run %s";
    Path victim = folder.resolve("victim.safetensors");
    line = String.format(line, victim, cache(), folder.resolve("run"));
    return Invocation.of(List.of(line.split(" ", -1)));
  }

  private Path cache() {
    return folder.resolve("cache");
  }
}
