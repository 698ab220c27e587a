package io.boogeyman.cli.matrix;

import io.boogeyman.attack.surrogate.AnswerTargets;
import io.boogeyman.attack.surrogate.MissingMass;
import io.boogeyman.cli.policy.OpenPolicy;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.PredictionApi;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.core.statistics.Interval;
import io.boogeyman.core.statistics.Quantile;
import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.defend.policy.Enforcement;
import io.boogeyman.defend.policy.GuardEvent;
import io.boogeyman.defend.policy.GuardedModel;
import io.boogeyman.defend.policy.RecordedModel;
import io.boogeyman.defend.policy.TriggerRegister;
import io.boogeyman.defend.policy.WaitingClock;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Customers of a policy: each asks some of its images, drawn by chance, once. The policy is
 * enforced as a gateway enforces it.
 */
final class Customers {
  static final int IMAGES_EACH = 50;
  static final int IMAGES_A_REQUEST = 5;
  private static final int TIMED = 200;
  private static final Seed SEED = new Seed(5_050);

  private final OpenPolicy policy;
  private final ImageSet test;
  private final Progress progress;

  /**
   * @param test what they ask, labelled by the model's classes
   */
  Customers(OpenPolicy policy, ImageSet test, Progress progress) {
    this.policy = policy;
    this.test = test;
    this.progress = progress;
  }

  /**
   * Asks all images.
   *
   * @param own the model's answers without the policy, on record
   */
  HonestUse ask(PredictionApi own) {
    Set<ClientName> suspected = new HashSet<>();
    int[] order = SEED.derive("order").permutation(test.size());
    Count count = new Count();
    int customers = (order.length + IMAGES_EACH - 1) / IMAGES_EACH;
    try (Enforcement guard = guard(new RecordedModel(policy.model(), own), suspected);
        Progress.Task task = progress.begin("Asking as customers", "images", order.length)) {
      for (int customer = 0; customer < customers; customer++) {
        int end = Math.min(order.length, (customer + 1) * IMAGES_EACH);
        for (int from = customer * IMAGES_EACH; from < end; from += IMAGES_A_REQUEST) {
          int[] images = Arrays.copyOfRange(order, from, Math.min(end, from + IMAGES_A_REQUEST));
          List<Answer> clean = own.ask(test, images, asked -> {});
          Enforcement.Outcome outcome = guard.answer(name(customer), test.read(images));
          count.add(images, clean, outcome.answers());
          task.advance(images.length);
        }
      }
    }
    return count.use(customers, suspected.size(), addedMicros(order));
  }

  private static ClientName name(int customer) {
    return new ClientName("key:customer-" + customer);
  }

  private Enforcement guard(GuardedModel model, Set<ClientName> suspected) {
    return policy.audited(
        model,
        new WaitingClock(),
        TriggerRegister.NONE,
        event -> {
          if (event instanceof GuardEvent.Escalated up) {
            suspected.add(up.client());
          }
        });
  }

  /** By turns with and without, so that whatever else the machine does weighs on both. */
  private OptionalDouble addedMicros(int... order) {
    if (policy.victim().isElsewhere()) {
      return OptionalDouble.empty();
    }
    int rounds = Math.min(TIMED, order.length);
    double[] with = new double[rounds];
    double[] without = new double[rounds];
    try (Enforcement guard = guard(policy.model(), new HashSet<>())) {
      for (int i = 0; i < 2 * rounds; i++) {
        ImageBatch image = test.read(order[i / 2]);
        ClientName client = name(i / 2 / IMAGES_EACH);
        // The first of the two finds the image's way less warm: each is first by turns.
        if (i % 2 == i / 2 % 2) {
          with[i / 2] = micros(() -> guard.answer(client, image));
        } else {
          without[i / 2] = micros(() -> policy.victim().api().ask(image));
        }
      }
    }
    return OptionalDouble.of(Quantile.median(with) - Quantile.median(without));
  }

  private static double micros(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e3;
  }

  /** What came of the images asked so far. */
  private final class Count {
    private final Reliability reliability = new Reliability();
    private final Reliability ownReliability = new Reliability();
    private int asked;
    private int answered;
    private int right;
    private int ownRight;
    private double distance;

    void add(int[] images, List<Answer> clean, List<Answer> released) {
      for (int i = 0; i < images.length; i++) {
        int truth = test.labels().orElseThrow().get(images[i]);
        Answer own = clean.get(i);
        asked++;
        ownRight += own.top() == truth ? 1 : 0;
        if (i < released.size()) {
          add(truth, own, released.get(i));
        } else {
          distance += 2;
        }
      }
    }

    private void add(int truth, Answer own, Answer released) {
      float[] from = row(own);
      float[] to = row(released);
      answered++;
      ownReliability.add(from[own.top()], own.top() == truth);
      right += released.top() == truth ? 1 : 0;
      reliability.add(to[released.top()], released.top() == truth);
      for (int k = 0; k < from.length; k++) {
        distance += Math.abs(from[k] - to[k]);
      }
    }

    /** As a distribution: a label is certain, what a top-k leaves out is spread. */
    private float[] row(Answer answer) {
      return new AnswerTargets(List.of(answer), MissingMass.SPREAD, 0).rows();
    }

    HonestUse use(int customers, int suspected, OptionalDouble addedMicros) {
      return new HonestUse(
          customers,
          suspected,
          asked,
          answered,
          Interval.share(right, asked),
          Interval.share(ownRight, asked),
          reliability.error(),
          ownReliability.error(),
          distance / asked,
          addedMicros);
    }
  }
}
