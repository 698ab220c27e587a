package io.boogeyman.nn.compute;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Lets threads compute side by side, but what has not been computed before in this process by one
 * of them alone.
 *
 * <p>oneDNN makes the kernel of a convolution when a shape is met for the first time, and keeps it
 * for the whole process. In libtorch 2.10, on processors with AVX-512, two threads that make the
 * same kernel at the same time end with wrong numbers, or crash (TrainingSideBySideTest shows it
 * when this guard is taken away). Different kernels made at once, and one made while others are
 * used, were right whenever it was tried.
 *
 * <p>Cost: a shape's first step has the processor to itself. Static, since what it guards is: the
 * kernels are the process's, not an object's.
 */
final class KernelGuard {
  private static final ReadWriteLock LOCK = new ReentrantReadWriteLock();
  private static final Set<Object> MADE = ConcurrentHashMap.newKeySet();

  private KernelGuard() {}

  /**
   * Not to be nested: a thread that computes must not wait for all others to stop.
   *
   * @param kind equal where the same kernels are used
   */
  static <T> T compute(Object kind, Supplier<T> computation) {
    return MADE.contains(kind)
        ? within(LOCK.readLock(), computation)
        : within(
            LOCK.writeLock(),
            () -> {
              T result = computation.get();
              MADE.add(kind);
              return result;
            });
  }

  /** Computes beside others; for what makes no kernels that are shared. */
  static <T> T beside(Supplier<T> computation) {
    return within(LOCK.readLock(), computation);
  }

  /**
   * Waits until no thread computes, and lets none begin again.
   *
   * @return whether that was within {@code patience}
   */
  static boolean end(Duration patience) {
    try {
      return LOCK.writeLock().tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static <T> T within(Lock lock, Supplier<T> computation) {
    lock.lock();
    try {
      return computation.get();
    } finally {
      lock.unlock();
    }
  }
}
