package io.boogeyman.cli.reproduce;

import io.boogeyman.cli.run.SideBySide;
import io.boogeyman.core.progress.Progress;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Carries out a plan, stage by stage, and a stage's lanes side by side. Seats that all thefts share
 * keep the machine busy and no busier: while the last copy of one theft is trained, or its thief
 * asks, copies of another one are trained beside it.
 */
final class Course {
  private final Lab lab;
  private final Works works;
  private final Map<Node, Reproduction.Step> steps;
  private final Announcements announcements;
  private final Sink sink;

  /**
   * @param steps all that is to be done, and what it was thought to come to
   * @param told of each piece of work as it begins, in one line
   * @param sink is given what came of each, by one thread at a time
   */
  Course(
      Lab lab, Works works, Map<Node, Reproduction.Step> steps, Consumer<String> told, Sink sink) {
    this.lab = lab;
    this.works = works;
    this.steps = steps;
    this.announcements = new Announcements(steps, told);
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
    int atOnce = Math.min(lanes.size(), lab.seats().count());
    if (atOnce < 2) {
      for (List<Node> lane : lanes) {
        for (Node node : lane) {
          carryOut(node, lab.progress());
        }
      }
      return;
    }
    long images = lanes.stream().flatMap(List::stream).mapToLong(this::images).sum();
    try (Progress.Task bar = lab.progress().begin("Stealing", "images", images)) {
      SideBySide workers = new SideBySide(atOnce);
      Progress shared = workers.within(bar);
      workers.run(lanes.stream().map(lane -> following(lane, shared)).toList());
    } catch (IllegalStateException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private Callable<Void> following(List<Node> lane, Progress shared) {
    return () -> {
      for (Node node : lane) {
        try (ShareOfBar share = new ShareOfBar(shared, node.name(), images(node))) {
          carryOut(node, share);
        }
      }
      return null;
    };
  }

  private long images(Node node) {
    return steps.get(node).images();
  }

  private void carryOut(Node node, Progress progress) throws IOException {
    announcements.begins(node);
    long start = System.nanoTime();
    Consumer<Findings> found = works.carryOut(node, progress);
    announcements.ended(node, (System.nanoTime() - start) / 1e9);
    synchronized (sink) {
      sink.take(found);
    }
  }
}
