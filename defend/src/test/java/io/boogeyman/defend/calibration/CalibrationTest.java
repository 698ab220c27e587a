package io.boogeyman.defend.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.image.ImageDigest;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.image.Labels;
import io.boogeyman.core.image.Transformation;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.observation.Observation;
import io.boogeyman.defend.observation.Observer;
import io.boogeyman.defend.observation.Queries;
import io.boogeyman.defend.observation.TwoLooks;
import io.boogeyman.defend.parameters.ParameterFile;
import io.boogeyman.defend.stateless.AddedNetwork;
import io.boogeyman.defend.stateless.Energy;
import io.boogeyman.defend.stateless.FeatureClassifier;
import io.boogeyman.defend.stateless.ImageDetector;
import io.boogeyman.defend.stateless.Mahalanobis;
import io.boogeyman.defend.stateless.NearestNeighbours;
import io.boogeyman.defend.stateless.Odin;
import io.boogeyman.defend.stateless.TrainedClassifier;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.training.Recipe;
import io.boogeyman.nn.weights.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of detector, calibrated for a small victim, kept and read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CalibrationTest {
  private static final Compute CPU = Compute.cpu(1);
  private static final ImageShape SHAPE = ImageShape.square(16);
  private static final CalibrationSettings SETTINGS =
      new CalibrationSettings(0.05, 0.05, 40, List.of(Transformation.NIGHT), new Seed(3));

  @TempDir private Path folder;
  private Network victim;
  private Observer observer;
  private OwnerParts parts;
  private ImageSet foreign;
  private List<ImageDetector> detectors;
  private Calibration calibration;

  @BeforeAll
  void calibrate() {
    victim = Architectures.named("5l").create(3, SHAPE, new Seed(1));
    victim.training(false);
    observer = Observer.of(victim, CPU);
    parts = OwnerParts.split(TwoLooks.own(400, 3, SHAPE), SHAPE, SETTINGS);
    foreign = TwoLooks.foreign(200, 3, SHAPE);
    detectors = detectors();
    Scoring scoring = new Scoring(observer, detectors, Progress.SILENT);
    List<CustomerScores> chosenBy =
        CustomerScores.of(scoring, parts.calibration(), SETTINGS.states(), "calibration part");
    List<CustomerScores> reportedOn =
        CustomerScores.of(scoring, parts.report(), SETTINGS.states(), "report part");
    Calibrator calibrator = new Calibrator(SETTINGS, parts);
    List<CalibratedDetector> calibrated =
        IntStream.range(0, detectors.size())
            .mapToObj(
                d -> calibrator.calibrate(detectors.get(d), chosenBy.get(d), reportedOn.get(d)))
            .toList();
    calibration =
        new Calibration(Calibration.nameOf(victim), Map.of("own", "two looks"), 40, calibrated);
  }

  private List<ImageDetector> detectors() {
    Seed seed = new Seed(2);
    ImageSet fitting = parts.fitting();
    Observation own = observer.observe(fitting, "own", Progress.SILENT);
    Observation other = observer.observe(foreign, "foreign", Progress.SILENT);
    return List.of(
        new Energy(1),
        Mahalanobis.fit(own, own.answers(), seed),
        Mahalanobis.tuned(own, own.answers(), other, seed),
        new NearestNeighbours(own, 5, seed),
        FeatureClassifier.fit(observer::observe, fitting, List.of(foreign), seed, Progress.SILENT),
        Odin.of(victim, CPU, Odin.TEMPERATURE, Odin.STEP),
        AddedNetwork.fit(
            observer,
            Architectures.named("squeezenet1_1").create(2, ImageShape.square(32), seed),
            fitting,
            List.of(foreign),
            CPU,
            seed,
            Progress.SILENT),
        TrainedClassifier.fit(
            parts.fitting(),
            List.of(foreign),
            Architectures.named("5l"),
            Recipe.standard(1, SHAPE).withBatch(32).withLearningRate(0.01),
            CPU,
            seed,
            Progress.SILENT));
  }

  @AfterAll
  void close() {
    calibration.close();
    observer.close();
    victim.close();
  }

  private Path written() throws IOException {
    Path file = folder.resolve("victim.calibration");
    calibration.write(file);
    return file;
  }

  @Test
  void detectors_that_were_kept_decide_as_before() throws IOException {
    try (Calibration again = Calibration.read(written(), victim, CPU)) {
      List<ImageDetector> read =
          again.detectors().stream().map(CalibratedDetector::detector).toList();
      Scores before = new Scoring(observer, detectors, Progress.SILENT).score(foreign, "before");
      Scores after = new Scoring(observer, read, Progress.SILENT).score(foreign, "after");
      for (int d = 0; d < read.size(); d++) {
        CalibratedDetector kept = again.detectors().get(d);
        CalibratedDetector first = calibration.detectors().get(d);
        assertThat(kept.name()).isEqualTo(detectors.get(d).name());
        assertThat(after.of(d)).as(kept.name()).containsExactly(before.of(d));
        assertThat(kept.threshold()).isEqualTo(first.threshold());
        assertThat(kept.accused()).isEqualTo(first.accused());
        assertThat(ClientLife.untilAccused(kept.test(), after.of(d)))
            .isEqualTo(ClientLife.untilAccused(first.test(), before.of(d)));
      }
    }
  }

  @Test
  void the_same_calibration_is_the_same_file() throws IOException {
    byte[] first = Files.readAllBytes(written());
    assertThat(Files.readAllBytes(written())).isEqualTo(first);
  }

  @Test
  void few_of_the_owners_images_are_flagged() {
    // The fifth highest of a hundred scores is the threshold of another hundred: how many of those
    // pass it is beta-binomial, 5 in the mean and at most 18 in 999 of a thousand cases.
    for (CalibratedDetector detector : calibration.detectors()) {
      assertThat(detector.falseAlarms().estimate()).as(detector.name()).isLessThanOrEqualTo(0.18);
      assertThat(detector.accused().keySet())
          .containsExactly(
              "anything", "bursts of one image", "night, worst kind", "one class only");
    }
  }

  @Test
  void detectors_that_look_through_other_networks_find_foreign_images() {
    Scores scores = new Scoring(observer, detectors, Progress.SILENT).score(foreign, "foreign");
    for (int d = 4; d < detectors.size(); d++) {
      CalibratedDetector detector = calibration.detectors().get(d);
      if (!(detector.detector() instanceof Odin)) {
        long found = Arrays.stream(scores.of(d)).filter(detector.threshold()::flags).count();
        assertThat(found).as(detector.name()).isGreaterThan(150);
      }
    }
  }

  @Test
  void a_network_that_is_added_is_looked_through_beside_the_victim() {
    ImageDetector added =
        detectors.stream().filter(AddedNetwork.class::isInstance).findFirst().orElseThrow();
    Queries one = observer.queries(parts.report().read(0));
    Queries other = observer.queries(foreign.read(0));

    double alone = added.scores(one)[0];

    assertThat(added.scores(new Queries(one.images(), other.seen()))[0]).isNotEqualTo(alone);
    assertThat(added.scores(new Queries(other.images(), one.seen()))[0]).isNotEqualTo(alone);
  }

  @Test
  void another_victim_is_refused_in_one_line() throws IOException {
    Path file = written();
    try (Network other = Architectures.named("5l").create(3, SHAPE, new Seed(9))) {
      assertThatThrownBy(() -> Calibration.read(file, other, CPU))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageMatching(
              ".*victim\\.calibration: these detectors were calibrated for the victim \\w{12} at"
                  + " 16x16, and this one is \\w{12} at 16x16: calibrate again");
    }
  }

  @Test
  void a_file_in_which_a_bit_has_changed_is_refused_in_one_line() throws IOException {
    Path file = written();
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 2] ^= 1;
    Files.write(file, bytes);

    assertThatThrownBy(() -> Calibration.read(file, victim, CPU))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(
            "it is damaged: its content is not what was written; calibrate again");
  }

  @Test
  void a_calibration_of_an_earlier_version_is_refused_in_one_line() throws IOException {
    Path file = written();
    ParameterFile.write(file, ParameterFile.read(file).with("boogeyman calibration", "1"));

    assertThatThrownBy(() -> Calibration.read(file, victim, CPU))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(
            "this is a calibration of version 1, and this program reads version 4: calibrate"
                + " again");
  }

  @Test
  @SuppressWarnings("try") // a scope is there to be closed, not to be read
  void a_file_of_something_else_is_refused_in_one_line() throws IOException {
    Path file = folder.resolve("weights.safetensors");
    try (PointerScope scope = new PointerScope()) {
      Safetensors.write(file, Map.of(), Map.of("architecture", "5l"));
    }
    assertThatThrownBy(() -> Calibration.read(file, victim, CPU))
        .hasMessageEndingWith(
            "weights.safetensors: this is no file that 'boogeyman calibrate' wrote");
  }

  @Test
  void images_that_nothing_can_be_learnt_from_are_refused_in_one_line() {
    assertThatThrownBy(() -> OwnerParts.split(TwoLooks.own(10, 3, SHAPE), SHAPE, SETTINGS))
        .hasMessage(
            "a share of 0.05 of false alarms needs at least 76 images of the owner's, a quarter of"
                + " them to choose by; two looks has 10");
    assertThatThrownBy(() -> OwnerParts.split(TwoLooks.own(100, 1, SHAPE), SHAPE, SETTINGS))
        .hasMessageStartingWith("all images of two looks are of one class, 'look 0'");
    assertThatThrownBy(() -> OwnerParts.split(parts.report(), ImageShape.square(32), SETTINGS))
        .hasMessageStartingWith("the victim takes 32x32 images, and two looks");
  }

  @Test
  void parts_of_the_owners_images_share_none() {
    Set<ImageDigest> seen = new HashSet<>();
    for (ImageSet part : List.of(parts.fitting(), parts.calibration(), parts.report())) {
      IntStream.range(0, part.size())
          .forEach(i -> assertThat(seen.add(part.digestOf(i))).as(part.name()).isTrue());
    }
    assertThat(seen).hasSize(400);
  }

  @Test
  void the_bound_holds_for_the_worst_kind_of_customer() {
    OwnerParts tenClasses = OwnerParts.split(TwoLooks.own(4_000, 10, SHAPE), SHAPE, SETTINGS);
    double[] chosenBy = strangeFirstClass(tenClasses.calibration());
    double[] reportedOn = strangeFirstClass(tenClasses.report());

    CalibratedDetector detector =
        new Calibrator(SETTINGS, tenClasses)
            .calibrate(
                new Energy(1),
                new CustomerScores(chosenBy, Map.of()),
                new CustomerScores(reportedOn, Map.of()));

    // A tenth of the customers of one class know no other; of all customers they are a thirtieth.
    assertThat(detector.bound().evidence()).isGreaterThan(Math.log(1 / SETTINGS.accusations()));
    assertThat(detector.accused().get("one class only").estimate()).isLessThan(0.08);
  }

  @Test
  void customers_whose_images_are_all_in_another_state_are_not_accused() {
    OwnerParts parts = OwnerParts.split(TwoLooks.own(4_000, 10, SHAPE), SHAPE, SETTINGS);
    CustomerScores chosenBy = higherAtNight(parts.calibration().size(), 1);
    CustomerScores reportedOn = higherAtNight(parts.report().size(), 2);

    CalibratedDetector knowing =
        new Calibrator(SETTINGS, parts).calibrate(new Energy(1), chosenBy, reportedOn);
    CalibratedDetector ignorant =
        new Calibrator(SETTINGS, parts)
            .calibrate(
                new Energy(1), new CustomerScores(chosenBy.asTheyAre(), Map.of()), reportedOn);

    assertThat(knowing.accused().get("night, worst kind").estimate()).isLessThan(0.08);
    assertThat(ignorant.accused().get("night, worst kind").estimate()).isGreaterThan(0.9);
    double[] foreign = DoubleStream.generate(() -> 9).limit(40).toArray();
    assertThat(ClientLife.untilAccused(knowing.test(), foreign)).isLessThan(10);
  }

  /** Of a normal distribution, and in the dark of one that is two deviations higher. */
  private static CustomerScores higherAtNight(int images, int seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    double[] scores = DoubleStream.generate(chance::nextGaussian).limit(images).toArray();
    double[] night = DoubleStream.of(scores).map(score -> score + 2).toArray();
    return new CustomerScores(scores, Map.of(Transformation.NIGHT, night));
  }

  /** Images of the first class all score higher than any other. */
  private static double[] strangeFirstClass(ImageSet images) {
    Labels labels = images.labels().orElseThrow();
    return IntStream.range(0, images.size())
        .mapToDouble(i -> i / 1e3 + (labels.get(i) == 0 ? 10 : 0))
        .toArray();
  }
}
