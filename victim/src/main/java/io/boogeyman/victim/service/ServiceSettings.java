package io.boogeyman.victim.service;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.victim.answer.Scores;
import io.boogeyman.victim.description.InputDescription;
import io.boogeyman.victim.description.JsonEndpoint;
import io.boogeyman.victim.description.Protocol;
import io.boogeyman.victim.description.VictimDescription;
import io.boogeyman.victim.input.Preprocessing;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** How a service is asked, and where each setting comes from, for people. Holds no secret. */
final class ServiceSettings {
  private final VictimDescription description;
  private final Map<String, String> settings = new LinkedHashMap<>();

  ServiceSettings(VictimDescription description, Address address, Protocol protocol) {
    this.description = description;
    settings.put("address", address.text() + (address.isOpen() ? " (not encrypted)" : ""));
    settings.put("protocol", protocol.toString());
    if (!description.service().headers().isEmpty()) {
      settings.put(
          "headers", String.join(", ", new TreeSet<>(description.service().headers().keySet())));
    }
    description.service().trust().ifPresent(file -> settings.put("trust", file));
  }

  /**
   * @param told what the service said of its model
   */
  ServiceSettings input(InputDescription told, Preprocessing resolved) {
    settings.putAll(description.input().settings(told, resolved, "from the service"));
    return this;
  }

  private static final String DECLARED = " (declared)";
  private static final String TOLD = " (from the service)";
  private static final String ASSUMED = " (assumed)";

  private static String origin(Optional<?> declared, Optional<?> told) {
    return declared.isPresent() ? DECLARED : told.isPresent() ? TOLD : ASSUMED;
  }

  /** An endpoint that takes image files. */
  ServiceSettings endpoint(JsonEndpoint endpoint, ImageShape images) {
    settings.put("images", images + DECLARED);
    settings.put(
        "image",
        endpoint.encoding() + " as " + endpoint.image().name().toLowerCase(Locale.ROOT) + DECLARED);
    return this;
  }

  ServiceSettings output(Optional<String> told) {
    Optional<String> declared = description.output().name();
    told.ifPresent(name -> settings.put("output", name + origin(declared, told)));
    return this;
  }

  ServiceSettings answers(Scores scores, boolean classesTold, boolean kindTold) {
    Optional<?> told = classesTold ? Optional.of(true) : Optional.empty();
    settings.put("classes", scores.classes() + origin(description.classes(), told));
    Optional<?> kind = kindTold ? Optional.of(true) : Optional.empty();
    String temperature =
        scores.kind() == Scores.Kind.LOGITS ? " at temperature " + scores.temperature() : "";
    settings.put(
        "answers", scores.kind() + temperature + origin(description.output().gives(), kind));
    return this;
  }

  Map<String, String> with(Manners manners, Duration timeout) {
    settings.put(
        "calls",
        String.format(
            Locale.ROOT,
            "of %,d %s, %d at once, %s s each; %d attempts, patience %s s",
            manners.batch(),
            manners.batch() == 1 ? "image" : "images",
            manners.concurrency(),
            seconds(timeout),
            manners.attempts(),
            seconds(manners.patience())));
    return settings;
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? Long.toString(duration.toSeconds())
        : Double.toString(duration.toMillis() / 1000.0);
  }
}
