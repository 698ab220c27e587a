package io.boogeyman.cli.reproduce;

import io.boogeyman.cli.run.SideBySide;
import io.boogeyman.core.progress.Progress;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Carries out a plan, stage by stage, and a stage's lanes side by side. Copies take seats that all
 * thefts share: while the last copy of one theft is trained, or its thief asks, copies of another
 * one are trained beside it. Asking takes no seat, as it is short.
 */
final class Course {
  private final Work work;
  private final Map<Node, Reproduction.Step> steps;
  private final Announcements announcements;
  private final Progress progress;
  private final Sink sink;

  /**
   * @param steps all that is to be done, and what it was thought to come to
   * @param progress told of each piece of work, or of several on one bar
   * @param sink is given what came of each, by one thread at a time
   */
  Course(
      Work work,
      Map<Node, Reproduction.Step> steps,
      Announcements announcements,
      Progress progress,
      Sink sink) {
    this.work = work;
    this.steps = steps;
    this.announcements = announcements;
    this.progress = progress;
    this.sink = sink;
  }

  /** Takes what came of a piece of work. */
  interface Sink {
    void take(Consumer<Findings> found) throws IOException;
  }

  /**
   * Carries out one stage.
   *
   * @throws IOException if images cannot be read or results not written
   */
  void follow(List<List<Node>> lanes) throws IOException {
    List<Node> all = lanes.stream().flatMap(List::stream).toList();
    int atOnce = Math.min(lanes.size(), work.atOnce(all));
    if (atOnce < 2) {
      for (Node node : all) {
        carryOut(node, progress);
      }
      return;
    }
    work.prepare(all);
    long images = all.stream().mapToLong(this::images).sum();
    try (Progress.Task bar = progress.begin("Stealing", "images", images)) {
      SideBySide workers = new SideBySide(atOnce);
      Progress shared = workers.within(bar);
      workers.run(lanes.stream().map(lane -> following(lane, shared)).toList());
    } catch (Unfinished e) {
      throw e.reason;
    }
  }

  private Callable<Void> following(List<Node> lane, Progress shared) {
    return () -> {
      for (Node node : lane) {
        try (ShareOfBar share = new ShareOfBar(shared, node.name(), images(node))) {
          carryOut(node, share);
        } catch (IOException e) {
          throw new Unfinished(e);
        }
      }
      return null;
    };
  }

  private long images(Node node) {
    return steps.get(node).images();
  }

  private void carryOut(Node node, Progress told) throws IOException {
    announcements.begins(node);
    Consumer<Findings> found = work.carryOut(node, told);
    announcements.ended(node);
    take(found);
  }

  private synchronized void take(Consumer<Findings> found) throws IOException {
    sink.take(found);
  }

  /** Carries a lane's failure to whoever waits for all lanes, so that it is told as it is. */
  private static final class Unfinished extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient IOException reason;

    Unfinished(IOException reason) {
      super(reason);
      this.reason = reason;
    }
  }
}
