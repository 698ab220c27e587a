package io.boogeyman.cli.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.progress.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CourseTest {
  private static final Node A1 = theft("a", "knockoff");
  private static final Node A2 = theft("a", "insider");
  private static final Node B1 = theft("b", "knockoff");
  private static final List<List<Node>> LANES = List.of(List.of(A1, A2), List.of(B1));

  private final List<String> order = Collections.synchronizedList(new ArrayList<>());
  private final List<Node> prepared = new ArrayList<>();
  private final AtomicInteger found = new AtomicInteger();

  private static Node theft(String victim, String thief) {
    return new Node.Steal(victim, thief, "c", List.of("full"), List.of(10), 1);
  }

  private interface Doing {
    void one(Node node, Progress progress) throws Exception;
  }

  private Course course(int atOnce, Doing doing) {
    Map<Node, Reproduction.Step> steps = new LinkedHashMap<>();
    LANES.stream()
        .flatMap(List::stream)
        .forEach(node -> steps.put(node, new Reproduction.Step(node.name(), 10, 1)));
    Work work =
        new Work() {
          @Override
          public Consumer<Findings> carryOut(Node node, Progress progress) throws IOException {
            try {
              doing.one(node, progress);
            } catch (IOException | RuntimeException e) {
              throw e;
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
            return findings -> found.incrementAndGet();
          }

          @Override
          public int atOnce(List<Node> nodes) {
            return atOnce;
          }

          @Override
          public void prepare(List<Node> nodes) {
            prepared.addAll(nodes);
          }
        };
    Announcements announcements = new Announcements(steps, line -> {}, System::nanoTime);
    return new Course(
        work, steps, announcements, Progress.SILENT, sunk -> sunk.accept(new Findings(1)));
  }

  @Test
  void one_at_a_time_is_in_the_order_of_the_lanes() throws IOException {
    course(1, (node, progress) -> order.add(node.name())).follow(LANES);
    assertThat(order).containsExactly(A1.name(), A2.name(), B1.name());
    assertThat(found).hasValue(3);
  }

  @Test
  void lanes_go_on_side_by_side_and_what_is_in_one_lane_one_after_the_other() throws IOException {
    CountDownLatch both = new CountDownLatch(2);
    Doing meeting =
        (node, progress) -> {
          order.add(node.name());
          if (!node.equals(A2)) {
            both.countDown();
            both.await();
          }
        };
    course(2, meeting).follow(LANES);
    assertThat(order.indexOf(A2.name())).isEqualTo(2);
    assertThat(found).hasValue(3);
  }

  @Test
  void what_lanes_share_is_made_before_they_begin() throws IOException {
    course(2, (node, progress) -> assertThat(prepared).containsExactly(A1, A2, B1)).follow(LANES);
  }

  @Test
  void a_file_that_cannot_be_read_is_told_of_alike_in_one_lane_and_in_several() {
    IOException failure = new IOException("there is no such file");
    Doing failing =
        (node, progress) -> {
          throw failure;
        };
    assertThatThrownBy(() -> course(1, failing).follow(LANES)).isSameAs(failure);
    assertThatThrownBy(() -> course(2, failing).follow(LANES)).isSameAs(failure);
  }

  @Test
  void a_lane_stops_where_it_tells_of_its_progress_when_another_one_fails() {
    CountDownLatch trains = new CountDownLatch(1);
    Doing mixed =
        (node, progress) -> {
          if (node.equals(B1)) {
            trains.await();
            throw new IllegalArgumentException("the disk is full");
          }
          try (Progress.Task task = progress.begin("Training", "images", 1)) {
            while (true) {
              task.advance(1);
              trains.countDown();
            }
          }
        };
    assertThatThrownBy(() -> course(2, mixed).follow(LANES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the disk is full");
    assertThat(found).hasValue(0);
  }
}
