package io.boogeyman.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.boogeyman.attack.probe.ForeignAnswers;
import io.boogeyman.attack.probe.ProbeFindings;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Price;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What was found out about a victim, for people and for programs.
 *
 * @param rateLimits how often it asked to be asked more slowly
 */
record ProbeReport(
    String victim,
    String kind,
    ImageShape shape,
    ProbeFindings findings,
    int rateLimits,
    Price price) {
  private static final int THEFT = 10_000;

  /** From here on an answer to an image that shows nothing is sure of itself. */
  private static final double SURE = 0.9;

  /** Images of up to this side are copied well by the networks made for CIFAR. */
  private static final int SMALL = 64;

  String toJson() throws IOException {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("victim", victim);
    all.put("kind", kind);
    all.put("images", shape.toString());
    all.put("findings", findings);
    all.put("rateLimits", rateLimits);
    all.put("cost", price.of(findings.queries()));
    all.put("advice", advice());
    return new ObjectMapper()
        .registerModule(new Jdk8Module())
        .writerWithDefaultPrettyPrinter()
        .writeValueAsString(all);
  }

  String toText() {
    StringBuilder text = new StringBuilder();
    line(text, "victim", "%s, %s, %s images", victim, kind, shape);
    line(text, "asked", "%d images for %,.2f", findings.queries(), price.of(findings.queries()));
    line(text, "classes", "%,d", findings.classes());
    line(text, "answers", "%s", answers());
    line(text, "rounding", "%s", rounding());
    line(text, "repeatable", "%s", repeatable());
    line(text, "in batches", "%s", inBatches());
    line(
        text,
        "one image",
        "%s in the median, 95 %% within %s",
        Durations.words(findings.medianSeconds()),
        Durations.words(findings.slowSeconds()));
    line(text, "many images", "%,.1f a second", findings.imagesPerSecond());
    line(text, "rate limit", "%s", rateLimits == 0 ? "not met" : "met " + rateLimits + " times");
    findings.foreign().forEach(foreign -> line(text, foreign.kind(), "%s", words(foreign)));
    return text.append('\n').append(advice()).toString();
  }

  private static void line(StringBuilder text, String name, String format, Object... values) {
    text.append(String.format(Locale.ROOT, "%-13s ", name))
        .append(String.format(Locale.ROOT, format, values))
        .append('\n');
  }

  private String repeatable() {
    return findings.isRepeatable()
        ? "yes" + rounding(findings.repeatDifference())
        : "no: one image got different answers, by up to " + number(findings.repeatDifference());
  }

  private String inBatches() {
    if (findings.batchDifference().isEmpty()) {
      return "not known: some images were refused one by one";
    }
    double difference = findings.batchDifference().getAsDouble();
    return findings.differsInBatches()
        ? "other answers than one by one, by up to " + number(difference)
        : "the same answers as one by one" + rounding(difference);
  }

  private static String rounding(double difference) {
    return difference > 0 ? ", but for rounding: " + number(difference) + " at most" : "";
  }

  private static String number(double difference) {
    return String.format(Locale.ROOT, "%.1g", difference);
  }

  private String answers() {
    boolean vectors = !findings.answers().matches("top-.*|label");
    return vectors && findings.entries() < findings.classes()
        ? findings.answers() + ", never more than " + findings.entries() + " classes over 0"
        : findings.answers();
  }

  private String rounding() {
    return findings.decimals().isPresent()
        ? "to " + findings.decimals().getAsInt() + " decimals"
        : "none found";
  }

  private static String words(ForeignAnswers foreign) {
    String answered =
        String.format(
            Locale.ROOT,
            "%d of %d answered, with %.2f in the mean and %.2f at most for the first class, of"
                + " %d different",
            foreign.answered(),
            foreign.asked(),
            foreign.meanTop(),
            foreign.largestTop(),
            foreign.classes());
    return foreign.answered() < foreign.asked()
        ? answered + "; refused: " + foreign.refusal()
        : answered;
  }

  private String advice() {
    boolean small = Math.max(shape.height(), shape.width()) <= SMALL;
    String theft =
        String.format(
            Locale.ROOT,
            "Steal with --answers %s --surrogate %s: at the rate measured here %,d images take %s",
            findings.answers(),
            small ? "resnet20" : "resnet34 --pretrained FILE",
            THEFT,
            Durations.words(findings.secondsFor(THEFT)));
    boolean free = price.perThousand().signum() == 0;
    return theft
        + (free ? "." : String.format(Locale.ROOT, " and cost %,.2f.", price.of(THEFT)))
        + warnings();
  }

  private String warnings() {
    StringBuilder warnings = new StringBuilder();
    if (findings.foreign().stream().anyMatch(foreign -> foreign.answered() < foreign.asked())) {
      warnings.append(" It refuses some foreign images: choose a pool of images like its own.");
    }
    if (!findings.isRepeatable()) {
      warnings.append(" Its answers change: something may be adding noise to them.");
    }
    boolean sure =
        findings.foreign().stream()
            .anyMatch(foreign -> !foreign.kind().equals("pool") && foreign.meanTop() > SURE);
    if (sure && !findings.answers().equals("label")) {
      warnings.append(" It is sure even of images that show nothing of its classes.");
    }
    return warnings.toString();
  }
}
