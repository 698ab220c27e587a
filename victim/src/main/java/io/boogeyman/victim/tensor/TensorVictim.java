package io.boogeyman.victim.tensor;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.core.prediction.PredictionApi;
import io.boogeyman.core.prediction.PredictionException;
import io.boogeyman.victim.Victim;
import io.boogeyman.victim.answer.Scores;
import io.boogeyman.victim.description.ClassNames;
import io.boogeyman.victim.description.VictimDescription;
import io.boogeyman.victim.input.ModelTensors;
import io.boogeyman.victim.input.Preprocessing;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A model's file as victim, asked as it is described, as it tells itself, or as it is usual. */
public final class TensorVictim implements Victim {
  private final String name;
  private final TensorModel model;
  private final ModelTensors tensors;
  private final Scores scores;
  private final PredictionApi api;
  private final Map<String, String> settings;

  private TensorVictim(
      String name,
      TensorModel model,
      ModelTensors tensors,
      Scores scores,
      PredictionApi api,
      Map<String, String> settings) {
    this.name = name;
    this.model = model;
    this.tensors = tensors;
    this.scores = scores;
    this.api = api;
    this.settings = settings;
  }

  /**
   * Tries the model and makes a victim of it.
   *
   * @param name what it is called
   * @param model closed with the victim, or at once if this fails
   * @throws IOException if a file of class names cannot be read
   * @throws IllegalArgumentException in one line, if description and model do not fit
   */
  public static TensorVictim of(String name, TensorModel model, VictimDescription description)
      throws IOException {
    try {
      return tried(name, model, description);
    } catch (PredictionException e) {
      model.close();
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    } catch (IOException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private static TensorVictim tried(String name, TensorModel model, VictimDescription description)
      throws IOException {
    ModelFacts facts = model.facts();
    Preprocessing preprocessing = description.input().resolve(facts.input());
    model.require(preprocessing);
    Trial trial = Trial.of(model, preprocessing);
    Classes classes = Classes.of(name, description, facts, trial);
    Scores scores = description.output().scores(trial.kind(), classes.names().size());
    requireFitting(name, scores, trial);
    Feed feed = new Feed(model, preprocessing, trial.batch(), trial.exact());
    String identity = identity(model, preprocessing, scores);
    return new TensorVictim(
        name,
        model,
        new ModelTensors(
            description.input().name().or(facts.input()::name), preprocessing, model.output()),
        scores,
        new TensorApi(name, identity, classes.names(), scores, feed),
        settings(description, facts, preprocessing, trial, scores, classes));
  }

  private static void requireFitting(String name, Scores scores, Trial trial) {
    boolean labels = scores.kind() == Scores.Kind.LABELS;
    if (labels != (trial.width() == 1)) {
      throw new IllegalArgumentException(
          name
              + " gives "
              + trial.width()
              + (trial.width() == 1 ? " value" : " values")
              + " an image, which cannot be "
              + (labels ? "labels" : "scores of at least two classes"));
    }
  }

  /** The same weights asked in another way are another victim: the answers are others. */
  private static String identity(TensorModel model, Preprocessing preprocessing, Scores scores) {
    return model.kind()
        + " "
        + model.digest()
        + " fed "
        + String.join(", ", preprocessing.settings().values())
        + ", giving "
        + scores.kind()
        + (scores.kind() == Scores.Kind.LABELS ? " of " + scores.classes() + " classes" : "")
        + (scores.temperature() == 1 ? "" : " at temperature " + scores.temperature());
  }

  private static Map<String, String> settings(
      VictimDescription description,
      ModelFacts facts,
      Preprocessing preprocessing,
      Trial trial,
      Scores scores,
      Classes classes) {
    Map<String, String> settings =
        new LinkedHashMap<>(
            description.input().settings(facts.input(), preprocessing, "from the file"));
    settings.put(
        "output",
        scores.kind()
            + (scores.temperature() == 1 ? "" : " at temperature " + scores.temperature())
            + origin(description.output().gives().isPresent(), scores.kind(), trial.kind()));
    settings.put("classes", classes.text());
    if (trial.exact()) {
      settings.put(
          "batch",
          trial.batch()
              + (facts.batch().isPresent() ? " (from the file)" : " (it fails with more)"));
    }
    facts.about().forEach((key, value) -> settings.put("own " + key, value));
    return settings;
  }

  private static String origin(boolean declared, Scores.Kind kind, Scores.Kind seen) {
    if (!declared) {
      return " (as two images of noise were answered)";
    }
    return kind == seen
        ? " (declared)"
        : " (declared, though two images of noise were answered with " + seen + ")";
  }

  /** What the classes are called, and who says so. */
  private record Classes(List<String> names, String text) {

    static Classes of(String name, VictimDescription description, ModelFacts facts, Trial trial)
        throws IOException {
      if (description.classes().isPresent()) {
        List<String> names = ClassNames.read(description.classes().get());
        if (trial.width() != 1 && trial.width() != names.size()) {
          throw new IllegalArgumentException(
              "classes are %d, but %s gives %d values an image"
                  .formatted(names.size(), name, trial.width()));
        }
        return new Classes(names, names.size() + " (declared)");
      }
      if (trial.width() == 1 && facts.classNames().isEmpty()) {
        throw new IllegalArgumentException(
            name
                + " gives one value an image; declare how many classes there are, such as"
                + " classes=10 with output.gives=labels");
      }
      if (usable(facts.classNames(), trial.width())) {
        return new Classes(facts.classNames(), facts.classNames().size() + " (from the file)");
      }
      return new Classes(
          ClassNames.numbered(trial.width()), trial.width() + " (from the file), by number");
    }

    /** ImageNet's own names, which many files have, call two classes crane and two maillot. */
    private static boolean usable(List<String> names, int width) {
      return names.size() >= 2
          && (width == 1 || names.size() == width)
          && names.stream().distinct().count() == names.size();
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String kind() {
    return model.kind();
  }

  @Override
  public String digest() {
    return model.digest();
  }

  @Override
  public ImageShape shape() {
    return tensors.preprocessing().images();
  }

  @Override
  public Optional<ModelTensors> tensors() {
    return Optional.of(tensors);
  }

  @Override
  public PredictionApi api() {
    return api;
  }

  @Override
  public Optional<Granularity> finest() {
    return Optional.of(scores.finest());
  }

  @Override
  public Map<String, String> settings() {
    return settings;
  }

  @Override
  public void close() {
    model.close();
  }
}
