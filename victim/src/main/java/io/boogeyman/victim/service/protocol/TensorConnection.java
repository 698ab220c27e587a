package io.boogeyman.victim.service.protocol;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.victim.answer.Scores;
import io.boogeyman.victim.description.Protocol;
import io.boogeyman.victim.input.Preprocessing;
import io.boogeyman.victim.service.call.Access;
import io.boogeyman.victim.service.call.HttpCalls;
import io.boogeyman.victim.service.call.ServiceFailure;
import java.util.List;
import java.util.Optional;

/** A connection to a service that takes tensors, before it is known what the model takes. */
public final class TensorConnection implements AutoCloseable {
  private final Access access;
  private final TensorService service;

  private TensorConnection(Access access, TensorService service) {
    this.access = access;
    this.service = service;
  }

  /**
   * Connects; nothing is asked yet.
   *
   * @param address of the model
   * @throws IllegalArgumentException if the address does not fit the protocol
   */
  public static TensorConnection open(Protocol protocol, String address, Access access) {
    return new TensorConnection(
        access,
        switch (protocol) {
          case OPEN_INFERENCE_JSON -> OpenInferenceRest.json(address, new HttpCalls(access));
          case OPEN_INFERENCE_BINARY -> OpenInferenceRest.binary(address, new HttpCalls(access));
          case OPEN_INFERENCE_GRPC -> new OpenInferenceGrpc(address, access);
          case TENSORFLOW_ROW -> TensorFlowServing.rows(address, new HttpCalls(access));
          case TENSORFLOW_COLUMN -> TensorFlowServing.columns(address, new HttpCalls(access));
          case JSON -> throw new IllegalArgumentException("protocol json takes no tensors");
        });
  }

  /** Whether the server of a model says that it knows the binary tensor data extension. */
  public static boolean knowsBinary(String address, Access access) {
    try {
      return OpenInferenceRest.json(address, new HttpCalls(access)).announcesBinary();
    } catch (ServiceFailure e) {
      return false; // JSON is what every server understands; what is wrong shows soon enough
    }
  }

  /** What the service says of its model. */
  public ModelMetadata metadata() throws ServiceFailure {
    return service.metadata();
  }

  /**
   * A client, once it is known what the model takes and gives; it closes this connection.
   *
   * @param input name of the tensor that images go to
   * @param output name of the tensor that answers come from
   */
  public ServiceClient client(
      Optional<String> input, Optional<String> output, Preprocessing preprocessing, Scores scores) {
    return new ServiceClient() {
      @Override
      public List<Answer> ask(ImageBatch images) throws ServiceFailure {
        float[] values = service.infer(new TensorRequest(input, output, preprocessing, images));
        return scores.answers(values, images.count(), access.name());
      }

      @Override
      public void close() {
        TensorConnection.this.close();
      }
    };
  }

  @Override
  public void close() {
    service.close();
  }
}
