package io.boogeyman.cli.detect;

import io.boogeyman.cli.result.DetectionResult.Monitored;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.extraction.AnsweredQuery;
import io.boogeyman.defend.extraction.ExtractionCoverage;
import io.boogeyman.defend.extraction.ExtractionInformationGain;
import io.boogeyman.defend.extraction.ExtractionWarning;
import io.boogeyman.defend.extraction.OwnerImages;
import io.boogeyman.defend.observation.Observation;
import io.boogeyman.defend.observation.Observer;
import io.boogeyman.defend.prada.Prada;
import io.boogeyman.defend.prada.PradaClient;
import io.boogeyman.defend.prada.PradaQuery;
import io.boogeyman.defend.prada.PradaRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What detectors that look at whole clients make of a few clients of each kind: the extraction
 * warning, for an account alone and for all accounts of a client together, and PRADA.
 */
final class Monitors {
  private static final int CLIENTS = 5;
  private static final int IMAGES_A_REGION = 20;
  private static final int MOST_REGIONS = 100;
  private static final int BATCH = 128;

  private final Observer victim;
  private final Encounters.Clients clients;
  private final ExtractionCoverage coverage;
  private final ExtractionInformationGain gain;
  private final Prada<byte[]> prada;

  /**
   * None, where the owner's images are too few to say what is known of their classes.
   *
   * @param own what the victim computed of the owner's images, which no client asks
   */
  static Optional<Monitors> of(
      Observer victim, Observation own, ImageShape shape, Encounters.Clients clients) {
    try {
      return Optional.of(new Monitors(victim, OwnerImages.of(own), shape, clients));
    } catch (IllegalArgumentException tooFew) {
      return Optional.empty();
    }
  }

  private Monitors(
      Observer victim, OwnerImages images, ImageShape shape, Encounters.Clients clients) {
    this.victim = victim;
    this.clients = clients;
    Seed seed = clients.seed().derive("monitors");
    int regions = Math.max(1, Math.min(MOST_REGIONS, images.size() / IMAGES_A_REGION));
    this.coverage = new ExtractionCoverage(images, regions, 1, seed);
    this.gain = new ExtractionInformationGain(images, 1, seed);
    this.prada = Prada.onPixels(shape, PradaRule.PAPER, Prada.DELTA);
  }

  /** Customers who ask own images by chance, none twice. */
  Monitored customers(ImageSet own) {
    return watched(
        "customers",
        own,
        client -> {
          int[] order = clients.seed().derive("customer", client).permutation(own.size());
          return Arrays.copyOf(order, Math.min(own.size(), clients.lifetime()));
        });
  }

  /** Thieves of one kind. */
  Monitored thieves(Attack attack) {
    return watched(
        attack.name(),
        attack.thief().images(),
        client -> attack.queries(clients.lifetime(), clients.seed().derive("thief", client)));
  }

  private Monitored watched(String name, ImageSet images, IntFunction<int[]> asked) {
    List<Life> lives =
        IntStream.range(0, CLIENTS).mapToObj(client -> life(images, asked.apply(client))).toList();
    return new Monitored(
        name,
        lives.stream().mapToInt(Life::queries).max().orElseThrow(),
        mean(lives.stream().mapToDouble(Life::coverageAlone)),
        mean(lives.stream().mapToDouble(Life::coverageTogether)),
        mean(lives.stream().mapToDouble(Life::gainAlone)),
        mean(lives.stream().mapToDouble(Life::gainTogether)),
        mean(lives.stream().mapToDouble(life -> life.accusedByPrada() ? 1 : 0)));
  }

  private static double mean(DoubleStream values) {
    return values.average().orElseThrow();
  }

  /** One client: of its accounts the one that knows most, and all of them together. */
  private record Life(
      int queries,
      double coverageAlone,
      double coverageTogether,
      double gainAlone,
      double gainTogether,
      boolean accusedByPrada) {}

  private Life life(ImageSet images, int... asked) {
    List<AnsweredQuery> queries = new ArrayList<>();
    PradaClient<byte[]> client = prada.begin();
    boolean accused = false;
    for (int from = 0; from < asked.length; from += BATCH) {
      ImageBatch batch =
          images.read(Arrays.copyOfRange(asked, from, Math.min(asked.length, from + BATCH)));
      List<AnsweredQuery> answered = AnsweredQuery.of(victim.observe(batch));
      queries.addAll(answered);
      for (int i = 0; i < answered.size(); i++) {
        byte[] pixels = batch.slice(i, i + 1).pixels();
        client = prada.update(client, new PradaQuery<>(pixels, answered.get(i).answer()));
        accused |= prada.accuses(client);
      }
    }
    Known covered = known(coverage, queries);
    Known gained = known(gain, queries);
    return new Life(
        asked.length,
        covered.alone(),
        covered.together(),
        gained.alone(),
        gained.together(),
        accused);
  }

  private record Known(double alone, double together) {}

  /** Queries go to the accounts by turns. */
  private <S> Known known(ExtractionWarning<S> warning, List<AnsweredQuery> queries) {
    List<S> accounts = new ArrayList<>();
    for (int account = 0; account < clients.accounts(); account++) {
      S state = warning.begin();
      for (int i = account; i < queries.size(); i += clients.accounts()) {
        state = warning.update(state, queries.get(i));
      }
      accounts.add(state);
    }
    double alone = accounts.stream().mapToDouble(warning::score).max().orElseThrow();
    return new Known(alone, warning.score(warning.together(accounts)));
  }
}
