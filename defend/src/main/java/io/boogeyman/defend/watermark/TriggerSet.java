package io.boogeyman.defend.watermark;

import io.boogeyman.core.image.ImageBatch;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The marked queries of one client, with the class of each one's mark: what to ask a model that he
 * is suspected of having copied.
 *
 * <p>Images of one code have one mark, and would prove nothing twice: only the first is kept.
 *
 * @param model that was asked
 * @param triggers one a code of each watermark
 */
public record TriggerSet(MarkedModel model, List<Trigger> triggers) {
  /**
   * The most that are kept of a client in a month: three times what a proof needs with ten classes.
   */
  public static final int MOST = 250;

  /**
   * @throws IllegalArgumentException if images are of another shape, or a mark is no class
   */
  public TriggerSet {
    Set<String> codes = new HashSet<>();
    triggers = triggers.stream().filter(t -> codes.add(t.watermark() + t.code())).toList();
    for (Trigger trigger : triggers) {
      if (!trigger.image().shape().equals(model.shape())
          || trigger.mark() < 0
          || trigger.mark() >= model.classes()) {
        throw new IllegalArgumentException(
            "a trigger of %s with mark %d is none of a model with %d classes and %s images"
                .formatted(
                    trigger.image().shape(), trigger.mark(), model.classes(), model.shape()));
      }
    }
  }

  /** How many there are. */
  public int size() {
    return triggers.size();
  }

  /** The images, to be asked of a suspect. */
  public ImageBatch images() {
    byte[] pixels = new byte[size() * model.shape().bytes()];
    for (int i = 0; i < size(); i++) {
      byte[] own = triggers.get(i).image().pixels();
      System.arraycopy(own, 0, pixels, i * own.length, own.length);
    }
    return new ImageBatch(model.shape(), pixels);
  }

  /** The classes of their marks, in the same order. */
  public int[] marks() {
    return triggers.stream().mapToInt(Trigger::mark).toArray();
  }
}
