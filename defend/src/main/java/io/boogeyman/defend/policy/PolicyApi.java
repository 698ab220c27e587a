package io.boogeyman.defend.policy;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.prediction.AccessRefusedException;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.Answered;
import io.boogeyman.core.prediction.PredictionApi;
import io.boogeyman.core.prediction.PredictionException;
import io.boogeyman.defend.policy.Decision.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
  private final Map<ClientName, Instant> refusedUntil = new HashMap<>();
  private String lastRefusal = "";
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
   * @throws PredictionException if the model does not answer
   */
  @Override
  public synchronized void ask(ImageBatch images, Answered answered) {
    Deque<Integer> left = new ArrayDeque<>();
    for (int i = 0; i < images.count(); i++) {
      left.add(i);
    }
    while (!left.isEmpty()) {
      List<ClientName> willing = willing();
      if (willing.isEmpty()) {
        await();
      } else {
        left.removeAll(round(images, List.copyOf(left), willing, answered));
      }
    }
  }

  /** The accounts that are not refused, as far as the thief knows. */
  private List<ClientName> willing() {
    Instant now = clock.instant();
    return accounts.stream()
        .filter(account -> !now.isBefore(refusedUntil.getOrDefault(account, Instant.MIN)))
        .toList();
  }

  /** Asks each of these accounts once; what was answered. */
  private List<Integer> round(
      ImageBatch images, List<Integer> asked, List<ClientName> willing, Answered answered) {
    Map<ClientName, List<Integer>> dealt = new LinkedHashMap<>();
    for (int image : asked) {
      ClientName account = willing.get(turn++ % willing.size());
      dealt.computeIfAbsent(account, first -> new ArrayList<>()).add(image);
    }
    List<Integer> done = new ArrayList<>();
    dealt.forEach(
        (account, own) -> {
          List<Answer> answers = askAsMuchAsMay(account, images, own);
          for (int i = 0; i < answers.size(); i++) {
            answered.answers(own.get(i), List.of(answers.get(i)));
            done.add(own.get(i));
          }
        });
    return done;
  }

  /** A request that is over the budget is asked again in half. */
  private List<Answer> askAsMuchAsMay(ClientName account, ImageBatch images, List<Integer> own) {
    Enforcement.Outcome outcome =
        guard.answer(account, images.pick(own.stream().mapToInt(Integer::intValue).toArray()));
    Optional<Refused> refused = outcome.refused();
    if (refused.filter(PolicyApi::isOverBudget).isPresent() && own.size() > 1) {
      return askAsMuchAsMay(account, images, own.subList(0, own.size() / 2));
    }
    refused.ifPresent(
        refusal -> {
          lastRefusal = refusal.message();
          refusedUntil.put(
              account, refusal.retryAfter().map(clock.instant()::plus).orElse(Instant.MAX));
        });
    return outcome.answers();
  }

  private static boolean isOverBudget(Refused refusal) {
    return refusal.reason() == Decision.Reason.OVER_BUDGET;
  }

  private void await() {
    Instant soonest = Collections.min(refusedUntil.values());
    boolean worthIt =
        soonest.isBefore(Instant.MAX)
            && Duration.between(clock.instant(), soonest).compareTo(patience.minus(clock.waited()))
                <= 0;
    if (!worthIt) {
      throw new AccessRefusedException("the policy answers the thief no more: " + lastRefusal);
    }
    clock.await(Duration.between(clock.instant(), soonest));
  }
}
