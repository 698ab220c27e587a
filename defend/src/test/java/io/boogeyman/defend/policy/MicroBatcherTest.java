package io.boogeyman.defend.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.prediction.PredictionException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MicroBatcherTest {
  private static final int MOST = 8;

  private final ExecutorService threads = Executors.newFixedThreadPool(16);
  private final PaintedModel model = new PaintedModel();
  private final AtomicInteger computing = new AtomicInteger();
  private final List<Integer> batches = Collections.synchronizedList(new ArrayList<>());
  private final MicroBatcher<AskedImages, SeenImages> batcher =
      new MicroBatcher<>(MOST, asked -> see(asked.images()));

  /** Nobody is computed for while it is not open. */
  private volatile CountDownLatch open = new CountDownLatch(0);

  @AfterEach
  void stop() {
    threads.shutdown();
  }

  private SeenImages see(ImageBatch images) {
    batches.add(images.count());
    assertThat(computing.incrementAndGet()).as("threads that compute").isEqualTo(1);
    try {
      open.await();
      LockSupport.parkNanos(100_000); // so that others come meanwhile
      return new SeenImages(model.see(images));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      computing.decrementAndGet();
    }
  }

  /** Images from a number on, unlike those of other numbers. */
  private static ImageBatch images(int from, int count) {
    return PaintedModel.all(
        IntStream.range(from, from + count)
            .mapToObj(i -> i % 3 == 0 ? PaintedModel.foreign(i) : PaintedModel.own(i)));
  }

  private Future<SeenImages> asking(int from, int count) {
    return threads.submit(() -> batcher.compute(new AskedImages(images(from, count))));
  }

  /** The first is being computed; what is asked after it waits. */
  private List<Future<SeenImages>> waitingBehindOne(int... counts) throws InterruptedException {
    open = new CountDownLatch(1);
    List<Future<SeenImages>> asked = new ArrayList<>();
    asked.add(waiting(0, 1));
    for (int count : counts) {
      asked.add(waiting(10 * asked.size(), count));
    }
    return asked;
  }

  private Future<SeenImages> waiting(int from, int count) throws InterruptedException {
    FutureTask<SeenImages> asking =
        new FutureTask<>(() -> batcher.compute(new AskedImages(images(from, count))));
    Thread thread = new Thread(asking);
    thread.start();
    while (thread.getState() != Thread.State.WAITING) {
      Thread.sleep(1);
    }
    return asking;
  }

  @Test
  void each_gets_what_comes_of_his_own_images_however_many_ask() throws Exception {
    List<Future<SeenImages>> asked = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      asked.add(asking(i, 1 + i % 3));
    }
    for (int i = 0; i < asked.size(); i++) {
      GuardedModel.Seen alone = new PaintedModel().see(images(i, 1 + i % 3));
      GuardedModel.Seen seen = asked.get(i).get().seen();
      assertThat(seen.answers()).isEqualTo(alone.answers());
      assertThat(seen.observation().orElseThrow().logits().row(0))
          .isEqualTo(alone.observation().orElseThrow().logits().row(0));
    }
    assertThat(batches).anyMatch(images -> images > 3).allMatch(images -> images <= MOST);
  }

  @Test
  void whoever_is_alone_is_computed_alone() {
    batcher.compute(new AskedImages(images(0, 2)));
    batcher.compute(new AskedImages(images(0, 3)));
    assertThat(batches).containsExactly(2, 3);
  }

  @Test
  void what_waits_is_computed_together_up_to_the_most() throws Exception {
    List<Future<SeenImages>> asked = waitingBehindOne(3, 4, 5, 20);
    open.countDown();
    for (Future<SeenImages> one : asked) {
      one.get();
    }
    assertThat(batches).containsExactly(1, 7, 5, 20);
  }

  @Test
  void a_failure_is_that_of_its_batch_only() throws Exception {
    List<Future<SeenImages>> asked = waitingBehindOne(3);
    model.fail(true);
    open.countDown();
    for (Future<SeenImages> one : asked) {
      assertThatThrownBy(one::get).hasCauseInstanceOf(PredictionException.class);
    }
    model.fail(false);
    assertThat(asking(5, 2).get().seen().answers()).hasSize(2);
  }
}
