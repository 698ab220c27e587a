package io.boogeyman.victim.service.protocol;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.victim.answer.Scores;
import io.boogeyman.victim.description.JsonEndpoint;
import io.boogeyman.victim.service.call.ServiceAnswer;
import io.boogeyman.victim.service.call.ServiceFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the answer in JSON as a description says: a score a class, or the classes that are named,
 * with their scores or without.
 */
final class AnswerReader {
  /** What probabilities of some classes may exceed 1 by, being rounded. */
  private static final double TOLERANCE = 0.01;

  private final Optional<JsonPointer> items;
  private final Optional<JsonPointer> labels;
  private final Optional<JsonPointer> scores;
  private final double scale;
  private final Scores vector;
  private final Map<String, Integer> classes = new HashMap<>();

  AnswerReader(JsonEndpoint endpoint, List<String> classNames, Scores vector) {
    this.items = pointer("json.items", endpoint.items());
    this.labels = pointer("json.labels", endpoint.labels());
    this.scores = pointer("json.scores", endpoint.scores());
    this.scale = endpoint.scale().orElse(1.0);
    this.vector = vector;
    if (labels.isEmpty() && scores.isEmpty()) {
      throw new IllegalArgumentException(
          "json.scores or json.labels must say where the answer is found, such as /predictions/0");
    }
    if (items.isPresent() && labels.isEmpty()) {
      throw new IllegalArgumentException(
          "json.labels must say where an item's class is found, such as /label");
    }
    for (int k = 0; k < classNames.size(); k++) {
      classes.put(classNames.get(k), k);
    }
  }

  private static Optional<JsonPointer> pointer(String field, Optional<String> text) {
    try {
      return text.map(JsonPointer::compile);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          field + ": '" + text.get() + "' is no JSON pointer; write it as /predictions/0/score", e);
    }
  }

  /** One class that an answer names. */
  private record Named(int id, float probability) {}

  Answer read(ServiceAnswer answer) throws ServiceFailure {
    JsonNode body = answer.json();
    if (items.isPresent()) {
      return items(body, answer);
    }
    if (labels.isEmpty()) {
      return vector(body, answer);
    }
    JsonNode label = body.at(labels.get());
    if (scores.isEmpty()) {
      JsonNode first = label.isArray() ? label.path(0) : label;
      return new Answer.Label(vector.classes(), id(first, answer));
    }
    JsonNode score = body.at(scores.get());
    if (!label.isArray()) {
      return listed(List.of(named(label, score, answer)), answer);
    }
    if (label.size() != score.size()) {
      throw refused(answer, label.size() + " labels and " + score.size() + " scores");
    }
    List<Named> named = new ArrayList<>();
    for (int i = 0; i < label.size(); i++) {
      named.add(named(label.get(i), score.get(i), answer));
    }
    return listed(named, answer);
  }

  private Answer items(JsonNode body, ServiceAnswer answer) throws ServiceFailure {
    JsonNode list = body.at(items.get());
    if (!list.isArray() || list.isEmpty()) {
      throw refused(answer, "no list of classes at " + items.get());
    }
    if (scores.isEmpty()) {
      return new Answer.Label(vector.classes(), id(list.get(0).at(labels.get()), answer));
    }
    List<Named> named = new ArrayList<>();
    for (JsonNode item : list) {
      named.add(named(item.at(labels.get()), item.at(scores.get()), answer));
    }
    return listed(named, answer);
  }

  private Answer vector(JsonNode body, ServiceAnswer answer) throws ServiceFailure {
    float[] values =
        NumberReader.ofJson(body.at(scores.get()))
            .orElseThrow(() -> refused(answer, "no list of numbers at " + scores.get()));
    if (scale != 1) {
      for (int k = 0; k < values.length; k++) {
        values[k] = (float) (values[k] * scale);
      }
    }
    return vector.answers(values, 1, answer.access().name()).get(0);
  }

  private Named named(JsonNode label, JsonNode score, ServiceAnswer answer) throws ServiceFailure {
    if (!score.isNumber()) {
      throw refused(answer, "no score at " + scores.get());
    }
    double probability = score.doubleValue() * scale;
    if (!(probability >= 0 && probability <= 1 + TOLERANCE)) {
      throw refused(
          answer, "the score " + probability + ", no probability; json.scale can make it one");
    }
    return new Named(id(label, answer), (float) Math.min(1, probability));
  }

  /** By name, or by number. */
  private int id(JsonNode label, ServiceAnswer answer) throws ServiceFailure {
    Integer id = label.isValueNode() ? classes.get(label.asText()) : null;
    if (id != null) {
      return id;
    }
    if (label.isIntegralNumber() && label.asLong() >= 0 && label.asLong() < vector.classes()) {
      return label.intValue();
    }
    throw refused(
        answer,
        label.isMissingNode()
            ? "no class at " + labels.get()
            : "the class " + label + ", which is none of the " + vector.classes());
  }

  /** A vector where every class is named, else the top-k. */
  private Answer listed(List<Named> named, ServiceAnswer answer) throws ServiceFailure {
    long different = named.stream().map(Named::id).distinct().count();
    double sum = named.stream().mapToDouble(Named::probability).sum();
    if (different < named.size()) {
      throw refused(answer, "a class twice");
    }
    if (named.size() == vector.classes()) {
      float[] values = new float[vector.classes()];
      named.forEach(one -> values[one.id()] = one.probability());
      return vector.answers(values, 1, answer.access().name()).get(0);
    }
    if (sum > 1 + TOLERANCE * named.size()) {
      throw refused(answer, "scores that sum to " + sum + ", more than probabilities can");
    }
    List<Named> sorted =
        named.stream()
            .sorted(
                Comparator.comparingDouble((Named one) -> -one.probability())
                    .thenComparingInt(Named::id))
            .toList();
    float[] probabilities = new float[sorted.size()];
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = sorted.get(i).probability();
    }
    return new Answer.TopK(
        vector.classes(), sorted.stream().mapToInt(Named::id).toArray(), probabilities);
  }

  private static ServiceFailure refused(ServiceAnswer answer, String what) {
    return answer.failure(ServiceFailure.Kind.LASTING, "gave what cannot be an answer: " + what);
  }
}
