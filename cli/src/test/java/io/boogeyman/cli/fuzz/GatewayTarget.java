package io.boogeyman.cli.fuzz;

import com.google.protobuf.InvalidProtocolBufferException;
import inference.ModelInferRequest;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.guard.protocol.HttpProtocol;
import io.boogeyman.guard.protocol.HttpQuestion;
import io.boogeyman.guard.protocol.OpenInferenceMessages;
import io.boogeyman.guard.protocol.OpenInferenceRest;
import io.boogeyman.guard.protocol.PlainImages;
import io.boogeyman.guard.protocol.Question;
import io.boogeyman.guard.protocol.RequestException;
import io.boogeyman.guard.protocol.ServedModel;
import io.boogeyman.guard.protocol.TensorFlowRest;
import io.boogeyman.guard.protocol.TensorInput;
import io.boogeyman.victim.input.Channels;
import io.boogeyman.victim.input.ElementType;
import io.boogeyman.victim.input.Layout;
import io.boogeyman.victim.input.Normalisation;
import io.boogeyman.victim.input.Preprocessing;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Requests to the gateway, read and, if they can be, answered. The first byte chooses the protocol,
 * the second how many bytes of the rest are JSON where tensors follow it.
 */
public final class GatewayTarget {
  private static final Promise PROMISE =
      Promise.throwingOnly(RequestException.class, InvalidProtocolBufferException.class);
  private static final ImageShape SHAPE = new ImageShape(2, 2, 3);
  private static final ServedModel MODEL =
      new ServedModel(
          "m",
          "1",
          List.of("a", "b", "c"),
          new TensorInput(
              "x",
              new Preprocessing(
                  SHAPE, SHAPE, Layout.NHWC, Channels.RGB, ElementType.FP32, Normalisation.UNIT)),
          Optional.empty(),
          new Granularity.Full(),
          8);
  private static final HttpProtocol OPEN = new OpenInferenceRest();
  private static final HttpProtocol FLOW = new TensorFlowRest();
  private static final HttpProtocol IMAGES = new PlainImages(100_000);
  private static final Answer ANSWER = new Answer.Vector(0.5f, 0.25f, 0.25f);

  private GatewayTarget() {}

  /** Reads the input as a request, and answers it. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length < 2) {
      return;
    }
    byte[] body = Arrays.copyOfRange(input, 2, input.length);
    Optional<String> length = Optional.of(Integer.toString(Byte.toUnsignedInt(input[1])));
    PROMISE.holdsFor(
        input.length,
        () -> {
          switch (input[0] % 6) {
            case 0 -> answer(OPEN, HttpQuestion.of(body));
            case 1 ->
                answer(OPEN, new HttpQuestion(Optional.empty(), length, Optional.empty(), body));
            case 2 -> answer(FLOW, HttpQuestion.of(body));
            case 3 -> answer(IMAGES, HttpQuestion.of(body));
            case 4 ->
                answer(
                    IMAGES,
                    new HttpQuestion(
                        Optional.of("multipart/form-data; boundary=b"),
                        Optional.empty(),
                        Optional.of("2"),
                        body));
            default -> answer(OpenInferenceMessages.read(ModelInferRequest.parseFrom(body), MODEL));
          }
        });
  }

  private static void answer(HttpProtocol protocol, HttpQuestion question) throws IOException {
    answer(protocol.read(question, MODEL));
  }

  private static void answer(Question<?> question) {
    Objects.requireNonNull(
        question.reply().apply(Collections.nCopies(question.images().count(), ANSWER)));
  }
}
