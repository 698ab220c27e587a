package io.boogeyman.victim.service.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.victim.answer.Scores;
import io.boogeyman.victim.description.JsonEndpoint;
import io.boogeyman.victim.description.JsonEndpoint.ImageTransport;
import io.boogeyman.victim.input.ImageEncoding;
import io.boogeyman.victim.service.call.Access;
import io.boogeyman.victim.service.call.HttpCalls;
import io.boogeyman.victim.service.call.ServiceAnswer;
import io.boogeyman.victim.service.call.ServiceFailure;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** An endpoint that takes an image as a file and answers JSON, as it is described. */
public final class ImageEndpoint implements ServiceClient {
  private static final String PLACE = "${image}";

  private final String address;
  private final JsonEndpoint endpoint;
  private final ImageEncoding encoding;
  private final JsonNode body;
  private final AnswerReader reader;
  private final Access access;
  private final HttpCalls calls;

  /**
   * @throws IllegalArgumentException if the description does not say where the image goes, or where
   *     the answer is found
   */
  public ImageEndpoint(
      String address,
      JsonEndpoint endpoint,
      List<String> classNames,
      Scores scores,
      Access access) {
    this.address = address;
    this.endpoint = endpoint;
    this.encoding = endpoint.encoding();
    this.body = endpoint.body().orElse(JsonNodeFactory.instance.objectNode().put("image", PLACE));
    boolean withinJson =
        endpoint.image() == ImageTransport.BASE64 || endpoint.image() == ImageTransport.URL;
    if (withinJson && !body.toString().contains(PLACE)) {
      throw new IllegalArgumentException(
          "json.body does not say where the image goes: write " + PLACE + " there");
    }
    this.reader = new AnswerReader(endpoint, classNames, scores);
    this.access = access;
    this.calls = new HttpCalls(access);
  }

  @Override
  public List<Answer> ask(ImageBatch images) throws ServiceFailure {
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < images.count(); i++) {
      ServiceAnswer answer = send(encoding.encode(images, i));
      answers.add(reader.read(answer));
    }
    return answers;
  }

  private ServiceAnswer send(byte[] image) throws ServiceFailure {
    return switch (endpoint.image()) {
      case BASE64 -> sendJson(Base64.getEncoder().encodeToString(image));
      case URL ->
          sendJson(
              "data:"
                  + encoding.mediaType()
                  + ";base64,"
                  + Base64.getEncoder().encodeToString(image));
      case BODY -> send(encoding.mediaType(), image);
      case MULTIPART -> sendForm(image);
    };
  }

  private ServiceAnswer send(String type, byte[] bytes) throws ServiceFailure {
    return calls.post(address, Map.of("Content-Type", type, "Accept", "application/json"), bytes);
  }

  private ServiceAnswer sendJson(String image) throws ServiceFailure {
    return send(
        "application/json", filled(body, image).toString().getBytes(StandardCharsets.UTF_8));
  }

  private JsonNode filled(JsonNode node, String image) {
    if (node.isTextual()) {
      String text = node.textValue();
      // The image last: it is long, and no place for secrets.
      String revealed = access.secrets().reveal(text.replace(PLACE, "\u0000"), "json.body");
      return JsonNodeFactory.instance.textNode(revealed.replace("\u0000", image));
    }
    if (node instanceof ObjectNode object) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      object
          .properties()
          .forEach(field -> copy.set(field.getKey(), filled(field.getValue(), image)));
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      array.forEach(element -> copy.add(filled(element, image)));
      return copy;
    }
    return node;
  }

  /** A form of one part (RFC 7578). */
  private ServiceAnswer sendForm(byte[] image) throws ServiceFailure {
    String boundary = "boogeyman-" + UUID.randomUUID();
    String field = endpoint.field().orElse("image");
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"image.%s\"\r\nContent-Type: %s\r\n\r\n"
            .formatted(
                boundary, field, encoding.name().toLowerCase(Locale.ROOT), encoding.mediaType());
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    form.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    form.writeBytes(image);
    form.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return send("multipart/form-data; boundary=" + boundary, form.toByteArray());
  }

  @Override
  public void close() {}
}
