package io.boogeyman.cli.reproduce;

import io.boogeyman.cli.detect.DetectorSettings;
import io.boogeyman.cli.reproduce.profile.Profile;
import io.boogeyman.cli.reproduce.profile.VictimPlan;
import io.boogeyman.cli.reproduce.profile.Watch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.nn.network.Architectures;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * How long pieces of work take, from how fast this machine trains each of the networks: measured in
 * seconds, and remembered.
 */
final class Estimate {
  /** A pass forward costs about a third of a training step. */
  private static final double FORWARD = 1 / 3.0;

  /** Of the victim: its own, and ODIN's two and the step between them. */
  private static final double PASSES = 5;

  private final Profile profile;
  private final Lab lab;
  private final Works works;
  private final boolean anew;
  private final Map<String, Double> speeds = new HashMap<>();

  /**
   * @param anew whether speeds are measured again, though they are remembered
   */
  Estimate(Profile profile, Lab lab, Works works, boolean anew) {
    this.profile = profile;
    this.lab = lab;
    this.works = works;
    this.anew = anew;
  }

  /**
   * What a piece of work comes to.
   *
   * @param images looked at
   * @param seconds it may take
   */
  record Cost(long images, double seconds) {}

  Cost of(Node node) throws IOException {
    if (node instanceof Node.TrainVictim training) {
      VictimPlan plan = profile.victims().get(training.victim());
      VictimWork victims = works.victims();
      long images = victims.isThere(training.victim()) ? 0 : victims.images(training.victim());
      return new Cost(images, images / speed(plan.architecture(), plan.shape()));
    }
    if (node instanceof Node.Steal theft) {
      VictimPlan victim = profile.victims().get(theft.victim());
      long images = works.thefts().isThere(theft) ? 0 : works.thefts().images(theft);
      String copy = profile.copies().get(theft.copy()).architecture();
      return new Cost(images, images / speed(copy, victim.shape()));
    }
    Node.Detect detection = (Node.Detect) node;
    DetectionWork detections = works.detections();
    long images = detections.isThere(detection) ? 0 : detections.images(detection);
    return new Cost(images, images * secondsAnImage(profile.watches().get(detection.watch())));
  }

  private double secondsAnImage(Watch watch) throws IOException {
    VictimPlan victim = profile.victims().get(watch.victim());
    double seconds = FORWARD * PASSES / speed(victim.architecture(), victim.shape());
    if (watch.features().isPresent()) {
      Watch.Features features = watch.features().get();
      seconds += FORWARD / speed(features.architecture(), ImageShape.square(features.size()));
    }
    for (String architecture : watch.trained()) {
      // It learns from a half of what is looked at once.
      seconds += DetectorSettings.EPOCHS / 4.0 / speed(architecture, victim.shape());
    }
    return seconds;
  }

  private double speed(String architecture, ImageShape shape) throws IOException {
    String name = architecture + " " + shape;
    if (!speeds.containsKey(name)) {
      speeds.put(name, lab.speed(Architectures.named(architecture), shape, anew));
    }
    return speeds.get(name);
  }
}
