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
import io.boogeyman.defend.policy.file.PolicyFile;
import io.boogeyman.defend.release.ReleaseMeans;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.weights.SavedNetwork;
import io.boogeyman.victim.Computing;
import io.boogeyman.victim.Notice;
import io.boogeyman.victim.Victim;
import io.boogeyman.victim.description.DescriptionReader;
import io.boogeyman.victim.network.NetworkFile;
import io.boogeyman.victim.opening.ModelFiles;
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
      "detectors look into what boogeyman train wrote, and into weights of a known architecture that"
          + " a description names (docs/victims.md)";

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
    String name = file.beside(file.policy().model().victim());
    Map<String, String> options = with(file.modelOptions(new ModelFiles()), name);
    try (Inside inside = inside(file, name, options)) {
      return open(file, name, options, inside);
    }
  }

  private static Inside inside(PolicyFile file, String name, Map<String, String> options)
      throws IOException {
    Optional<NetworkFile> itself = Victims.network(name, options);
    try {
      return new Inside(itself, beside(file));
    } catch (IOException | RuntimeException e) {
      itself.ifPresent(NetworkFile::close);
      throw e;
    }
  }

  /**
   * What can be looked into.
   *
   * @param itself the model
   * @param other a network that the policy names for its detectors to look into instead
   */
  private record Inside(Optional<NetworkFile> itself, Optional<NetworkFile> other)
      implements AutoCloseable {

    Optional<SavedNetwork> network() {
      return other.or(() -> itself).map(NetworkFile::saved);
    }

    boolean isModel() {
      return itself.isPresent() && other.isEmpty();
    }

    @Override
    public void close() {
      itself.ifPresent(NetworkFile::close);
      other.ifPresent(NetworkFile::close);
    }
  }

  private OpenPolicy open(PolicyFile file, String name, Map<String, String> options, Inside inside)
      throws IOException {
    Victim victim =
        inside.itself().isPresent()
            ? inside.itself().get().victim(computing)
            : Victims.open(name, options, computing, notices);
    try {
      Optional<SavedNetwork> network = inside.network();
      Compute compute = compute(network);
      GuardedModel model =
          inside.isModel()
              ? new NetworkModel(network.orElseThrow(), compute)
              : new ApiModel(
                  victim.api(),
                  victim.shape(),
                  network.map(saved -> Observer.scaling(saved.network(), compute)));
      try {
        Victim known = inside.isModel() ? new ModelVictim(victim, model) : victim;
        ReleaseMeans means = means(file, model, compute);
        Optional<Calibration> calibration = calibration(file, network, compute);
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

  private static Optional<NetworkFile> beside(PolicyFile file) throws IOException {
    Optional<String> name = file.policy().detectors().flatMap(DetectorSettings::network);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    try {
      Optional<NetworkFile> network = Victims.network(file.beside(name.get()), Map.of());
      if (network.isEmpty()) {
        throw new IllegalArgumentException(name.get() + " cannot be looked into");
      }
      return network;
    } catch (IllegalArgumentException e) {
      throw file.fault("detectors.network", e.getMessage() + ": " + NETWORKS);
    }
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
