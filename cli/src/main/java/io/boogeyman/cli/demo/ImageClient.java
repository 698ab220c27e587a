package io.boogeyman.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boogeyman.core.text.OneLine;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A client of the gateway as anybody would write one: an image file a request. */
final class ImageClient {
  private static final int OK = 200;
  private static final int FORBIDDEN = 403;
  private static final int TOO_MANY = 429;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI address;
  private final String key;

  /**
   * @param address of the model's images
   * @param key who asks
   */
  ImageClient(URI address, String key) {
    this.address = address;
    this.key = key;
  }

  /**
   * Asks about one image.
   *
   * @throws IOException in one line, if there is neither an answer nor a refusal
   */
  Reply ask(byte[] png) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("X-API-Key", key)
            .header("Content-Type", "image/png")
            .POST(BodyPublishers.ofByteArray(png))
            .build();
    HttpResponse<String> response = send(request);
    return switch (response.statusCode()) {
      case OK -> read(JSON.readTree(response.body()));
      case FORBIDDEN, TOO_MANY -> Reply.REFUSED;
      default ->
          throw new IOException(
              OneLine.of(
                  "the gateway said "
                      + response.statusCode()
                      + " to an image: "
                      + response.body()));
    };
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (ConnectException e) {
      throw new IOException("nobody answers at " + address, e); // Java's own says nothing
    }
  }

  private static Reply read(JsonNode answer) {
    return answer.at("/predictions/0").has("scores") ? Reply.SCORES : Reply.CLASS;
  }
}
