package io.boogeyman.defend.policy;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.prediction.AccessRefusedException;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.Answered;
import io.boogeyman.core.prediction.PredictionApi;
import io.boogeyman.defend.policy.Decision.Refused;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A policy as a thief meets it: his queries go to his accounts by turns, each account's in order,
 * one at a time as far as the policy can tell. An account that is refused is left alone as long as
 * it is; when all are, he waits, if he has the patience, and time passes at once.
 *
 * <p>Used by one thread at a time.
 */
public final class PolicyApi implements PredictionApi {
  private final Enforcement guard;
  private final List<ClientName> accounts;
  private final WaitingClock clock;
  private final Duration patience;
  private int turn;

  /**
   * @param guard the policy, whose time is {@code clock}'s; not closed with this
   * @param accounts the thief's, at least one
   * @param patience how long he waits in all
   */
  public PolicyApi(
      Enforcement guard, List<ClientName> accounts, WaitingClock clock, Duration patience) {
    this.guard = guard;
    this.accounts = List.copyOf(accounts);
    this.clock = clock;
    this.patience = patience;
  }

  @Override
  public List<String> classNames() {
    return guard.classNames();
  }

  @Override
  public String identity() {
    return guard.modelIdentity() + " behind policy " + guard.file().digest();
  }

  @Override
  public synchronized List<Answer> ask(ImageBatch images) {
    Answer[] all = new Answer[images.count()];
    ask(images, (from, answers) -> all[from] = answers.get(0));
    return Arrays.asList(all);
  }

  /**
   * @throws AccessRefusedException if an image is left that no account may ask, patience included
   */
  @Override
  public synchronized void ask(ImageBatch images, Answered answered) {
    Deque<Integer> left = new ArrayDeque<>();
    for (int i = 0; i < images.count(); i++) {
      left.add(i);
    }
    while (!left.isEmpty()) {
      Round round = round(images, List.copyOf(left), answered);
      left.removeAll(round.answered());
      if (round.answered().isEmpty()) {
        await(round.refused());
      }
    }
  }

  /**
   * What came of asking each account once.
   *
   * @param answered images that were
   * @param refused why the others were not
   */
  private record Round(List<Integer> answered, List<Refused> refused) {}

  private Round round(ImageBatch images, List<Integer> asked, Answered answered) {
    Map<Integer, List<Integer>> dealt = new HashMap<>();
    for (int image : asked) {
      dealt.computeIfAbsent(turn++ % accounts.size(), account -> new ArrayList<>()).add(image);
    }
    List<Integer> done = new ArrayList<>();
    List<Refused> refused = new ArrayList<>();
    for (int account = 0; account < accounts.size(); account++) {
      List<Integer> own = dealt.getOrDefault(account, List.of());
      if (!own.isEmpty()) {
        Enforcement.Outcome outcome = askAsMuchAsMay(accounts.get(account), images, own);
        for (int i = 0; i < outcome.answers().size(); i++) {
          answered.answers(own.get(i), List.of(outcome.answers().get(i)));
          done.add(own.get(i));
        }
        outcome.refused().ifPresent(refused::add);
      }
    }
    return new Round(done, refused);
  }

  /** A request that is over the budget is asked again in half. */
  private Enforcement.Outcome askAsMuchAsMay(
      ClientName account, ImageBatch images, List<Integer> own) {
    Enforcement.Outcome outcome = guard.answer(account, pick(images, own));
    boolean overBudget =
        outcome.refused().filter(r -> r.reason() == Decision.Reason.OVER_BUDGET).isPresent();
    return overBudget && own.size() > 1
        ? askAsMuchAsMay(account, images, own.subList(0, own.size() / 2))
        : outcome;
  }

  private static ImageBatch pick(ImageBatch images, List<Integer> which) {
    return ImageBatch.joined(which.stream().map(i -> images.slice(i, i + 1)).toList());
  }

  private void await(List<Refused> refused) {
    Optional<Duration> soonest =
        refused.stream().flatMap(r -> r.retryAfter().stream()).min(Duration::compareTo);
    Duration wait = soonest.orElse(patience.plusMillis(1));
    if (clock.waited().plus(wait).compareTo(patience) > 0) {
      throw new AccessRefusedException(
          "the policy answers the thief no more: " + refused.get(refused.size() - 1).message());
    }
    clock.await(wait.isZero() ? Duration.ofSeconds(1) : wait);
  }
}
