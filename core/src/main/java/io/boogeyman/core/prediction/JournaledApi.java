package io.boogeyman.core.prediction;

import io.boogeyman.core.image.ImageBatch;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Answers from the journal what is on record, asks for the rest, and records it before it is
 * returned. An image that stands twice in one batch is asked once.
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
  public List<Answer> ask(ImageBatch images) {
    // Digests are half of what answers on record cost, so all cores share them.
    List<ImageDigest> digests =
        IntStream.range(0, images.count())
            .parallel()
            .mapToObj(i -> ImageDigest.of(images, i))
            .toList();
    // Two threads must not both find an image missing and buy it twice.
    synchronized (journal) {
      return askOnce(images, digests);
    }
  }

  private List<Answer> askOnce(ImageBatch images, List<ImageDigest> digests) {
    Map<ImageDigest, Answer> known = new HashMap<>(journal.find(digests));
    Map<ImageDigest, Integer> missing = new LinkedHashMap<>();
    for (int i = 0; i < digests.size(); i++) {
      if (!known.containsKey(digests.get(i))) {
        missing.putIfAbsent(digests.get(i), i);
      }
    }
    if (!missing.isEmpty()) {
      known.putAll(buy(images, missing));
    }
    return digests.stream().map(known::get).toList();
  }

  private Map<ImageDigest, Answer> buy(ImageBatch images, Map<ImageDigest, Integer> missing) {
    List<ImageDigest> digests = List.copyOf(missing.keySet());
    List<Answer> answers = api.ask(pick(images, List.copyOf(missing.values())));
    if (answers.size() != digests.size()) {
      throw new PredictionException(
          api.identity() + " gave " + answers.size() + " answers to " + digests.size() + " images",
          null);
    }
    journal.append(digests, answers);
    Map<ImageDigest, Answer> bought = new LinkedHashMap<>();
    for (int i = 0; i < digests.size(); i++) {
      bought.put(digests.get(i), answers.get(i));
    }
    return bought;
  }

  private static ImageBatch pick(ImageBatch images, List<Integer> indices) {
    int bytes = images.shape().bytes();
    byte[] pixels = new byte[indices.size() * bytes];
    for (int i = 0; i < indices.size(); i++) {
      System.arraycopy(images.pixels(), indices.get(i) * bytes, pixels, i * bytes, bytes);
    }
    return new ImageBatch(images.shape(), pixels);
  }
}
