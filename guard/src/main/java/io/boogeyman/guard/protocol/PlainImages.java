package io.boogeyman.guard.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.nn.image.ImageHeader;
import io.boogeyman.nn.image.UnreadableImageException;
import io.boogeyman.nn.image.decode.ImageDecoder;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Images as they are, for people with curl: a body that is a PNG, JPEG, WebP, BMP or PNM file, of
 * any size, whatever it is called, or a form of several. They are scaled and cut as images are
 * everywhere in Boogeyman ({@link ImageDecoder}). Answered are the classes by name, the largest
 * scores first, those of score 0 left out; {@code ?top=3} names fewer.
 */
public final class PlainImages implements HttpProtocol {
  private final long mostPixels;
  private final Semaphore decoders;

  /**
   * Images of so many pixels.
   *
   * @param mostPixels that the images of one request may have together, as they come and as they
   *     are scaled
   */
  public PlainImages(long mostPixels) {
    this.mostPixels = mostPixels;
    // Decoding takes a processor, and memory for all pixels: no more at once than can run.
    this.decoders = new Semaphore(Runtime.getRuntime().availableProcessors());
  }

  @Override
  public Question<HttpReply> read(HttpQuestion question, ServedModel model)
      throws RequestException {
    int top = top(question, model);
    List<byte[]> files = files(question, model);
    if (files.isEmpty()) {
      throw RequestException.malformed("the form holds no image");
    }
    requireDecodable(files, model.input().preprocessing().images());
    ImageBatch images = decode(files, model.input().preprocessing().images());
    return new Question<>(
        images, answers -> write(answers, ReleasedTensor.of(answers, model), top));
  }

  private static int top(HttpQuestion question, ServedModel model) throws RequestException {
    if (question.top().isEmpty()) {
      return model.classes();
    }
    String said = question.top().get();
    if (!said.matches("\\d{1,9}") || Integer.parseInt(said) == 0) {
      throw RequestException.malformed(
          "top is how many classes are wanted, at least 1, not '" + said + "'");
    }
    return Math.min(Integer.parseInt(said), model.classes());
  }

  private static List<byte[]> files(HttpQuestion question, ServedModel model)
      throws RequestException {
    Optional<String> form =
        question
            .contentType()
            .filter(type -> type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data"));
    return form.isPresent()
        ? MultipartBody.parts(question.body(), form.get(), model.mostImages())
        : List.of(question.body());
  }

  /** Before anything is decoded: a small file can claim, and hold, very many pixels. */
  private void requireDecodable(List<byte[]> files, ImageShape shape) throws RequestException {
    long pixels = 0;
    for (int i = 0; i < files.size(); i++) {
      ImageHeader header = header(files.get(i), name(i));
      pixels += Math.max(header.pixels(), scaled(header, shape));
    }
    if (pixels > mostPixels) {
      throw RequestException.tooLarge(
          "the images of a request may have %,d pixels together, as they come and scaled; these have %,d"
              .formatted(mostPixels, pixels));
    }
  }

  /** How many pixels it has when it just covers the model's images: many, if it is a thin line. */
  private static long scaled(ImageHeader header, ImageShape shape) {
    double scale =
        Math.max(
            (double) shape.height() / header.height(), (double) shape.width() / header.width());
    return (long) (header.height() * scale * header.width() * scale);
  }

  private static ImageHeader header(byte[] file, String name) throws RequestException {
    try {
      return ImageDecoder.header(file, name);
    } catch (UnreadableImageException e) {
      throw RequestException.malformed(e.getMessage());
    }
  }

  private ImageBatch decode(List<byte[]> files, ImageShape shape) throws RequestException {
    byte[] pixels = new byte[Math.multiplyExact(files.size(), shape.bytes())];
    decoders.acquireUninterruptibly();
    try {
      for (int i = 0; i < files.size(); i++) {
        byte[] image = ImageDecoder.decode(files.get(i), name(i), shape);
        System.arraycopy(image, 0, pixels, i * shape.bytes(), shape.bytes());
      }
    } catch (UnreadableImageException e) {
      throw RequestException.malformed(e.getMessage());
    } finally {
      decoders.release();
    }
    return new ImageBatch(shape, pixels);
  }

  private static String name(int index) {
    return "image " + (index + 1);
  }

  private static HttpReply write(List<Answer> answers, ReleasedTensor tensor, int top) {
    return HttpReply.json(
        JsonText.object(
            json -> {
              json.writeStringField("model_name", tensor.model().name());
              json.writeStringField("model_version", tensor.model().version());
              json.writeArrayFieldStart("predictions");
              for (int i = 0; i < tensor.count(); i++) {
                write(json, tensor, i, answers.get(i) instanceof Answer.Label ? 0 : top);
              }
              json.writeEndArray();
            }));
  }

  /** A label by itself where there are no scores to tell. */
  private static void write(JsonGenerator json, ReleasedTensor tensor, int image, int top)
      throws IOException {
    Answer.TopK largest = tensor.largest(image, Math.max(1, top));
    json.writeStartObject();
    writeClass(json, tensor, largest.top());
    if (top > 0 && !tensor.isLabels()) {
      json.writeArrayFieldStart("scores");
      for (int rank = 0; rank < largest.k() && largest.probability(rank) > 0; rank++) {
        json.writeStartObject();
        writeClass(json, tensor, largest.id(rank));
        json.writeNumberField("score", largest.probability(rank));
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void writeClass(JsonGenerator json, ReleasedTensor tensor, int k)
      throws IOException {
    json.writeStringField("label", tensor.model().classNames().get(k));
    json.writeNumberField("class", k);
  }
}
