package io.boogeyman.defend.policy;

import io.boogeyman.core.image.ImageDigest;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The images that a client asked lately: who asks one again shows nothing new, and is not to be
 * suspected for it again. Keeps the names of the last 1,024 different ones, 8 KiB, and 4 KiB to
 * find them.
 *
 * <p>Cost: a look into a hash table; once there are 1,024, a new image also builds the table of
 * 4,096 places anew.
 */
final class RecentImages {
  private static final int MOST = 1024;
  private static final int SLOTS = 4 * MOST;

  /** 64 bits of each image's name; position {@code came % MOST} is the next to be forgotten. */
  private long[] names = new long[0];

  /** Positions in {@link #names} + 1, by hash, with linear probing; built anew on forgetting. */
  private short[] slots = new short[0];

  private long came;

  /** Whether this image is new; it is known afterwards. */
  boolean add(ImageDigest image) {
    long name = image.high();
    makeRoom();
    if (find(name) >= 0) {
      return false;
    }
    int at = (int) (came++ % MOST);
    boolean forgets = came > MOST;
    names[at] = name;
    if (forgets) {
      index();
    } else {
      slots[free(name)] = (short) (at + 1);
    }
    return true;
  }

  private void makeRoom() {
    if (came == names.length && names.length < MOST) {
      names = Arrays.copyOf(names, Math.min(MOST, Math.max(16, 2 * names.length)));
    }
    if (slots.length < Math.min(SLOTS, 4 * names.length)) {
      slots = new short[4 * names.length];
      index();
    }
  }

  private void index() {
    Arrays.fill(slots, (short) 0);
    for (int i = 0; i < Math.min(came, MOST); i++) {
      slots[free(names[i])] = (short) (i + 1);
    }
  }

  private int find(long name) {
    for (int slot = slot(name); slots[slot] != 0; slot = (slot + 1) % slots.length) {
      if (names[slots[slot] - 1] == name) {
        return slot;
      }
    }
    return -1;
  }

  private int free(long name) {
    int slot = slot(name);
    while (slots[slot] != 0) {
      slot = (slot + 1) % slots.length;
    }
    return slot;
  }

  private int slot(long name) {
    return (int) Long.remainderUnsigned(name, slots.length);
  }

  int bytes() {
    return Long.BYTES + Integer.BYTES + Long.BYTES * kept();
  }

  private int kept() {
    return (int) Math.min(came, MOST);
  }

  void write(ByteBuffer out) {
    out.putLong(came).putInt(kept());
    for (int i = 0; i < kept(); i++) {
      out.putLong(names[i]);
    }
  }

  /**
   * @throws IllegalArgumentException if this is none
   */
  static RecentImages read(ByteBuffer in) {
    RecentImages images = new RecentImages();
    long came = in.getLong();
    int kept = in.getInt();
    if (came < 0 || kept != Math.min(came, MOST)) {
      throw new IllegalArgumentException("a client's state with impossible images");
    }
    images.names = new long[kept];
    for (int i = 0; i < kept; i++) {
      images.names[i] = in.getLong();
    }
    images.came = came;
    images.slots = new short[Math.max(4, 4 * kept)];
    images.index();
    return images;
  }
}
