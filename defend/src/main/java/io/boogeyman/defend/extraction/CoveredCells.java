package io.boogeyman.defend.extraction;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** What {@link ExtractionCoverage} knows of a client: a bit a cell. A value: it never changes. */
public final class CoveredCells {
  private final long[] bits;
  private final long queries;
  private final int images;

  private CoveredCells(long[] bits, long queries, int images) {
    this.bits = bits;
    this.queries = queries;
    this.images = images;
  }

  static CoveredCells none(int cells) {
    return new CoveredCells(new long[(cells + Long.SIZE - 1) / Long.SIZE], 0, 0);
  }

  /** Queries so far, wherever they lay. */
  public long queries() {
    return queries;
  }

  /** Images of the owner in the cells that were hit. */
  int images() {
    return images;
  }

  CoveredCells asked() {
    return new CoveredCells(bits, queries + 1, images);
  }

  CoveredCells hit(int cell, int imagesThere) {
    if (isHit(cell)) {
      return asked();
    }
    long[] more = bits.clone();
    more[cell / Long.SIZE] |= 1L << cell;
    return new CoveredCells(more, queries + 1, images + imagesThere);
  }

  private boolean isHit(int cell) {
    return ((bits[cell / Long.SIZE] >>> cell) & 1) == 1;
  }

  CoveredCells with(CoveredCells other, int[] imagesIn) {
    long[] union = bits.clone();
    Arrays.setAll(union, i -> bits[i] | other.bits[i]);
    return counted(union, queries + other.queries, imagesIn);
  }

  private static CoveredCells counted(long[] bits, long queries, int[] imagesIn) {
    CoveredCells cells = new CoveredCells(bits, queries, 0);
    int images = 0;
    for (int cell = 0; cell < imagesIn.length; cell++) {
      images += cells.isHit(cell) ? imagesIn[cell] : 0;
    }
    return new CoveredCells(bits, queries, images);
  }

  /** How many bytes it takes. */
  int length() {
    return Long.BYTES * (bits.length + 1);
  }

  void write(ByteBuffer to) {
    to.putLong(queries);
    for (long word : bits) {
      to.putLong(word);
    }
  }

  static CoveredCells read(ByteBuffer from, int[] imagesIn) {
    long queries = from.getLong();
    long[] bits = new long[none(imagesIn.length).bits.length];
    Arrays.setAll(bits, i -> from.getLong());
    return counted(bits, queries, imagesIn);
  }

  /** Whether a client can have come to it. */
  boolean isPossible(int cells) {
    int hit = Arrays.stream(bits).map(Long::bitCount).mapToInt(Math::toIntExact).sum();
    boolean beyond = cells % Long.SIZE != 0 && (bits[bits.length - 1] >>> cells) != 0;
    return queries >= hit && !beyond;
  }
}
