package io.boogeyman.victim.service;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.Answered;
import io.boogeyman.core.prediction.PartlyAnsweredException;
import io.boogeyman.core.prediction.PredictionApi;
import io.boogeyman.core.prediction.PredictionException;
import io.boogeyman.victim.service.call.Halt;
import io.boogeyman.victim.service.call.Persistence;
import io.boogeyman.victim.service.call.ServiceFailure;
import io.boogeyman.victim.service.protocol.ServiceClient;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service as a prediction API: images go out in calls of bounded size, a bounded number of them
 * under way at once. Answers are handed out as they come. When one call fails for good, no other is
 * begun, those under way are waited for, since they are paid for, and then the failure is told.
 */
final class ServiceApi implements PredictionApi, AutoCloseable {
  private final List<String> classNames;
  private final String identity;
  private final ServiceClient client;
  private final Persistence persistence;
  private final int concurrency;
  private final AtomicInteger batch;
  private final ExecutorService calls;

  /**
   * @param batch images a call
   * @param concurrency calls under way at once
   */
  ServiceApi(
      List<String> classNames,
      String identity,
      ServiceClient client,
      Persistence persistence,
      int batch,
      int concurrency) {
    this.classNames = List.copyOf(classNames);
    this.identity = identity;
    this.client = client;
    this.persistence = persistence;
    this.concurrency = concurrency;
    this.batch = new AtomicInteger(batch);
    this.calls =
        Executors.newFixedThreadPool(
            concurrency,
            work -> {
              Thread thread = new Thread(work, "asking " + identity);
              thread.setDaemon(true); // a call that hangs must not keep the program
              return thread;
            });
  }

  @Override
  public List<String> classNames() {
    return classNames;
  }

  @Override
  public String identity() {
    return identity;
  }

  @Override
  public int requestSize() {
    return Math.max(REQUEST, batch.get() * concurrency);
  }

  @Override
  public List<Answer> ask(ImageBatch images) {
    Answer[] all = new Answer[images.count()];
    ask(
        images,
        (from, answers) -> {
          for (int i = 0; i < answers.size(); i++) {
            all[from + i] = answers.get(i);
          }
        });
    return Arrays.asList(all);
  }

  /** What became of one part of the images: answers to the first of them, and why not to all. */
  private record Part(int from, List<Answer> answers, Optional<RuntimeException> failure) {}

  @Override
  public void ask(ImageBatch images, Answered answered) {
    Halt halt = new Halt();
    Context asking = Context.current(); // the trace that calls belong to
    CompletionService<Part> parts = new ExecutorCompletionService<>(calls);
    Optional<RuntimeException> failure = Optional.empty();
    boolean recording = true;
    int next = 0;
    int underWay = 0;
    while (underWay > 0 || (failure.isEmpty() && next < images.count())) {
      while (failure.isEmpty() && underWay < concurrency && next < images.count()) {
        int from = next;
        int to = Math.min(from + batch.get(), images.count());
        parts.submit(asking.wrap(() -> part(images, from, to, halt)));
        next = to;
        underWay++;
      }
      Part part = next(parts, halt);
      underWay--;
      Optional<RuntimeException> trouble = recording ? hand(part, answered) : Optional.empty();
      recording &= trouble.isEmpty();
      failure = failure.or(() -> trouble).or(part::failure);
      if (failure.isPresent()) {
        halt.halt();
      }
    }
    failure.ifPresent(
        trouble -> {
          throw trouble;
        });
  }

  /** Hands answers out; whoever cannot take them is not asked again. */
  private static Optional<RuntimeException> hand(Part part, Answered answered) {
    try {
      if (!part.answers().isEmpty()) {
        answered.answers(part.from(), part.answers());
      }
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(e);
    }
  }

  private static Part next(CompletionService<Part> parts, Halt halt) {
    try {
      return parts.take().get();
    } catch (InterruptedException e) {
      halt.halt();
      Thread.currentThread().interrupt();
      throw new PredictionException("stopped while the victim was asked", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
    }
  }

  /** Asks for images {@code from} to {@code to}, in smaller calls where they are too many. */
  private Part part(ImageBatch images, int from, int to, Halt halt) {
    List<Answer> answers = new ArrayList<>();
    int size = to - from;
    while (from + answers.size() < to && !halt.isHalted()) {
      int at = from + answers.size();
      int end = Math.min(at + size, to);
      try {
        answers.addAll(persistence.make(() -> client.ask(images.slice(at, end)), halt));
      } catch (ServiceFailure e) {
        if (e.kind() != ServiceFailure.Kind.TOO_LARGE || end - at == 1) {
          return new Part(from, answers, Optional.of(new PredictionException(e.getMessage(), e)));
        }
        size = (end - at) / 2;
        batch.accumulateAndGet(size, Math::min);
      } catch (PartlyAnsweredException e) {
        answers.addAll(e.answers());
        return new Part(from, answers, Optional.of(new PredictionException(e.getMessage(), e)));
      } catch (RuntimeException e) {
        return new Part(from, answers, Optional.of(e));
      }
    }
    return new Part(from, answers, Optional.empty());
  }

  @Override
  public void close() {
    calls.shutdownNow();
    client.close();
  }
}
