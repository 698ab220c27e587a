package io.boogeyman.victim.description;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.victim.input.Channels;
import io.boogeyman.victim.input.ElementType;
import io.boogeyman.victim.input.Layout;
import io.boogeyman.victim.input.Normalisation;
import io.boogeyman.victim.input.Preprocessing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is declared of a model's input; what is not is guessed from the model, or assumed.
 *
 * @param name of the tensor
 * @param size of the images that a client sends
 * @param crop the middle part that the model computes with
 * @param layout order of the axes
 * @param channels order of the colours
 * @param type of a value
 * @param normalisation one of the known ones, by name
 * @param scale overrules that of the normalisation
 * @param mean overrules that of the normalisation
 * @param deviation overrules that of the normalisation
 */
public record InputDescription(
    Optional<String> name,
    Optional<ImageSize> size,
    Optional<ImageSize> crop,
    Optional<Layout> layout,
    Optional<Channels> channels,
    Optional<ElementType> type,
    Optional<String> normalisation,
    Optional<Double> scale,
    Optional<List<Double>> mean,
    Optional<List<Double>> deviation) {

  /** Nothing is declared. */
  public static final InputDescription NOTHING =
      told(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** What models can tell of themselves. */
  public static InputDescription told(
      Optional<String> name,
      Optional<ImageSize> size,
      Optional<Layout> layout,
      Optional<Channels> channels,
      Optional<ElementType> type) {
    return new InputDescription(
        name,
        size,
        Optional.empty(),
        layout,
        channels,
        type,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Whether of the input nothing is declared but its size. */
  public boolean isOnlySize() {
    return equals(
        told(Optional.empty(), size, Optional.empty(), Optional.empty(), Optional.empty()));
  }

  /** The same, with nothing declared of the normalisation by its name. */
  public InputDescription withoutNormalisation() {
    return new InputDescription(
        name, size, crop, layout, channels, type, Optional.empty(), scale, mean, deviation);
  }

  /**
   * The whole of it, with what a model tells of itself where nothing else is declared.
   *
   * @param guess what the model tells
   * @throws IllegalArgumentException if no size is known, or the parts do not fit
   */
  public Preprocessing resolve(InputDescription guess) {
    ImageShape images =
        size.or(() -> guess.size)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the victim does not tell the size of its images; declare it, such as"
                            + " input.size=224x224"))
            .shape();
    ElementType element = type.or(() -> guess.type).orElse(ElementType.FP32);
    return new Preprocessing(
        images,
        crop.or(() -> guess.crop).map(ImageSize::shape).orElse(images),
        layout.or(() -> guess.layout).orElse(Layout.NCHW),
        channels.or(() -> guess.channels).orElse(Channels.RGB),
        element,
        normalisation(
            guess, element == ElementType.UINT8 ? Normalisation.RAW : Normalisation.UNIT));
  }

  /**
   * The whole of it for people: each setting with who says so, "declared", {@code source} or
   * "assumed".
   *
   * @param guess what the model tells
   * @param whole what it was resolved to
   * @param source how that is known: "from the file"
   */
  public Map<String, String> settings(InputDescription guess, Preprocessing whole, String source) {
    boolean normalised =
        normalisation.isPresent() || scale.isPresent() || mean.isPresent() || deviation.isPresent();
    Map<String, String> settings = new LinkedHashMap<>();
    name.or(() -> guess.name)
        .ifPresent(n -> settings.put("input", n + says(name, guess.name, source)));
    settings.put("images", whole.images() + says(size, guess.size, source));
    if (!whole.fed().equals(whole.images())) {
      settings.put("crop", "the middle " + whole.fed() + says(crop, guess.crop, source));
    }
    settings.put("layout", whole.layout() + says(layout, guess.layout, source));
    settings.put("channels", whole.channels() + says(channels, guess.channels, source));
    settings.put("type", whole.type() + says(type, guess.type, source));
    settings.put(
        "values",
        whole.normalisation()
            + (normalised ? " (declared)" : says(normalisation, guess.normalisation, source)));
    return settings;
  }

  private static String says(Optional<?> declared, Optional<?> guess, String source) {
    if (declared.isPresent()) {
      return " (declared)";
    }
    return guess.isPresent() ? " (" + source + ")" : " (assumed)";
  }

  private Normalisation normalisation(InputDescription guess, Normalisation assumed) {
    Normalisation base =
        normalisation.or(() -> guess.normalisation).map(Normalisation::named).orElse(assumed);
    return new Normalisation(
        scale.orElse(base.scale()), mean.orElse(base.mean()), deviation.orElse(base.deviation()));
  }
}
