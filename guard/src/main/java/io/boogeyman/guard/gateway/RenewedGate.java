package io.boogeyman.guard.gateway;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.defend.policy.Decision;
import io.boogeyman.defend.policy.Gate;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A gate whose policy can be replaced. Requests under way end under the policy that they began
 * with; those that come while it is replaced wait for the new one: none is dropped, and no client
 * is known to two policies at once.
 */
final class RenewedGate implements Gate {
  private final ReadWriteLock lock = new ReentrantReadWriteLock(true);
  private Gate gate;

  RenewedGate(Gate first) {
    this.gate = first;
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

  private <T> T with(Function<Gate, T> question) {
    lock.readLock().lock();
    try {
      return question.apply(gate);
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public List<String> classNames() {
    return with(Gate::classNames);
  }

  @Override
  public ImageShape shape() {
    return with(Gate::shape);
  }

  @Override
  public String modelName() {
    return with(Gate::modelName);
  }

  @Override
  public String modelVersion() {
    return with(Gate::modelVersion);
  }

  @Override
  public Granularity finest() {
    return with(Gate::finest);
  }

  @Override
  public Decision ask(ClientName client, ImageBatch images) {
    return with(current -> current.ask(client, images));
  }
}
