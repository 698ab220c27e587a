package io.boogeyman.cli.policy;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.core.prediction.PredictionApi;
import io.boogeyman.defend.policy.GuardedModel;
import io.boogeyman.defend.policy.ModelApi;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.victim.Victim;
import java.util.Map;
import java.util.Optional;

/**
 * A victim that is computed as its policy computes it, so that an audit records the very answers
 * that a gateway would release from.
 *
 * @param victim what it is; closed with this
 * @param model what answers; not closed with this
 */
record ModelVictim(Victim victim, GuardedModel model) implements Victim {

  @Override
  public String name() {
    return victim.name();
  }

  @Override
  public String kind() {
    return victim.kind();
  }

  @Override
  public String digest() {
    return victim.digest();
  }

  @Override
  public ImageShape shape() {
    return victim.shape();
  }

  @Override
  public PredictionApi api() {
    return new ModelApi(model);
  }

  @Override
  public Optional<Granularity> finest() {
    return victim.finest();
  }

  @Override
  public Optional<Compute> compute() {
    return victim.compute();
  }

  @Override
  public Map<String, String> settings() {
    return victim.settings();
  }

  @Override
  public Map<String, String> notes() {
    return victim.notes();
  }

  @Override
  public void close() {
    victim.close();
  }
}
