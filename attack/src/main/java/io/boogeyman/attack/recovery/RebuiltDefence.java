package io.boogeyman.attack.recovery;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.prediction.Answer;
import java.util.List;

/**
 * A defence as a thief rebuilds it, who knows how it works but not its secret (Kerckhoffs's
 * principle): he finds out with it what becomes of answers that he knows.
 */
public interface RebuiltDefence {

  /**
   * What the defence makes of answers, in each of the ways that it has: a policy that releases less
   * with every step of suspicion has several.
   *
   * @param images that are asked
   * @param answers a probability vector an image
   * @return for each way, one answer an image; at least one way
   */
  List<List<Answer>> release(ImageBatch images, List<Answer> answers);
}
