package io.boogeyman.defend.policy;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.random.Seed;
import io.boogeyman.core.statistics.Interval;
import io.boogeyman.defend.calibration.CalibratedDetector;
import io.boogeyman.defend.measure.Threshold;
import io.boogeyman.defend.policy.Decision.Refused;
import io.boogeyman.defend.policy.file.PolicyFile;
import io.boogeyman.defend.policy.file.PolicyReader;
import io.boogeyman.defend.release.ReleaseKey;
import io.boogeyman.defend.release.ReleaseMeans;
import io.boogeyman.defend.sequential.AccusationBound;
import io.boogeyman.defend.sequential.BenignScores;
import io.boogeyman.defend.stateless.Energy;
import io.boogeyman.nn.compute.Compute;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A model of painted signs behind a policy, whose clock, events and memory a test can look at. */
final class GuardedSigns {
  static final ClientName THIEF = new ClientName("key:thief");
  static final ClientName CUSTOMER = new ClientName("key:customer");

  static final String POLICY =
      """
      policy: 1
      version: "1"
      author: jane
      model: {victim: painted, name: signs}
      clients:
        each: {images: 500, per: day}
        all: {images: 800, per: day}
      detectors: {calibration: signs.calibration, watch: [energy]}
      release: [full]
      suspicion:
        - {step: coarse, at: 0.3, hold: 1h, release: [label], delay: 200ms}
        - {step: refused, at: 1, hold: 1d, refuse: true, alert: true}
      """;

  private final SteppingClock clock = new SteppingClock();
  private final PaintedModel model = new PaintedModel();
  private final MemoryStates states = new MemoryStates();
  private final List<GuardEvent> events = new ArrayList<>();
  private final List<TriggerRegister.Entry> registered = new ArrayList<>();
  private GuardListener listener = events::add;

  SteppingClock clock() {
    return clock;
  }

  PaintedModel model() {
    return model;
  }

  /** What has happened so far. */
  List<GuardEvent> events() {
    return events;
  }

  /** Who is told what happens from now on. */
  void tell(GuardListener other) {
    listener = other;
  }

  /** The marked answers that were registered so far. */
  List<TriggerRegister.Entry> registered() {
    return registered;
  }

  /** Another guard of the same model, with what earlier ones remembered of clients. */
  Enforcement enforcement(String text) {
    return enforcement(text, 1, 1000);
  }

  /** With detectors that take some milliseconds, and have none. */
  Enforcement hurried(String late) {
    String text = POLICY.replace("watch: [energy]", "watch: [energy], time: 0ms, late: " + late);
    return enforcement(text, 2000, 1000);
  }

  /** With few clients in memory. */
  Enforcement enforcement(String text, int detectors, int live) {
    PolicyFile file = new PolicyReader().read(text, Path.of("policy.yaml"));
    EnforcementParts parts =
        new EnforcementParts(
            model,
            watch(detectors),
            ReleaseLadder.of(file.policy(), means()),
            new MemoryLedger(file.policy().allowances()),
            states,
            registered::add);
    return Enforcement.served(file, parts, clock, event -> listener.happened(event), live);
  }

  private static ReleaseMeans means() {
    ReleaseKey key = ReleaseKey.of("a key of enough bytes".getBytes(StandardCharsets.UTF_8));
    return new ReleaseMeans(key, 4, PaintedModel.SHAPE, Compute.cpu(1), Path.of(""));
  }

  /** Energy, as often, calibrated on what the model makes of its owner's images. */
  static Watch watch(int times) {
    double own = -Math.log(Math.exp(10) + 3);
    double[] benign = IntStream.range(0, 4000).mapToDouble(i -> own - 1 + i / 2000.0).toArray();
    CalibratedDetector energy =
        new CalibratedDetector(
            new Energy(1),
            new Threshold(own + 1, 0.01),
            BenignScores.of(benign, 0.01),
            AccusationBound.ofIndependentQueries(0.001),
            new Interval(0, 0, 0),
            Map.of());
    return new Watch(
        Collections.nCopies(times, energy),
        Optional.empty(),
        PaintedModel.SHAPE.bytes(),
        new Seed(1),
        energy);
  }

  static ImageBatch foreign(int from, int to) {
    return PaintedModel.all(IntStream.range(from, to).mapToObj(PaintedModel::foreign));
  }

  static ImageBatch own(int from, int to) {
    return PaintedModel.all(IntStream.range(from, to).mapToObj(PaintedModel::own));
  }

  static int levelAfter(Enforcement guard, ClientName client, ImageBatch images) {
    return guard.answer(client, images).standing().level();
  }

  static Refused refusal(Enforcement guard, ClientName client, ImageBatch images) {
    return (Refused) guard.ask(client, images);
  }
}
