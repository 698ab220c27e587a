package io.boogeyman.defend.prada;

import io.boogeyman.core.image.ImageShape;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Members are images, and the nearest one is found exactly without looking at most pixels.
 *
 * <p>Natural images differ most in coarse sums of colours, and those bound a distance from below
 * ({@link BlockSums}). So the sums over a 4×4 grid are compared with every member, those over an
 * 8×8 grid with members that could still be nearest, and pixels, which are whole numbers and exact,
 * with those that are left.
 *
 * <p>Cost: 96 numbers a member, and more for few of them; memory, the pixels and 2 KB a member of
 * 32×32 pixels or more.
 */
final class PixelSet implements GrowingSet<byte[]> {
  private static final int COARSE = 4;
  private static final int FINE = 8;

  private final ImageShape shape;
  private final BlockSums coarse;
  private final BlockSums fine;
  private int size;
  private byte[][] members = new byte[16][];
  private final SumColumns coarseSums;
  private float[] fineSums = new float[0];
  private double[] within = new double[0];

  /** Of the query that was last looked at: it may be added next. */
  private byte[] query = new byte[0];

  private float[] queryCoarse = new float[0];
  private float[] queryFine = new float[0];
  private double[] bounds = new double[0];
  private double nearest = Double.POSITIVE_INFINITY;

  private final boolean keepsWithin;

  /**
   * @param keepsWithin whether anybody will ask for {@link #distancesWithin}
   */
  PixelSet(ImageShape shape, boolean keepsWithin) {
    this.shape = shape;
    this.keepsWithin = keepsWithin;
    this.coarse = new BlockSums(shape, COARSE);
    this.coarseSums = new SumColumns(coarse);
    this.fine = new BlockSums(shape, FINE);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public double nearest(byte[] pixels) {
    look(pixels);
    nearest = size == 0 ? Double.POSITIVE_INFINITY : search();
    return nearest;
  }

  private double search() {
    int first = 0;
    for (int i = 1; i < size; i++) {
      first = bounds[i] < bounds[first] ? i : first;
    }
    long best = squared(members[first], Long.MAX_VALUE);
    for (int i = 0; i < size; i++) {
      if (i != first && bounds[i] < best && fineBound(i) < best) {
        best = Math.min(best, squared(members[i], best));
      }
    }
    return distance(best);
  }

  /** Lower bounds of the squared distance of every member. */
  private void look(byte[] pixels) {
    query = pixels;
    queryCoarse = coarse.of(pixels);
    queryFine = fine.of(pixels);
    if (bounds.length < size) {
      bounds = new double[members.length];
    }
    coarseSums.bound(queryCoarse, bounds);
  }

  private double fineBound(int member) {
    return BlockSums.bound(queryFine, fineSums, member * fine.count());
  }

  @Override
  public void add(byte[] pixels) {
    if (pixels != query) {
      nearest(pixels);
    }
    reserve();
    for (int i = 0; keepsWithin && i < size; i++) {
      double square = square(within[i]);
      if (bounds[i] < square && fineBound(i) < square) {
        within[i] = Math.min(within[i], distance(squared(members[i], Long.MAX_VALUE)));
      }
    }
    within[size] = nearest;
    members[size] = pixels.clone();
    coarseSums.add(queryCoarse);
    System.arraycopy(queryFine, 0, fineSums, size * fine.count(), fine.count());
    size++;
    query = new byte[0];
  }

  private void reserve() {
    if (size == members.length || within.length == 0) {
      int room = within.length == 0 ? members.length : 2 * members.length;
      members = Arrays.copyOf(members, room);
      within = Arrays.copyOf(within, room);
      fineSums = Arrays.copyOf(fineSums, room * fine.count());
    }
  }

  @Override
  public double[] distancesWithin() {
    return Arrays.copyOf(within, size);
  }

  /** The squared distance in grey levels, or anything above {@code most} if it is above that. */
  private long squared(byte[] member, long most) {
    long sum = 0;
    int row = shape.width() * shape.channels();
    for (int from = 0; from < member.length && sum < most; from += row) {
      int part = 0;
      for (int i = from; i < from + row; i++) {
        int difference = (query[i] & 0xff) - (member[i] & 0xff);
        part += difference * difference;
      }
      sum += part;
    }
    return sum;
  }

  /** Between images of values in [0, 1]. */
  private static double distance(long squared) {
    return Math.sqrt((double) squared) / 255;
  }

  /** A distance as {@link #squared} has it; rounded up, so that nothing equal is passed over. */
  private static double square(double distance) {
    return Math.nextUp(distance * 255 * distance * 255 * (1 + 1e-12));
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeInt(size);
    for (int i = 0; i < size; i++) {
      out.write(members[i]);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      byte[] member = new byte[shape.bytes()];
      in.readFully(member);
      add(member);
    }
  }
}
