package io.boogeyman.defend.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.core.text.OneLine;
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
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Makes settings of what a policy says, with the defaults of what it does not say. */
final class ReleaseReader {
  private static final Pattern COARSE = Pattern.compile("(?i)full|label|(top|round)-?.*");

  private static final Map<String, Function<Fields, ReleaseSettings>> KINDS =
      new TreeMap<>(
          Map.of(
              HighConfidence.NAME,
              fields -> new HighConfidence(fields.number("cutoff", 0.25)),
              GaussianNoise.NAME,
              fields ->
                  new GaussianNoise(
                      fields.number("deviation", 0.2), fields.flag("keep-label", true)),
              ReverseSigmoid.NAME,
              fields ->
                  new ReverseSigmoid(
                      fields.number("beta", 1),
                      fields.number("gamma", 0.2),
                      fields.flag("keep-label", true)),
              Mad.NAME,
              fields ->
                  new Mad(
                      fields.number("epsilon", 1),
                      fields.text("ball").orElse("l1"),
                      fields.text("objective").orElse("angle"),
                      fields.flag("keep-label", true)),
              GradientRedirection.NAME,
              fields ->
                  new GradientRedirection(
                      fields.number("epsilon", 1), fields.flag("keep-label", true)),
              AdaptiveMisinformation.NAME,
              fields ->
                  new AdaptiveMisinformation(
                      fields.number("nu", 1000),
                      fields.number("tau", 0.25),
                      fields.text("network")),
              ModelGuardW.NAME,
              fields -> new ModelGuardW(fields.number("epsilon", 1)),
              ModelGuardS.NAME,
              fields ->
                  new ModelGuardS(fields.number("epsilon", 1), fields.count("answers", 4_096)),
              Dawn.NAME,
              fields -> new Dawn(fields.number("rate", 0.005))));

  private ReleaseReader() {}

  static ReleaseSettings read(JsonNode node) {
    if (node.isTextual()) {
      return COARSE.matcher(node.textValue().strip()).matches()
          ? new Coarse(Granularity.parse(node.textValue()))
          : named(node.textValue().strip(), MissingNode.getInstance());
    }
    if (node.isObject() && node.size() == 1) {
      String name = node.fieldNames().next();
      return named(name, node.path(name));
    }
    throw new IllegalArgumentException(
        OneLine.of(
            "a release is a word, such as label, or one name with its parameters, such as"
                + " reverse-sigmoid: {beta: 1}; not "
                + node));
  }

  private static ReleaseSettings named(String name, JsonNode parameters) {
    Function<Fields, ReleaseSettings> kind = KINDS.get(name);
    if (kind == null) {
      throw new IllegalArgumentException(
          OneLine.of(
              "there is no release '%s'; there are full, top-K, round-D, label, %s"
                  .formatted(name, String.join(", ", KINDS.keySet()))));
    }
    Fields fields = new Fields(name, parameters);
    ReleaseSettings settings = kind.apply(fields);
    fields.requireNoOther();
    return settings;
  }
}
