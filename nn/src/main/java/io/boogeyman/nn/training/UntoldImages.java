package io.boogeyman.nn.training;

import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.random.Seed;
import java.util.SplittableRandom;

/**
 * The images without targets that go into a step: drawn with replacement, each once varied little
 * and once distorted. Which these are depends on the seed, the epoch and the batch alone.
 */
@FunctionalInterface
interface UntoldImages {

  /** What goes into one step. */
  Batch.Pairs pairs(int epoch, int number);

  /** As a refinement wants them; none without consistency. */
  static UntoldImages of(
      LearningSet set, Recipe recipe, Refinement refinement, Variation slight, Seed seed) {
    if (refinement.consistency().isEmpty()) {
      return (epoch, number) -> Batch.Pairs.NONE;
    }
    Consistency how = refinement.consistency().get();
    ImageSet images = set.untold().orElseThrow();
    Variation strong = new PixelDistortion(how.distortion(), images.shape());
    return (epoch, number) ->
        epoch < how.start() * recipe.epochs()
            ? Batch.Pairs.NONE
            : draw(images, how.batch(), slight, strong, seed.derive("pairs", epoch, number));
  }

  private static Batch.Pairs draw(
      ImageSet images, int count, Variation slight, Variation strong, Seed chance) {
    SplittableRandom random = chance.generator();
    byte[] plain = images.read(random.ints(count, 0, images.size()).toArray()).pixels();
    byte[] distorted = plain.clone();
    int bytes = images.shape().bytes();
    for (int i = 0; i < count; i++) {
      slight.apply(plain, i * bytes, random);
      strong.apply(distorted, i * bytes, random);
    }
    return new Batch.Pairs(plain, distorted, count);
  }
}
