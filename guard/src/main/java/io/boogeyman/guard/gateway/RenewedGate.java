package io.boogeyman.guard.gateway;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.core.text.OneLine;
import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.defend.policy.Decision;
import io.boogeyman.defend.policy.Gate;
import io.boogeyman.guard.audit.AuditException;
import io.boogeyman.guard.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A gate whose policy can be replaced. Requests under way end under the policy that they began
 * with; those that come while it is replaced wait for the new one: none is dropped, and no client
 * is known to two policies at once.
 */
final class RenewedGate implements Gate {
  private final ReadWriteLock lock = new ReentrantReadWriteLock(true);
  private final Consumer<String> log;

  /** What it says of itself is read without waiting: threads of connections read it. */
  private volatile Gate gate;

  /**
   * @param log told why a request was refused that nothing else tells of
   */
  RenewedGate(Gate first, Consumer<String> log) {
    this.gate = first;
    this.log = log;
  }

  /** Replaces the policy, when nothing is under way. */
  void renew(Supplier<Gate> next) {
    lock.writeLock().lock();
    try {
      gate = next.get();
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public List<String> classNames() {
    return gate.classNames();
  }

  @Override
  public ImageShape shape() {
    return gate.shape();
  }

  @Override
  public String modelName() {
    return gate.modelName();
  }

  @Override
  public String modelVersion() {
    return gate.modelVersion();
  }

  @Override
  public Granularity finest() {
    return gate.finest();
  }

  /** A disk that fails lets nobody through whom it cannot remember. */
  @Override
  public Decision ask(ClientName client, ImageBatch images) {
    lock.readLock().lock();
    try {
      return gate.ask(client, images);
    } catch (StoreException | AuditException e) {
      log.accept(OneLine.of(e.getMessage()));
      return new Decision.Refused(
          Decision.Reason.UNAVAILABLE,
          "the model is not available now",
          Optional.of(Duration.ofSeconds(1)));
    } finally {
      lock.readLock().unlock();
    }
  }
}
