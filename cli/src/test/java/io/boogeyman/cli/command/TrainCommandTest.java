package io.boogeyman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.nn.weights.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainCommandTest {
  @TempDir private Path folder;

  @Test
  void help_tells_of_mixup_in_one_line() {
    assertThat(Invocation.of(List.of("train", "--help")).out().lines())
        .filteredOn(line -> line.contains("--mixup=ALPHA") && !line.contains("[--mixup"))
        .singleElement()
        .asString()
        .endsWith("Blend pairs of images by Beta(ALPHA, ALPHA); 0 never (default: 0).");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.1", "NaN", "Infinity"})
  void mixup_that_is_no_parameter_of_a_beta_distribution_is_refused(String alpha) {
    Invocation misuse = train("--mixup", alpha);
    assertThat(misuse.status()).isEqualTo(2);
    assertThat(misuse.complaints())
        .containsExactly("boogeyman: --mixup must be 0 or more, such as 0.2, not " + alpha);
  }

  @Test
  @Tag("slow")
  void mixup_goes_into_the_recipe_that_the_victim_is_trained_by() throws IOException {
    assertThat(train("--mixup", "0.3").status()).isZero();
    assertThat(recipe()).contains("mixup=0.3");
  }

  @Test
  @Tag("slow")
  void images_are_not_blended_unless_it_is_wanted() throws IOException {
    assertThat(train().status()).isZero();
    assertThat(recipe()).contains("mixup=0.0");
  }

  @Test
  @Tag("slow")
  void weights_of_other_images_are_fine_tuned_gently_unless_something_else_is_said()
      throws IOException {
    assertThat(train().status()).isZero();
    assertThat(recipe()).contains("batch=128", "learningRate=0.1", "Sgd");
    Path weights = Files.move(victim(), folder.resolve("weights.safetensors"));

    assertThat(train("--pretrained", weights.toString()).status()).isZero();
    assertThat(recipe()).contains("batch=32", "learningRate=5.0E-4", "Adam");
    assertThat(train("--pretrained", weights.toString(), "--optimiser", "sgd").status()).isZero();
    assertThat(recipe()).contains("batch=32", "learningRate=0.002", "Sgd");
  }

  @Test
  @Tag("slow")
  void muon_is_there_to_be_chosen() throws IOException {
    assertThat(train("--optimiser", "muon").status()).isZero();
    assertThat(recipe()).contains("learningRate=0.1", "Muon");
  }

  private Invocation train(String... options) {
    List<String> arguments = new ArrayList<>(List.of("train", "signs:100:train"));
    arguments.addAll(List.of("--test", "signs:50:test", "--arch", "5l", "--epochs", "1"));
    arguments.addAll(List.of("--threads", "1", "--device", "cpu", "--precision", "fp32"));
    arguments.addAll(List.of("--cache", folder.resolve("cache").toString()));
    arguments.addAll(List.of("--out", victim().toString()));
    arguments.addAll(List.of(options));
    return Invocation.of(arguments);
  }

  private String recipe() throws IOException {
    return Safetensors.metadata(victim()).get("recipe");
  }

  private Path victim() {
    return folder.resolve("victim.safetensors");
  }
}
