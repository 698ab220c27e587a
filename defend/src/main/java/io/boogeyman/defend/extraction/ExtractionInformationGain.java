package io.boogeyman.defend.extraction;

import io.boogeyman.core.random.Seed;
import java.nio.ByteBuffer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * How much a client could have learnt from its answers: the information gain monitor of Kesarwani
 * et al. 2017, "Model extraction warning in MLaaS paradigm", section 3, for images.
 *
 * <p>A proxy of the client's model is kept, and asked for the owner's images; the status is what
 * its partition of these tells of the victim's answers, as a share of all that the answers tell
 * ({@link InformationGain}; the victim's own partition attains their entropy), chance taken off.
 *
 * <p>The paper's proxy is a decision tree, learnt anew from all that a client asked. Here it is the
 * nearest class mean in an embedding, of a count and a mean an answered class, for it has a bounded
 * size, takes a query in constant time, and adds up over clients. What that costs: it knows no
 * shape of a class but its middle; queries that a thief throws in far away pull means off and lower
 * the status (what was once reached stays recorded, since nothing is unlearnt); and with the
 * victim's own embedding few queries make a good proxy, since most of what a thief has yet to learn
 * is in the embedding already. So the status is what could be known at most rather than what is
 * known, and the limit is best set from the status of honest clients and from {@link #ceiling}.
 *
 * <p>Means are kept in as many dimensions as 64 KiB allow, {@value #MOST_DIMENSIONS} at most and
 * {@value #FEWEST_DIMENSIONS} at least: 1,000 classes leave 15, and more than 1,800 share places.
 * Wider embeddings are projected at random ({@link SignedSums}).
 *
 * <p>Gain, here and in the paper, does not ask what the proxy calls a part: where classes lie well
 * apart, means of nothing in particular cut between some of them, and gain. The status of clients
 * who ask what is foreign is therefore not near 0.
 *
 * <p>Cost: a query, the embedding's width. A status, images (a sample of at most {@value
 * #MOST_IMAGES}, or of {@value #IMAGES_A_CLASS} a class if that is more) times answered classes
 * times dimensions, on all cores; it is taken whenever a client's queries have grown by a tenth,
 * some 25 times for each tenfold of queries.
 */
public final class ExtractionInformationGain implements ExtractionWarning<LearntMeans> {
  private static final String NAME = "extraction-information-gain";
  private static final int VERSION = 0x45584901; // "EXI", 1
  private static final int HEADER = Integer.BYTES + Long.BYTES;
  private static final int MOST_IMAGES = 4_000;
  private static final int IMAGES_A_CLASS = 4;
  private static final int MOST_DIMENSIONS = 128;
  private static final int FEWEST_DIMENSIONS = 8;

  /** What is left of 64 KiB for counts and means. */
  private static final int ROOM = (64 << 10) - HEADER - 3 * Long.BYTES;

  private final OwnerImages own;
  private final WarningLimit limit;
  private final long fingerprint;
  private final int places;
  private final int dimensions;
  private final UnaryOperator<float[]> projection;
  private final float[] images;
  private final int[] labels;
  private final GainScale scale;

  /**
   * @param own the owner's images
   * @param limit status from which on to warn, in (0, 1]
   * @param seed of the projection, the sample, and what is chance
   * @throws IllegalArgumentException if the limit is out of range
   */
  public ExtractionInformationGain(OwnerImages own, double limit, Seed seed) {
    this.own = own;
    this.limit = new WarningLimit(limit);
    this.fingerprint = own.fingerprint(NAME, seed.value());
    this.places = Math.min(own.classes(), ROOM / bytes(FEWEST_DIMENSIONS));
    int fitting = (ROOM / places - Integer.BYTES) / Float.BYTES;
    this.dimensions = Math.min(own.width(), Math.min(fitting, MOST_DIMENSIONS));
    this.projection =
        dimensions == own.width()
            ? UnaryOperator.identity()
            : new SignedSums(seed, own.width(), dimensions)::of;
    OwnerImages sample = own.sample(Math.max(MOST_IMAGES, IMAGES_A_CLASS * own.classes()), seed);
    this.images = projected(sample);
    this.labels = sample.answers();
    this.scale = new GainScale(labels, seed);
  }

  private static int bytes(int dimensions) {
    return Integer.BYTES + dimensions * Float.BYTES;
  }

  private float[] projected(OwnerImages sample) {
    float[] all = new float[sample.size() * dimensions];
    IntStream.range(0, sample.size())
        .parallel()
        .forEach(
            i ->
                System.arraycopy(
                    projection.apply(sample.asked(i).embedding()),
                    0,
                    all,
                    i * dimensions,
                    dimensions));
    return all;
  }

  /**
   * The status of a client who asks each of the owner's images once: about what can be attained.
   * Cost: an update an image, and a status.
   */
  public double ceiling() {
    LearntMeans all = begin();
    for (int i = 0; i < own.size(); i++) {
      take(all, own.asked(i));
    }
    return score(all);
  }

  private void take(LearntMeans state, AnsweredQuery query) {
    state.take(query.answer() % places, projection.apply(query.embedding()));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public LearntMeans begin() {
    return LearntMeans.none(places, dimensions);
  }

  /**
   * The state given is changed, and returned.
   *
   * @throws IllegalArgumentException if the embedding is of another width, or the class unknown
   */
  @Override
  public LearntMeans update(LearntMeans state, AnsweredQuery query) {
    own.requireFitting(query);
    take(state, query);
    if (state.isDue()) {
      state.measure(score(state));
    }
    return state;
  }

  /** The status by now, in [0, 1], computed anew. */
  @Override
  public double score(LearntMeans state) {
    int[] answered = state.answered();
    return answered.length < 2 ? 0 : scale.share(leaves(state, answered));
  }

  /** Looks first at the class that the victim gives an image: the proxy mostly gives it, too. */
  private int[] leaves(LearntMeans state, int[] answered) {
    int[] guesses = new int[places];
    IntStream.range(0, answered.length).forEach(i -> guesses[answered[i]] = i);
    return state.means(answered).nearest(images, image -> guesses[labels[image] % places]);
  }

  /**
   * Whether the limit was reached when the status was last taken, or ever before. At once, unless
   * clients have just been merged: then a status is computed.
   */
  @Override
  public boolean accuses(LearntMeans state) {
    return limit.isReached(state.highest()) || (state.isDue() && limit.isReached(score(state)));
  }

  /**
   * All that either asked: as if one client had, but for rounding, and for what the highest status
   * may have been on the way.
   */
  @Override
  public LearntMeans merge(LearntMeans one, LearntMeans other) {
    return one.with(other);
  }

  @Override
  public byte[] write(LearntMeans state) {
    ByteBuffer bytes = ByteBuffer.allocate(HEADER + state.length());
    state.write(bytes.putInt(VERSION).putLong(fingerprint));
    return bytes.array();
  }

  @Override
  public LearntMeans read(byte[] bytes) {
    LearntMeans state = begin();
    state.read(StateBytes.opened(bytes, VERSION, fingerprint, NAME, HEADER + state.length()));
    if (!state.isPossible()) {
      throw StateBytes.damaged(NAME);
    }
    return state;
  }
}
