package io.boogeyman.guard.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import io.boogeyman.core.image.ImageBatch;
import java.io.IOException;
import java.util.stream.IntStream;

/**
 * TensorFlow Serving's REST API, {@code :predict}: in rows ("instances", answered with
 * "predictions") or in columns ("inputs", answered with "outputs"). A model of one input and one
 * output needs no names; the input's is understood.
 */
public final class TensorFlowRest implements HttpProtocol {
  private static final String ROWS = "instances";
  private static final String COLUMNS = "inputs";

  @Override
  public Question<HttpReply> read(HttpQuestion question, ServedModel model)
      throws RequestException {
    Request request = new Request(model, question.body().length);
    JsonReader.read(question.body(), question.body().length, request::read);
    ImageBatch images = request.images();
    String field = request.form.equals(ROWS) ? "predictions" : "outputs";
    return new Question<>(images, answers -> write(ReleasedTensor.of(answers, model), field));
  }

  /** The JSON of a request. */
  private static final class Request {
    private final ServedModel model;
    private final NumberBuffer numbers;
    private String form = "";
    private int count;

    Request(ServedModel model, int textLength) {
      this.model = model;
      this.numbers = new NumberBuffer(model, textLength);
    }

    void read(JsonReader json) throws IOException {
      json.object(
          "the request",
          field -> {
            switch (field) {
              case ROWS, COLUMNS -> {
                requireFirst();
                form = field;
                readImages(json, field);
              }
              case "signature_name" -> requireSignature(json.text(field));
              default -> json.skip();
            }
          });
      if (form.isEmpty()) {
        throw RequestException.malformed(
            "the request has neither \"instances\" nor \"inputs\": images go there");
      }
    }

    private void requireFirst() throws RequestException {
      if (!form.isEmpty()) {
        throw RequestException.malformed("images go into \"instances\" or \"inputs\", and once");
      }
    }

    private static void requireSignature(String name) throws RequestException {
      if (!name.isEmpty() && !name.equals("serving_default")) {
        throw new RequestException(
            RequestException.Fault.UNKNOWN,
            "there is no signature '" + name + "'; there is serving_default");
      }
    }

    private void readImages(JsonReader json, String field) throws IOException {
      if (field.equals(ROWS)) {
        int[] axes = model.input().imageAxes();
        json.array(
            field,
            row -> {
              TensorInput.requireAtMost(++count, model.mostImages());
              named(row, () -> row.tensor("an instance", axes, 0, numbers));
            });
      } else {
        int[] axes =
            IntStream.concat(IntStream.of(-1), IntStream.of(model.input().imageAxes())).toArray();
        named(json, () -> count = json.tensor(field, axes, 0, numbers));
      }
    }

    /** Something to read. */
    @FunctionalInterface
    private interface Reading {
      void read() throws IOException;
    }

    /** The tensor by itself, or in an object under its name. */
    private void named(JsonReader json, Reading tensor) throws IOException {
      if (!json.isObject()) {
        tensor.read();
        return;
      }
      int[] fields = {0};
      json.object(
          "an input",
          name -> {
            if (++fields[0] > 1 || !name.equals(model.input().name())) {
              throw RequestException.malformed(
                  "the model has no input '"
                      + name
                      + "'; it has one, '"
                      + model.input().name()
                      + "'");
            }
            tensor.read();
          });
      if (fields[0] == 0) {
        throw OutputChoice.notOneInput(model);
      }
    }

    ImageBatch images() throws RequestException {
      if (count == 0) {
        throw RequestException.malformed("the request holds no image");
      }
      return model.input().images(numbers.values(), count);
    }
  }

  private static HttpReply write(ReleasedTensor tensor, String field) {
    return HttpReply.json(
        JsonText.object(
            json -> {
              json.writeArrayFieldStart(field);
              for (int i = 0; i < tensor.count(); i++) {
                writeImage(json, tensor, i);
              }
              json.writeEndArray();
            }));
  }

  private static void writeImage(JsonGenerator json, ReleasedTensor tensor, int image)
      throws IOException {
    if (tensor.isLabels()) {
      json.writeNumber(tensor.labels()[image]);
      return;
    }
    json.writeStartArray();
    for (int k = 0; k < tensor.model().classes(); k++) {
      json.writeNumber(tensor.score(image, k));
    }
    json.writeEndArray();
  }
}
