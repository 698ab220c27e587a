package io.boogeyman.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.PredictionApi;
import io.boogeyman.defend.policy.file.PolicyException;
import io.boogeyman.defend.policy.file.PolicyFile;
import io.boogeyman.defend.policy.file.PolicyReader;
import io.boogeyman.guard.protocol.ClientTensors;
import io.boogeyman.victim.Victim;
import io.boogeyman.victim.input.Channels;
import io.boogeyman.victim.input.ElementType;
import io.boogeyman.victim.input.Layout;
import io.boogeyman.victim.input.ModelTensors;
import io.boogeyman.victim.input.Normalisation;
import io.boogeyman.victim.input.Preprocessing;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTensorsTest {
  private static final ImageShape SHAPE = ImageShape.square(32);
  private static final Preprocessing OWN =
      new Preprocessing(
          SHAPE, SHAPE, Layout.NHWC, Channels.BGR, ElementType.FP32, Normalisation.CAFFE);
  private static final Optional<ModelTensors> TENSORS =
      Optional.of(new ModelTensors(Optional.of("data"), OWN, Optional.of("prob")));

  private static PolicyFile policy(String said) {
    return new PolicyReader()
        .read(
            """
            policy: 1
            version: "1"
            author: jane
            model:
              victim: signs.onnx
              name: signs
            %s
            release: [full]
            """
                .formatted(said),
            Path.of("policy.yaml"));
  }

  private static ClientTensors tensors(String said, Optional<ModelTensors> own) {
    return PolicyTensors.of(policy(said), new Stub(own), SHAPE);
  }

  @Test
  void are_the_usual_ones_where_nothing_is_said_whatever_the_model_takes() {
    ClientTensors tensors = tensors("", TENSORS);
    assertThat(tensors.input().name()).isEqualTo("input");
    assertThat(tensors.input().preprocessing())
        .isEqualTo(
            new Preprocessing(
                SHAPE, SHAPE, Layout.NCHW, Channels.RGB, ElementType.FP32, Normalisation.UNIT));
    assertThat(tensors.output()).isEmpty();
  }

  @Test
  void are_what_is_said_and_else_the_usual() {
    ClientTensors tensors =
        tensors("  input: {name: images, layout: NHWC, type: uint8}", Optional.empty());
    assertThat(tensors.input().name()).isEqualTo("images");
    assertThat(tensors.input().preprocessing())
        .isEqualTo(
            new Preprocessing(
                SHAPE, SHAPE, Layout.NHWC, Channels.RGB, ElementType.UINT8, Normalisation.RAW));
  }

  @Test
  void have_numbers_where_no_name_fits() {
    assertThat(
            tensors("  input: {channels: grey, mean: 0.1307, deviation: 0.3081}", TENSORS)
                .input()
                .preprocessing()
                .normalisation())
        .isEqualTo(new Normalisation(1 / 255.0, List.of(0.1307), List.of(0.3081)));
  }

  @Test
  void are_the_model_s_own_where_that_is_said() {
    ClientTensors tensors = tensors("  input: as-the-model\n  output: as-the-model", TENSORS);
    assertThat(tensors.input().name()).isEqualTo("data");
    assertThat(tensors.input().preprocessing()).isEqualTo(OWN);
    assertThat(tensors.output()).contains("prob");
  }

  @Test
  void of_a_model_without_names_have_the_usual_name() {
    Optional<ModelTensors> nameless =
        Optional.of(new ModelTensors(Optional.empty(), OWN, Optional.empty()));
    assertThat(tensors("  input: as-the-model", nameless).input().name()).isEqualTo("input");
    assertThatThrownBy(() -> tensors("  output: as-the-model", nameless))
        .isInstanceOf(PolicyException.class)
        .hasMessage(
            "policy.yaml, line 7, model.output: this model's output has no name; give it one, such"
                + " as {name: scores}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "  input: as-the-model|line 7, model.input: this model has no tensors of its own that clients"
            + " would know; say them, such as {name: images, layout: nhwc}",
        "  output: as-the-model|line 7, model.output: this model has no tensors of its own",
        "  input: {type: uint8, normalisation: unit}|line 7, model.input: values of UINT8 cannot hold",
        "  input: {mean: [1, 2]}|line 7, model.input: input.mean has 2 numbers for 3 channels",
        "  input: {deviation: 0}|line 7, model.input: input.deviation must be one number other than 0",
      })
  void that_cannot_be_are_refused_with_their_line(String said, String complaint) {
    assertThatThrownBy(() -> tensors(said.replaceFirst("^(?=\\S)", "  "), Optional.empty()))
        .isInstanceOf(PolicyException.class)
        .hasMessageStartingWith("policy.yaml, " + complaint);
  }

  @Test
  void of_a_model_that_cuts_images_are_refused() {
    Preprocessing cut =
        new Preprocessing(
            SHAPE,
            ImageShape.square(28),
            Layout.NCHW,
            Channels.RGB,
            ElementType.FP32,
            Normalisation.UNIT);
    assertThatThrownBy(
            () ->
                tensors(
                    "  input: as-the-model",
                    Optional.of(new ModelTensors(Optional.empty(), cut, Optional.empty()))))
        .hasMessageStartingWith("policy.yaml, line 7, model.input: tensors of the middle 28x28")
        .hasMessageEndingWith("leave input.crop out");
  }

  /** Nothing but tensors. */
  private record Stub(Optional<ModelTensors> tensors) implements Victim {
    @Override
    public String name() {
      return "stub";
    }

    @Override
    public String kind() {
      return "stub";
    }

    @Override
    public String digest() {
      return "0";
    }

    @Override
    public ImageShape shape() {
      return SHAPE;
    }

    @Override
    public PredictionApi api() {
      throw new UnsupportedOperationException("nobody asks it");
    }

    @Override
    public void close() {}
  }
}
