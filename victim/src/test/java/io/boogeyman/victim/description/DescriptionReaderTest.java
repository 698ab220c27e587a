package io.boogeyman.victim.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.victim.answer.Scores;
import io.boogeyman.victim.description.VictimDescription.Part;
import io.boogeyman.victim.input.Channels;
import io.boogeyman.victim.input.ElementType;
import io.boogeyman.victim.input.Layout;
import io.boogeyman.victim.input.Normalisation;
import io.boogeyman.victim.input.Preprocessing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptionReaderTest {
  @TempDir Path folder;

  @Test
  void a_model_alone_is_a_description() throws IOException {
    VictimDescription description = read("model.onnx", Map.of());
    assertThat(description.model()).isEqualTo("model.onnx");
    assertThat(description.isService()).isFalse();
    assertThat(description.input()).isEqualTo(InputDescription.NOTHING);
    assertThat(description.classes()).isEmpty();
    assertThat(description.json()).isEmpty();
  }

  @Test
  void a_file_says_everything() throws IOException {
    VictimDescription description =
        read(
            file(
                """
                model: https://models.example/v2/models/signs
                protocol: open-inference-binary
                classes: [stop, yield]
                input:
                  size: 256
                  crop: 224x200
                  layout: nhwc
                  channels: bgr
                  type: fp16
                  scale: 1
                  mean: [104, 117, 123]
                output: {gives: logits, temperature: 2}
                service:
                  timeout: 500ms
                  concurrency: 3
                  headers: {Authorization: "Bearer ${KEY}"}
                """),
            Map.of());
    assertThat(description.isService()).isTrue();
    assertThat(description.protocol()).contains(Protocol.OPEN_INFERENCE_BINARY);
    assertThat(description.service().timeout()).contains(Duration.ofMillis(500));
    assertThat(description.service().headers()).containsEntry("Authorization", "Bearer ${KEY}");
    assertThat(description.output().scores(Scores.Kind.LABELS, 2))
        .isEqualTo(new Scores(Scores.Kind.LOGITS, 2, 2));
    assertThat(description.input().resolve(InputDescription.NOTHING))
        .isEqualTo(
            new Preprocessing(
                ImageShape.square(256),
                new ImageShape(224, 200, 3),
                Layout.NHWC,
                Channels.BGR,
                ElementType.FP16,
                new Normalisation(1, List.of(104.0, 117.0, 123.0), List.of(1.0))));
  }

  @Test
  void an_option_overrules_the_file() throws IOException {
    String file = file("model: m.onnx\ninput: {channels: bgr, size: 32}\n");
    VictimDescription description =
        read(file, Map.of("input.channels", "rgb", "input.mean", "[1, 2, 3]", "classes", "43"));
    assertThat(description.input().channels()).contains(Channels.RGB);
    assertThat(description.input().size()).contains(ImageSize.parse("32x32"));
    assertThat(description.input().mean()).contains(List.of(1.0, 2.0, 3.0));
    assertThat(ClassNames.read(description.classes().orElseThrow())).hasSize(43);
  }

  @Test
  void a_model_s_file_lies_beside_its_description() throws IOException {
    assertThat(read(file("model: m.onnx\n"), Map.of()).model())
        .isEqualTo(folder.resolve("m.onnx").toString());
  }

  @Test
  void an_unknown_field_is_named_with_those_that_there_are() {
    assertRefused(
        "model: m\ninput: {chanels: bgr}\n",
        "there is no 'input.chanels'; there are channels, crop,");
  }

  @Test
  void a_wrong_value_is_named() {
    assertRefused(
        "model: m\ninput: {size: wide}\n", "input.size: 'wide' is no size; write it as 224x224");
    assertRefused(
        "model: m\nprotocol: soap\n", "there is no protocol 'soap'; there are open-inference-json");
    assertRefused("model: m\nservice: {timeout: soon}\n", "'soon' is no duration");
    assertRefused(
        "model: m\noutput: {temperature: 0}\n", "output.temperature must be a number over 0");
    assertRefused("protocol: json\n", "model is missing");
  }

  @Test
  void broken_yaml_is_named_with_its_line() {
    assertRefused("model: m\ninput: [\n", "victim.yaml, line");
    assertRefused("model: m\nmodel: n\n", "victim.yaml, line 2: Duplicate field 'model'");
    assertRefused("- a\n- b\n", "is no victim's description");
    assertRefused("", "is no victim's description");
  }

  @Test
  void what_would_be_passed_over_is_refused() throws IOException {
    VictimDescription description =
        read("model.onnx", Map.of("service.batch", "3", "protocol", "json", "classes", "10"));
    assertThatThrownBy(
            () -> description.requireOnly("an ONNX model", EnumSet.of(Part.CLASSES, Part.INPUT)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("leave out protocol, service: model.onnx is an ONNX model");
    assertThatCode(
            () ->
                description.requireOnly(
                    "a service", EnumSet.of(Part.CLASSES, Part.PROTOCOL, Part.SERVICE)))
        .doesNotThrowAnyException();
  }

  @Test
  void a_size_that_nobody_knows_is_asked_for() {
    assertThatThrownBy(() -> InputDescription.NOTHING.resolve(InputDescription.NOTHING))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the victim does not tell the size of its images; declare it, such as"
                + " input.size=224x224");
  }

  private void assertRefused(String yaml, String message) {
    assertThatThrownBy(() -> read(file(yaml), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .contains(message)
        .doesNotContain("\n");
  }

  private String file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("victim.yaml"), yaml).toString();
  }

  private static VictimDescription read(String text, Map<String, String> options)
      throws IOException {
    return new DescriptionReader().read(text, options);
  }
}
