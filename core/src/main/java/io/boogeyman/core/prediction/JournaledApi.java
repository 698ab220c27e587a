package io.boogeyman.core.prediction;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageDigest;
import io.boogeyman.core.image.ImageSet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Answers from the journal what is on record, asks for the rest, and records each answer as it
 * comes: what is answered when the rest fails is on record. An image that stands twice in one batch
 * is asked once. Of an image set, only the images that are not on record are read.
 */
record JournaledApi(PredictionApi api, Journal journal) implements PredictionApi {

  @Override
  public List<String> classNames() {
    return api.classNames();
  }

  @Override
  public String identity() {
    return api.identity();
  }

  @Override
  public int requestSize() {
    return api.requestSize();
  }

  @Override
  public List<Answer> ask(ImageBatch images) {
    List<ImageDigest> digests =
        IntStream.range(0, images.count())
            .parallel()
            .mapToObj(i -> ImageDigest.of(images, i))
            .toList();
    return askOnce(digests, images::pick, count -> {});
  }

  @Override
  public List<Answer> request(ImageSet images, int[] positions, IntConsumer answered) {
    List<ImageDigest> digests =
        Arrays.stream(positions).parallel().mapToObj(images::digestOf).toList();
    return askOnce(digests, missing -> images.read(at(positions, missing)), answered);
  }

  private static int[] at(int[] positions, int... places) {
    return Arrays.stream(places).map(place -> positions[place]).toArray();
  }

  /**
   * @param pixels reads the images at these places of {@code digests}
   * @param answered told how many more are answered, in all as many as there are digests
   */
  private List<Answer> askOnce(
      List<ImageDigest> digests, Function<int[], ImageBatch> pixels, IntConsumer answered) {
    // Two threads must not both find an image missing and buy it twice.
    synchronized (journal) {
      Map<ImageDigest, Answer> known = new HashMap<>(journal.find(digests));
      Map<ImageDigest, Integer> missing = new LinkedHashMap<>();
      for (int i = 0; i < digests.size(); i++) {
        if (!known.containsKey(digests.get(i))) {
          missing.putIfAbsent(digests.get(i), i);
        }
      }
      if (!missing.isEmpty()) {
        known.putAll(buy(missing, pixels, answered));
      }
      if (missing.size() < digests.size()) {
        answered.accept(digests.size() - missing.size());
      }
      return digests.stream().map(known::get).toList();
    }
  }

  private Map<ImageDigest, Answer> buy(
      Map<ImageDigest, Integer> missing, Function<int[], ImageBatch> pixels, IntConsumer answered) {
    List<ImageDigest> digests = List.copyOf(missing.keySet());
    int[] places = missing.values().stream().mapToInt(Integer::intValue).toArray();
    journal.prepare(places.length);
    Map<ImageDigest, Answer> bought = new HashMap<>();
    api.ask(
        pixels.apply(places),
        (from, answers) -> {
          if (answers.size() > digests.size() - from) {
            throw miscounted(from + answers.size(), digests.size());
          }
          List<ImageDigest> asked = digests.subList(from, from + answers.size());
          answers.forEach(this::requireAllClasses);
          journal.append(asked, answers);
          for (int i = 0; i < asked.size(); i++) {
            bought.put(asked.get(i), answers.get(i));
          }
          answered.accept(asked.size());
        });
    if (bought.size() != digests.size()) {
      throw miscounted(bought.size(), digests.size());
    }
    return bought;
  }

  private void requireAllClasses(Answer answer) {
    if (answer.classes() != api.classNames().size()) {
      throw new PredictionException(
          "%s answered for %d classes, but has %d"
              .formatted(api.identity(), answer.classes(), api.classNames().size()),
          null);
    }
  }

  private PredictionException miscounted(int answers, int images) {
    return new PredictionException(
        api.identity() + " gave " + answers + " answers to " + images + " images", null);
  }
}
