package io.boogeyman.defend.extraction;

import io.boogeyman.core.random.Seed;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * How much of the space in which a model is used its answers to a client have covered: the compact
 * summaries of Kesarwani et al. 2017, "Model extraction warning in MLaaS paradigm", section 4, for
 * images.
 *
 * <p>The paper's parts of space are the leaves of a decision tree, boxes of features, and it sums
 * over leaves and classes P(class) · P(leaf | class) · (share of the box's volume that the box of a
 * client's queries fills). Images have no leaves, and volumes in hundreds of dimensions say
 * nothing. So the parts are k-means regions of the owner's images in an embedding, and a cell,
 * which is a class and a region, is covered from the first query on that lies in the region and is
 * answered with the class. Regions end where the owner's images do: foreign images cover nothing,
 * nor do answers that the victim never gives in that region to the owner. How fine coverage is
 * depends on the number of regions: with ten times as many, a client has to ask about ten times as
 * much.
 *
 * <p>An honest client who asks much covers much: the limit is about what is given away, not about
 * what is meant by it.
 *
 * <p>Cost: k-means once; regions times width a query; a bit a cell, at most one cell an image of
 * the owner, at most 64 KiB a client. Clients merge by the union of their bits, exactly.
 */
public final class ExtractionCoverage implements ExtractionWarning<CoveredCells> {
  private static final String NAME = "extraction-coverage";
  private static final int VERSION = 0x45584301; // "EXC", 1
  private static final int HEADER = Integer.BYTES + Long.BYTES;

  /** What is left of 64 KiB for bits. */
  private static final int MOST_CELLS = ((64 << 10) - HEADER - 2 * Long.BYTES) * Byte.SIZE;

  /** Fewer images would make a region's reach an accident. */
  private static final int IMAGES_A_REGION = 10;

  private static final int NONE = -1;

  private final OwnerImages own;
  private final Regions regions;
  private final WarningLimit limit;
  private final long fingerprint;
  private final int[] cellOf;
  private final int[] imagesIn;
  private final int images;

  /**
   * @param own the owner's images, at least ten a region
   * @param regions at most, at least 1
   * @param limit coverage from which on to warn, in (0, 1]
   * @param seed of the regions
   * @throws IllegalArgumentException if a number is out of range
   */
  public ExtractionCoverage(OwnerImages own, int regions, double limit, Seed seed) {
    if (regions < 1 || own.size() / IMAGES_A_REGION < regions) {
      throw new IllegalArgumentException(
          "regions must be at least 1, with at least %d images each, not %d regions of %d images"
              .formatted(IMAGES_A_REGION, regions, own.size()));
    }
    this.own = own;
    this.limit = new WarningLimit(limit);
    this.regions = new Regions(own, regions, seed);
    this.fingerprint = own.fingerprint(NAME, regions, seed.value());
    this.cellOf = new int[own.classes() * this.regions.count()];
    this.imagesIn = imagesInCells();
    this.images = Arrays.stream(imagesIn).sum();
  }

  /** Numbers the cells in which the owner has images, and counts these. */
  private int[] imagesInCells() {
    int[] counts = new int[cellOf.length];
    IntStream.range(0, own.size())
        .mapToObj(own::asked)
        .forEach(image -> place(image).ifPresent(place -> counts[place]++));
    int[] used = IntStream.range(0, counts.length).filter(place -> counts[place] > 0).toArray();
    if (used.length > MOST_CELLS) {
      throw new IllegalArgumentException(
          "%d pairs of a class and a region are more than a client's state can hold: %d"
              .formatted(used.length, MOST_CELLS));
    }
    Arrays.fill(cellOf, NONE);
    IntStream.range(0, used.length).forEach(cell -> cellOf[used[cell]] = cell);
    return Arrays.stream(used).map(place -> counts[place]).toArray();
  }

  private OptionalInt place(AnsweredQuery query) {
    OptionalInt region = regions.of(query.embedding());
    return region.isPresent()
        ? OptionalInt.of(query.answer() * regions.count() + region.getAsInt())
        : region;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public CoveredCells begin() {
    return CoveredCells.none(imagesIn.length);
  }

  /** The number of cells, pairs of a class and a region where the owner has images. */
  public int cells() {
    return imagesIn.length;
  }

  /**
   * @throws IllegalArgumentException if the embedding is of another width, or the class unknown
   */
  @Override
  public CoveredCells update(CoveredCells state, AnsweredQuery query) {
    own.requireFitting(query);
    OptionalInt place = place(query);
    int cell = place.isPresent() ? cellOf[place.getAsInt()] : NONE;
    return cell == NONE ? state.asked() : state.hit(cell, imagesIn[cell]);
  }

  /** The share of the owner's images whose cells are covered, in [0, 1]. */
  @Override
  public double score(CoveredCells state) {
    return state.images() / (double) images;
  }

  @Override
  public boolean accuses(CoveredCells state) {
    return limit.isReached(score(state));
  }

  /** Every cell that either covers; as if one client had asked what both did. */
  @Override
  public CoveredCells merge(CoveredCells one, CoveredCells other) {
    return one.with(other, imagesIn);
  }

  @Override
  public byte[] write(CoveredCells state) {
    ByteBuffer bytes = ByteBuffer.allocate(HEADER + state.length());
    state.write(bytes.putInt(VERSION).putLong(fingerprint));
    return bytes.array();
  }

  @Override
  public CoveredCells read(byte[] bytes) {
    ByteBuffer from =
        StateBytes.opened(bytes, VERSION, fingerprint, NAME, HEADER + begin().length());
    CoveredCells state = CoveredCells.read(from, imagesIn);
    if (!state.isPossible(imagesIn.length)) {
      throw StateBytes.damaged(NAME);
    }
    return state;
  }
}
