package io.boogeyman.defend.watermark;

import io.boogeyman.core.digest.KeyedDigest;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Chooses, under a key, which queries are answered wrongly, and how: DAWN.
 *
 * <p>Szyller, Atli, Marchal and Asokan, "DAWN: dynamic adversarial watermarking of neural networks"
 * (ACM Multimedia 2021), section 4: HMAC-SHA256 of a mapping of the query decides by its first bits
 * whether to mark and by its next ones how. As they ask, the mapping is of what the image shows
 * rather than of its bytes ({@link ImageCode}): a changed pixel neither escapes a mark nor uncovers
 * one.
 *
 * <p>It departs from the paper in the class: any of all K with the same chance, the victim's own
 * among them. The mark then depends on nothing that a model could know, and a model that never saw
 * the answers agrees with it by chance 1/K exactly, whatever it answers; with another class always
 * that chance would depend on how often it errs as the victim does not. One mark in K is none.
 *
 * <p>Cost: the image's code and one HMAC. Safe for several threads.
 */
public final class Watermark {
  private static final int FINGERPRINT_BYTES = 8;

  private final KeyedDigest key;
  private final double rate;
  private final int classes;
  private final ImageCode code;
  private final String fingerprint;

  /**
   * @param key from which nobody else may compute
   * @param rate the share of queries that are marked
   * @param classes how many the victim has, at least 2
   * @param shape of the images
   * @throws IllegalArgumentException if the rate is not over 0 and at most 0.5, or there is one
   *     class
   */
  public Watermark(KeyedDigest key, double rate, int classes, ImageShape shape) {
    if (!(rate > 0 && rate <= 0.5)) {
      throw new IllegalArgumentException("dawn.rate must be over 0 and at most 0.5, not " + rate);
    }
    if (classes < 2) {
      throw new IllegalArgumentException("dawn marks by class, and needs at least 2");
    }
    this.key = key;
    this.rate = rate;
    this.classes = classes;
    this.code = new ImageCode(key, shape);
    byte[] name = key.of("fingerprint".getBytes(StandardCharsets.UTF_8));
    this.fingerprint = HexFormat.of().formatHex(name, 0, FINGERPRINT_BYTES);
  }

  /** How many classes a mark may name. */
  public int classes() {
    return classes;
  }

  /**
   * Tells this watermark from others: whatever it marks with whatever rate, under the same key it
   * is the same. Tells nothing of the key.
   */
  public String fingerprint() {
    return fingerprint;
  }

  /** Image {@code index} of a batch with its mark, if it is marked. */
  public Optional<Trigger> trigger(ImageBatch images, int index) {
    long own = code.of(images, index);
    OptionalInt mark = mark(own);
    return mark.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Trigger(fingerprint, own, mark.getAsInt(), images.slice(index, index + 1)));
  }

  OptionalInt mark(long imageCode) {
    byte[] message = ByteBuffer.allocate(Long.BYTES).putLong(imageCode).array();
    ByteBuffer digest = ByteBuffer.wrap(key.of(message));
    // 53 bits are all that a double holds; that a rate is off by 2⁻⁵³ makes no difference.
    double chance = (digest.getLong() >>> 11) * 0x1p-53;
    return chance < rate
        ? OptionalInt.of((int) Long.remainderUnsigned(digest.getLong(), classes))
        : OptionalInt.empty();
  }
}
