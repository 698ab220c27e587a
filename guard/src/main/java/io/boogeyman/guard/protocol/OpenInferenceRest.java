package io.boogeyman.guard.protocol;

import io.boogeyman.core.image.ImageBatch;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The Open Inference Protocol v2 over REST, with the binary tensor data extension both ways (the
 * tensor's bytes follow the JSON) and Triton's classification extension. The answer's bytes are as
 * the request wants them: in JSON, unless {@code binary_data} or {@code binary_data_output} is
 * true.
 */
public final class OpenInferenceRest implements HttpProtocol {

  @Override
  public Question<HttpReply> read(HttpQuestion question, ServedModel model)
      throws RequestException {
    int end = jsonLength(question);
    OpenInferenceRequest request = new OpenInferenceRequest(model, end);
    JsonReader.read(question.body(), end, request::read);
    ByteBuffer rest = ByteBuffer.wrap(question.body(), end, question.body().length - end);
    ImageBatch images = request.images(rest);
    OutputChoice choice = request.choice();
    Optional<String> id = request.id();
    return new Question<>(
        images, answers -> OpenInferenceReply.write(ReleasedTensor.of(answers, model), choice, id));
  }

  private static int jsonLength(HttpQuestion question) throws RequestException {
    int all = question.body().length;
    if (question.jsonLength().isEmpty()) {
      return all;
    }
    String said = question.jsonLength().get();
    if (!said.matches("\\d{1,9}") || Integer.parseInt(said) > all) {
      throw RequestException.malformed(
          "Inference-Header-Content-Length says how many of the body's %,d bytes are JSON, not '%s'"
              .formatted(all, said));
    }
    return Integer.parseInt(said);
  }
}
