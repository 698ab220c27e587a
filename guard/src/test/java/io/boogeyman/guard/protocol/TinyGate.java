package io.boogeyman.guard.protocol;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.defend.policy.Decision;
import io.boogeyman.defend.policy.Gate;
import io.boogeyman.defend.policy.Standing;
import io.boogeyman.victim.input.Channels;
import io.boogeyman.victim.input.ElementType;
import io.boogeyman.victim.input.Layout;
import io.boogeyman.victim.input.Normalisation;
import io.boogeyman.victim.input.Preprocessing;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Answers by a model that can be written down; what is in {@code decisions} comes first. */
public final class TinyGate implements Gate {
  public static final ImageShape SHAPE = new ImageShape(6, 4, 3);
  public static final List<String> NAMES = List.of("ant", "bee", "cat", "dög", "elk: red");

  private final Granularity finest;
  private final AtomicInteger images = new AtomicInteger();
  private final ConcurrentLinkedQueue<Function<ImageBatch, Decision>> decisions =
      new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<ClientName> clients = new ConcurrentLinkedQueue<>();

  public TinyGate(Granularity finest) {
    this.finest = finest;
  }

  /** The next request is decided so. */
  public TinyGate deciding(Function<ImageBatch, Decision> decision) {
    decisions.add(decision);
    return this;
  }

  /** Images asked for. */
  public int images() {
    return images.get();
  }

  /** Who asked. */
  public List<ClientName> clients() {
    return List.copyOf(clients);
  }

  @Override
  public List<String> classNames() {
    return NAMES;
  }

  @Override
  public ImageShape shape() {
    return SHAPE;
  }

  @Override
  public String modelName() {
    return "tiny";
  }

  @Override
  public String modelVersion() {
    return "3";
  }

  @Override
  public Granularity finest() {
    return finest;
  }

  @Override
  public Decision ask(ClientName client, ImageBatch batch) {
    images.addAndGet(batch.count());
    clients.add(client);
    Function<ImageBatch, Decision> decision = decisions.poll();
    return decision == null
        ? new Decision.Released(answers(batch), Standing.trusted(0))
        : decision.apply(batch);
  }

  /** What is due. */
  public List<Answer> answers(ImageBatch batch) {
    return IntStream.range(0, batch.count())
        .mapToObj(i -> finest.release(new Answer.Vector(scores(batch.slice(i, i + 1)))))
        .toList();
  }

  /** Shares of weighted sums of the pixels: every pixel counts. */
  private static float[] scores(ImageBatch image) {
    double[] weights = new double[NAMES.size()];
    double sum = 0;
    for (int k = 0; k < weights.length; k++) {
      double logit = 0;
      for (int i = 0; i < image.pixels().length; i++) {
        logit += (image.pixels()[i] & 0xff) / 255.0 * Math.sin(1 + i * (k + 1));
      }
      weights[k] = Math.exp(logit);
      sum += weights[k];
    }
    float[] scores = new float[weights.length];
    for (int k = 0; k < scores.length; k++) {
      scores[k] = (float) (weights[k] / sum);
    }
    return scores;
  }

  /** Random images. */
  public static ImageBatch images(int count) {
    byte[] pixels = new byte[count * SHAPE.bytes()];
    new SplittableRandom(11).nextBytes(pixels);
    return new ImageBatch(SHAPE, pixels);
  }

  /** A tensor as models in PyTorch take it. */
  public static TensorInput input() {
    return input(Layout.NCHW, ElementType.FP32, Normalisation.UNIT);
  }

  public static TensorInput input(Layout layout, ElementType type, Normalisation normalisation) {
    return input("pixels", layout, type, normalisation);
  }

  public static TensorInput input(
      String name, Layout layout, ElementType type, Normalisation normalisation) {
    return input(name, layout, Channels.RGB, type, normalisation);
  }

  public static TensorInput input(
      String name,
      Layout layout,
      Channels channels,
      ElementType type,
      Normalisation normalisation) {
    return new TensorInput(
        name, new Preprocessing(SHAPE, SHAPE, layout, channels, type, normalisation));
  }

  /** The model as it is served, with up to eight images a request. */
  public ServedModel model() {
    return ServedModel.of(new Offer(this, ClientTensors.of(input())), 8);
  }
}
