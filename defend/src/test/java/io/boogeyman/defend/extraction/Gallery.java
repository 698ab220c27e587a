package io.boogeyman.defend.extraction;

import io.boogeyman.defend.observation.Matrix;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Classes that are round clouds about random middles, as a victim's embedding has them. */
final class Gallery {
  private final float[][] middles;
  private final double spread;

  Gallery(int classes, int width, double spread) {
    SplittableRandom chance = new SplittableRandom(99);
    this.spread = spread;
    this.middles = new float[classes][width];
    for (float[] middle : middles) {
      for (int d = 0; d < width; d++) {
        middle[d] = (float) (5 + 4 * chance.nextGaussian());
      }
    }
  }

  /** Images of all classes in turn. */
  OwnerImages own(int images) {
    AnsweredQuery[] asked = queries(images, 1).toArray(AnsweredQuery[]::new);
    int width = middles[0].length;
    float[] rows = new float[images * width];
    IntStream.range(0, images)
        .forEach(i -> System.arraycopy(asked[i].embedding(), 0, rows, i * width, width));
    int[] answers = Stream.of(asked).mapToInt(AnsweredQuery::answer).toArray();
    return new OwnerImages(new Matrix(rows, width), answers, middles.length);
  }

  /** As many queries, of all classes in turn. */
  Stream<AnsweredQuery> queries(int count, long seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    return IntStream.range(0, count).mapToObj(i -> query(i % middles.length, chance));
  }

  AnsweredQuery query(int answer, SplittableRandom chance) {
    float[] embedding = middles[answer].clone();
    for (int d = 0; d < embedding.length; d++) {
      embedding[d] += (float) (spread * chance.nextGaussian());
    }
    return new AnsweredQuery(embedding, answer);
  }

  /** Queries from nowhere near, to which any class is answered. */
  Stream<AnsweredQuery> foreign(int count, long seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              float[] embedding = new float[middles[0].length];
              for (int d = 0; d < embedding.length; d++) {
                embedding[d] = (float) (-40 + 30 * chance.nextGaussian());
              }
              return new AnsweredQuery(embedding, chance.nextInt(middles.length));
            });
  }

  static <S> S after(ExtractionWarning<S> warning, Stream<AnsweredQuery> queries) {
    return queries.reduce(warning.begin(), warning::update, warning::merge);
  }

  static Stream<AnsweredQuery> all(OwnerImages own) {
    return IntStream.range(0, own.size()).mapToObj(own::asked);
  }

  /** Benign and foreign ones, shuffled: a quarter foreign. */
  List<AnsweredQuery> mixed(long seed, int count) {
    List<AnsweredQuery> benign = queries(count, seed).toList();
    List<AnsweredQuery> foreign = foreign(count, seed + 1).toList();
    SplittableRandom chance = new SplittableRandom(seed);
    return IntStream.range(0, count)
        .mapToObj(i -> chance.nextInt(4) == 0 ? foreign.get(i) : benign.get(i))
        .toList();
  }
}
