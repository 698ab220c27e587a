package io.boogeyman.victim.network;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.core.prediction.PredictionApi;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.inference.NetworkApi;
import io.boogeyman.nn.weights.SavedNetwork;
import io.boogeyman.victim.Victim;
import java.util.Map;
import java.util.Optional;

/** A saved network, asked in this process. */
public final class NetworkVictim implements Victim {
  private final String name;
  private final String architecture;
  private final String digest;
  private final ImageShape shape;
  private final Map<String, String> notes;
  private final Map<String, String> settings;
  private final Compute compute;
  private final NetworkApi api;

  /**
   * @param name what it is called
   * @param saved the network; copied, so that it may be closed
   */
  public NetworkVictim(String name, SavedNetwork saved, Compute compute) {
    this(name, saved, compute, Map.of());
  }

  /**
   * @param settings how it is asked, where the file does not say it
   */
  NetworkVictim(String name, SavedNetwork saved, Compute compute, Map<String, String> settings) {
    this.name = name;
    this.architecture = saved.network().architecture().name();
    this.digest = saved.network().digest();
    this.shape = saved.network().shape();
    this.notes = saved.notes();
    this.settings = settings;
    this.compute = compute;
    this.api = new NetworkApi(saved.network(), saved.classNames(), compute);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String kind() {
    return architecture + " in process";
  }

  @Override
  public String digest() {
    return digest;
  }

  @Override
  public ImageShape shape() {
    return shape;
  }

  @Override
  public PredictionApi api() {
    return api;
  }

  @Override
  public Optional<Granularity> finest() {
    return Optional.of(new Granularity.Full());
  }

  @Override
  public Map<String, String> notes() {
    return notes;
  }

  @Override
  public Map<String, String> settings() {
    return settings;
  }

  @Override
  public Optional<Compute> compute() {
    return Optional.of(compute);
  }

  @Override
  public void close() {
    api.close();
  }
}
