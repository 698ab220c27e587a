package io.boogeyman.cli.policy;

import io.boogeyman.core.random.Seed;
import io.boogeyman.core.text.OneLine;
import io.boogeyman.defend.calibration.CalibratedDetector;
import io.boogeyman.defend.calibration.Calibration;
import io.boogeyman.defend.observation.Observer;
import io.boogeyman.defend.policy.ApiModel;
import io.boogeyman.defend.policy.GuardedModel;
import io.boogeyman.defend.policy.NetworkModel;
import io.boogeyman.defend.policy.Watch;
import io.boogeyman.defend.policy.file.DetectorSettings;
import io.boogeyman.defend.policy.file.ModelSettings;
import io.boogeyman.defend.policy.file.PolicyFile;
import io.boogeyman.defend.release.ReleaseMeans;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.weights.SavedNetwork;
import io.boogeyman.victim.Computing;
import io.boogeyman.victim.Notice;
import io.boogeyman.victim.Victim;
import io.boogeyman.victim.description.DescriptionReader;
import io.boogeyman.victim.opening.Victims;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Opens policies: finds their files beside them, and puts together what they need. */
public final class PolicyOpening {
  private static final String NETWORKS =
      "detectors look into what boogeyman train wrote, and into weights of an architecture that is"
          + " known";

  private final Computing computing;
  private final Consumer<Notice> notices;
  private final UnaryOperator<String> environment;
  private final Map<String, String> service;

  /**
   * @param computing what computes networks in this process
   * @param notices told when a model makes wait
   * @param environment a variable's value, or null: where secrets are
   */
  public PolicyOpening(
      Computing computing, Consumer<Notice> notices, UnaryOperator<String> environment) {
    this(computing, notices, environment, Map.of());
  }

  private PolicyOpening(
      Computing computing,
      Consumer<Notice> notices,
      UnaryOperator<String> environment,
      Map<String, String> service) {
    this.computing = computing;
    this.notices = notices;
    this.environment = environment;
    this.service = service;
  }

  /**
   * The same for a gateway, whose clients wait: a model elsewhere that does not answer is given up
   * after ten seconds rather than after a quarter of an hour, unless the policy's options say
   * otherwise.
   */
  public PolicyOpening serving() {
    return new PolicyOpening(computing, notices, environment, Map.of("service.patience", "10s"));
  }

  /**
   * Opens a policy.
   *
   * @throws IOException if a file cannot be read or a service not reached
   * @throws IllegalArgumentException in one line, if something of it is not what it should be
   */
  public OpenPolicy open(PolicyFile file) throws IOException {
    ModelSettings settings = file.policy().model();
    String victim = file.beside(settings.victim());
    Map<String, String> options = settings.options().orElse(Map.of());
    Optional<String> named = file.policy().detectors().flatMap(DetectorSettings::network);
    Optional<SavedNetwork> inside =
        named.isEmpty() ? Victims.network(victim, options) : beside(file, named.get());
    try {
      return open(file, victim, options, inside, named.isEmpty() && inside.isPresent());
    } finally {
      inside.ifPresent(SavedNetwork::close);
    }
  }

  /**
   * @param inside what detectors look into
   * @param itself whether that is the model
   */
  private OpenPolicy open(
      PolicyFile file,
      String name,
      Map<String, String> options,
      Optional<SavedNetwork> inside,
      boolean itself)
      throws IOException {
    Victim victim = Victims.open(name, with(options, name), computing, notices);
    try {
      Compute compute = compute(inside);
      GuardedModel model =
          itself
              ? new NetworkModel(inside.get(), compute)
              : new ApiModel(
                  victim.api(),
                  victim.shape(),
                  inside.map(network -> Observer.scaling(network.network(), compute)));
      try {
        Victim known = itself ? new ModelVictim(victim, model) : victim;
        ReleaseMeans means = means(file, model, compute);
        Optional<Calibration> calibration = calibration(file, inside, compute);
        Watch watch = watch(file, calibration, model);
        return new OpenPolicy(file, known, model, watch, calibration, means);
      } catch (IOException | RuntimeException e) {
        model.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      victim.close();
      throw e;
    }
  }

  private Map<String, String> with(Map<String, String> options, String name) throws IOException {
    Map<String, String> all = new LinkedHashMap<>(options);
    if (new DescriptionReader().read(name, options).isService()) {
      service.forEach(all::putIfAbsent);
    }
    return all;
  }

  /** The network that a policy names for its detectors to look into, beside the model. */
  private static Optional<SavedNetwork> beside(PolicyFile file, String name) throws IOException {
    Optional<SavedNetwork> network = Victims.network(file.beside(name), Map.of());
    if (network.isEmpty()) {
      throw file.fault("detectors.network", name + " cannot be looked into: " + NETWORKS);
    }
    return network;
  }

  private Compute compute(Optional<SavedNetwork> inside) throws IOException {
    return inside.isEmpty()
        ? Compute.cpu(computing.threads())
        : computing
            .choice()
            .choose(inside.get().network().architecture(), inside.get().network().shape());
  }

  private Optional<Calibration> calibration(
      PolicyFile file, Optional<SavedNetwork> inside, Compute compute) throws IOException {
    Optional<String> name = file.policy().detectors().flatMap(DetectorSettings::calibration);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    SavedNetwork network =
        inside.orElseThrow(
            () ->
                new IllegalArgumentException(
                    file.file()
                        + ": the model cannot be looked into; name as detectors.network a network"
                        + " for the same task: "
                        + NETWORKS));
    Path there = Path.of(file.beside(name.get()));
    return Optional.of(Calibration.read(there, network.network(), compute));
  }

  private static Watch watch(
      PolicyFile file, Optional<Calibration> calibration, GuardedModel model) {
    Optional<DetectorSettings> settings = file.policy().detectors();
    if (settings.isEmpty()) {
      return Watch.nobody();
    }
    Optional<Double> delta = settings.get().prada().map(prada -> prada.delta());
    int pixels = model.shape().bytes();
    Seed seed = new Seed(0).derive("watch");
    if (calibration.isEmpty()) {
      return new Watch(List.of(), delta, pixels, seed, () -> {});
    }
    try {
      Path from = Path.of(file.beside(settings.get().calibration().orElseThrow()));
      List<CalibratedDetector> watching = named(calibration.get(), settings.get().watch(), from);
      return new Watch(watching, delta, pixels, seed, calibration.get());
    } catch (RuntimeException e) {
      calibration.get().close();
      throw e;
    }
  }

  private static List<CalibratedDetector> named(
      Calibration calibration, List<String> names, Path file) {
    List<CalibratedDetector> detectors = new ArrayList<>();
    for (String name : names) {
      detectors.add(
          calibration.detectors().stream()
              .filter(detector -> detector.name().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          OneLine.of(
                              "%s has no detector '%s'; it has %s"
                                  .formatted(
                                      file,
                                      name,
                                      calibration.detectors().stream()
                                          .map(CalibratedDetector::name)
                                          .toList())))));
    }
    return detectors;
  }

  private ReleaseMeans means(PolicyFile file, GuardedModel model, Compute compute)
      throws IOException {
    return new ReleaseMeans(
        new PolicySecret(environment).of(file),
        model.classNames().size(),
        model.shape(),
        compute,
        file.folder());
  }
}
