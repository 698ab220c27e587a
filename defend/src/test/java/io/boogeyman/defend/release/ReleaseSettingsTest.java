package io.boogeyman.defend.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.defend.release.ReleaseSettings.AdaptiveMisinformation;
import io.boogeyman.defend.release.ReleaseSettings.Coarse;
import io.boogeyman.defend.release.ReleaseSettings.Dawn;
import io.boogeyman.defend.release.ReleaseSettings.GaussianNoise;
import io.boogeyman.defend.release.ReleaseSettings.GradientRedirection;
import io.boogeyman.defend.release.ReleaseSettings.HighConfidence;
import io.boogeyman.defend.release.ReleaseSettings.Mad;
import io.boogeyman.defend.release.ReleaseSettings.ModelGuardS;
import io.boogeyman.defend.release.ReleaseSettings.ModelGuardW;
import io.boogeyman.defend.release.ReleaseSettings.ReverseSigmoid;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseSettingsTest {
  private static final ObjectMapper YAML = new YAMLMapper();
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void a_chain_is_words_and_maps() throws JsonProcessingException {
    assertThat(
            read(
                """
                - reverse-sigmoid: {beta: 1, gamma: 0.3}
                - mad: {epsilon: 0.5, ball: l2, objective: distance, keep-label: false}
                - adaptive-misinformation: {tau: 0.4, network: wrong.safetensors}
                - dawn: {rate: 0.01}
                - round-2
                - Top-5
                """))
        .containsExactly(
            new ReverseSigmoid(1, .3, true),
            new Mad(.5, "l2", "distance", false),
            new AdaptiveMisinformation(1000, .4, Optional.of("wrong.safetensors")),
            new Dawn(.01),
            new Coarse(new Granularity.Rounded(2)),
            new Coarse(new Granularity.TopK(5)));
  }

  @Test
  void what_is_left_out_has_its_default() throws JsonProcessingException {
    assertThat(
            read(
                """
                - high-confidence
                - gaussian-noise: {}
                - reverse-sigmoid:
                - mad
                - gradient-redirection
                - adaptive-misinformation
                - modelguard-w
                - modelguard-s
                - dawn
                """))
        .containsExactly(
            new HighConfidence(.25),
            new GaussianNoise(.2, true),
            new ReverseSigmoid(1, .2, true),
            new Mad(1, "l1", "angle", true),
            new GradientRedirection(1, true),
            new AdaptiveMisinformation(1000, .25, Optional.empty()),
            new ModelGuardW(1),
            new ModelGuardS(1, 4_096),
            new Dawn(.005));
  }

  @Test
  void equal_settings_are_written_as_equal_texts_that_read_back() throws JsonProcessingException {
    List<ReleaseSettings> chain =
        read(
            """
            - reverse-sigmoid: {gamma: 0.2}
            - modelguard-s
            - adaptive-misinformation: {network: n}
            - label
            """);
    String written = JSON.writeValueAsString(chain);
    assertThat(written)
        .isEqualTo(
            "[{\"reverse-sigmoid\":{\"beta\":1.0,\"gamma\":0.2,\"keep-label\":true}},"
                + "{\"modelguard-s\":{\"epsilon\":1.0,\"answers\":4096}},"
                + "{\"adaptive-misinformation\":{\"nu\":1000.0,\"tau\":0.25,\"network\":\"n\"}},"
                + "\"label\"]");
    assertThat(read(written)).isEqualTo(chain);
    assertThat(read(YAML.writeValueAsString(chain))).isEqualTo(chain);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "labels | there is no release 'labels'; there are full, top-K, round-D, label, "
            + "adaptive-misinformation, dawn, gaussian-noise, gradient-redirection,"
            + " high-confidence, mad, modelguard-s, modelguard-w, reverse-sigmoid",
        "top-0 | top-0: k must be at least 1",
        "topk | 'topk' is no granularity; say full, top-K (top-5), round-D (round-2) or label",
        "{a: 1, b: 2} | a release is a word, such as label, or one name with its parameters, such"
            + " as reverse-sigmoid: {beta: 1}; not {\"a\":1,\"b\":2}",
        "mad: 3 | mad takes parameters by name, mad: {…}, not 3",
        "mad: {eps: 1} | mad.eps: there is no such parameter; there are epsilon, ball, objective,"
            + " keep-label",
        "dawn: {ratio: 1} | dawn.ratio: there is no such parameter; there is rate",
        "mad: {epsilon: 2.5} | mad.epsilon must be over 0 and at most 2, not 2.5",
        "mad: {epsilon: 1.5, ball: l2} | mad.epsilon must be over 0 and at most"
            + " 1.4142135623730951, not 1.5",
        "mad: {ball: linf} | mad.ball: there is no 'linf'; there are l1, l2, kl",
        "mad: {objective: both} | mad.objective: there is no 'both'; there are angle, distance",
        "mad: {epsilon: much} | mad.epsilon must be a number, not \"much\"",
        "mad: {keep-label: 1} | mad.keep-label must be true or false, not 1",
        "dawn: {rate: 0} | dawn.rate must be over 0 and at most 0.5, not 0",
        "modelguard-s: {answers: 1.5} | modelguard-s.answers must be a whole number, not 1.5",
        "modelguard-s: {answers: 0} | modelguard-s.answers must be 1 to 1,000,000, not 0",
        "reverse-sigmoid: {beta: -1} | reverse-sigmoid.beta must be over 0 and at most 10, not -1",
        "high-confidence: {cutoff: 1.5} | high-confidence.cutoff must be over 0 and at most 1, not"
            + " 1.5",
      })
  void what_is_none_is_refused_by_field(String text, String message) {
    String entry = text.startsWith("{") || !text.contains(":") ? text : "{" + text + "}";
    assertThatThrownBy(() -> read("- " + entry))
        .rootCause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static List<ReleaseSettings> read(String text) throws JsonProcessingException {
    return YAML.readValue(text, new TypeReference<>() {});
  }
}
