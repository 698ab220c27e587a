package io.boogeyman.cli.fuzz;

import io.boogeyman.attack.reading.Reading;
import io.boogeyman.cli.run.StealSettings;
import io.boogeyman.cli.run.SurrogateSettings;
import io.boogeyman.cli.run.TestImages;
import io.boogeyman.cli.run.ThiefSettings;
import io.boogeyman.core.prediction.Price;
import io.boogeyman.nn.compute.Compute;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Texts of options: a granularity, a price, and what may be spent. */
public final class OptionTarget {
  private static final Promise PROMISE = Promise.throwingOnly(IllegalArgumentException.class);

  private OptionTarget() {}

  /** Makes settings of the input. */
  public static void fuzzerTestOneInput(byte[] input) {
    Fields fields = new Fields(input);
    Optional<BigDecimal> price = money(fields.at(1, "1.50"));
    Optional<BigDecimal> most = money(fields.at(2, "1000000"));
    if (price.isPresent() && most.isPresent()) {
      PROMISE.holdsFor(input.length, () -> settle(fields.at(0, "full"), price.get(), most.get()));
    }
  }

  private static void settle(String answers, BigDecimal price, BigDecimal most) {
    StealSettings settings =
        new StealSettings(
            "victim.safetensors",
            Map.of(),
            ThiefSettings.of("scenes:10"),
            new TestImages.Named("signs:10"),
            List.of(10),
            List.of(Reading.parse(answers)),
            new SurrogateSettings(
                "5l",
                Optional.empty(),
                "standard",
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty(),
                Optional.empty()),
            new Price(price),
            Optional.of(most),
            List.of(1L),
            Compute.cpu(1),
            1);
    settings.toMap();
    settings.price().of(settings.imagesInAll()).doubleValue();
  }

  /** As the command line reads it; what is no number never gets to a command. */
  private static Optional<BigDecimal> money(String text) {
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
