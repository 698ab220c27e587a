package io.boogeyman.defend.release;

import io.boogeyman.core.prediction.Answer;
import io.boogeyman.defend.watermark.Trigger;
import io.boogeyman.defend.watermark.Watermark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Answers marked queries with the class of their mark. In a vector the mark and the top class
 * exchange their probabilities, and likewise in a top-k answer; a mark that such an answer does not
 * list takes the top class's place. So a vector that is marked and then made coarser, and one that
 * is made coarser first, end alike.
 */
record DawnRelease(String name, Watermark watermark) implements Release {

  @Override
  public List<Answer> release(Exchange exchange) {
    return release(exchange, MarkListener.SILENT);
  }

  @Override
  public List<Answer> release(Exchange exchange, MarkListener marks) {
    List<Answer> released = new ArrayList<>(exchange.size());
    for (int i = 0; i < exchange.size(); i++) {
      Answer answer = exchange.answers().get(i);
      requireClasses(answer);
      Optional<Trigger> trigger = watermark.trigger(exchange.images(), i);
      trigger.ifPresent(marks::marked);
      released.add(trigger.map(marked -> marked(answer, marked.mark())).orElse(answer));
    }
    return released;
  }

  private void requireClasses(Answer answer) {
    if (answer.classes() != watermark.classes()) {
      throw new IllegalArgumentException(
          "%s was opened for %d classes, and the model answers with %d"
              .formatted(name, watermark.classes(), answer.classes()));
    }
  }

  private static Answer marked(Answer answer, int mark) {
    if (answer instanceof Answer.Vector vector) {
      return exchanged(vector, mark);
    }
    return answer instanceof Answer.TopK some
        ? exchanged(some, mark)
        : new Answer.Label(answer.classes(), mark);
  }

  private static Answer exchanged(Answer.Vector vector, int mark) {
    float[] probabilities = vector.toArray();
    int top = vector.top();
    probabilities[top] = vector.probability(mark);
    probabilities[mark] = vector.probability(top);
    return new Answer.Vector(probabilities);
  }

  private static Answer exchanged(Answer.TopK some, int mark) {
    int[] ids = new int[some.k()];
    float[] probabilities = new float[some.k()];
    for (int rank = 0; rank < some.k(); rank++) {
      ids[rank] = some.id(rank) == mark ? some.top() : some.id(rank);
      probabilities[rank] = some.probability(rank);
    }
    ids[0] = mark;
    return new Answer.TopK(some.classes(), ids, probabilities);
  }
}
