package io.boogeyman.guard.gateway;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.core.text.OneLine;
import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.defend.policy.Decision;
import io.boogeyman.defend.policy.Gate;
import io.boogeyman.guard.audit.AuditException;
import io.boogeyman.guard.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A gate that goes on record: a disk that fails lets nobody through whom it cannot remember.
 *
 * @param gate what decides
 * @param log told why a request was refused that nothing else tells of
 */
record RecordedGate(Gate gate, Consumer<String> log) implements Gate {

  @Override
  public List<String> classNames() {
    return gate.classNames();
  }

  @Override
  public ImageShape shape() {
    return gate.shape();
  }

  @Override
  public String modelName() {
    return gate.modelName();
  }

  @Override
  public String modelVersion() {
    return gate.modelVersion();
  }

  @Override
  public Granularity finest() {
    return gate.finest();
  }

  @Override
  public Decision ask(ClientName client, ImageBatch images) {
    try {
      return gate.ask(client, images);
    } catch (StoreException | AuditException e) {
      log.accept(OneLine.of(e.getMessage()));
      return new Decision.Refused(
          Decision.Reason.UNAVAILABLE,
          "the model is not available now",
          Optional.of(Duration.ofSeconds(1)));
    }
  }
}
