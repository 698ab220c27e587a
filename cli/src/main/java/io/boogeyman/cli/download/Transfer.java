package io.boogeyman.cli.download;

import io.boogeyman.core.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * One request for a file, or for the rest of it: a range on condition that the file is still the
 * version that was begun with (RFC 9110 §13.1.5, §14). A server that knows no ranges, or has
 * another version, sends all of it, and it begins anew.
 */
final class Transfer {
  private static final Set<Integer> PASSING = Set.of(408, 425, 429, 500, 502, 503, 504);
  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (?:(\\d+)-\\d+|\\*)/(\\d+|\\*)");
  private static final int BUFFER = 1 << 16;

  private final HttpClient client;
  private final URI address;
  private final Patience patience;
  private final Progress progress;

  Transfer(HttpClient client, URI address, Patience patience, Progress progress) {
    this.client = client;
    this.address = address;
    this.patience = patience;
    this.progress = progress;
  }

  /**
   * Asks once, and adds to {@code part} what comes.
   *
   * @throws IOException if asking again would not help, or the part cannot be written
   */
  Outcome run(PartialFile part) throws IOException {
    Optional<String> version = part.version(address);
    HttpResponse<InputStream> response;
    try {
      response = client.send(request(part, version), BodyHandlers.ofInputStream());
    } catch (IOException e) {
      if (e instanceof SSLException && e.getCause() instanceof GeneralSecurityException) {
        // A certificate gets no better by asking again.
        throw new IOException(address.getHost() + " cannot be trusted: " + e.getMessage(), e);
      }
      return new Outcome.CutShort(reason(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped");
    }
    try (InputStream body = response.body()) {
      return receive(response, body, part, version);
    }
  }

  private HttpRequest request(PartialFile part, Optional<String> version) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(patience.answer())
            .header("User-Agent", "boogeyman")
            // Ranges are of what is sent: it must not be packed on the way.
            .header("Accept-Encoding", "identity");
    if (version.isPresent()) {
      request.header("Range", "bytes=" + part.size() + "-").header("If-Range", version.get());
    }
    return request.build();
  }

  private Outcome receive(
      HttpResponse<InputStream> response,
      InputStream body,
      PartialFile part,
      Optional<String> version)
      throws IOException {
    int status = response.statusCode();
    if (status == 200) {
      refuseWebPage(response);
      part.restart(address, version(response));
      return receive(body, part, response.headers().firstValueAsLong("Content-Length").orElse(-1));
    }
    if (status == 206 && continues(response, part, version)) {
      return receive(body, part, range(response, 2));
    }
    if (status == 416 && range(response, 2) == part.size()) {
      return new Outcome.Whole();
    }
    if (status == 206 || status == 416) {
      part.restart(address, Optional.empty());
      return new Outcome.CutShort("the server has another version by now; beginning anew");
    }
    if (PASSING.contains(status)) {
      return new Outcome.CutShort("the server answers " + status, wished(response));
    }
    throw new IOException("%s cannot be had: the server answers %d".formatted(address, status));
  }

  /** What networks with a login send in place of anything must not cost what has arrived. */
  private void refuseWebPage(HttpResponse<?> response) throws IOException {
    String type = response.headers().firstValue("Content-Type").orElse("");
    if (type.toLowerCase(Locale.ROOT).startsWith("text/html")) {
      throw new IOException(
          address + " gives a web page and not the file; is there a login or a proxy in between?");
    }
  }

  /** Whether a partial answer begins where the part ends, and is of its version if it says so. */
  private static boolean continues(
      HttpResponse<?> response, PartialFile part, Optional<String> version) throws IOException {
    Optional<String> sent = version(response);
    return range(response, 1) == part.size() && (sent.isEmpty() || sent.equals(version));
  }

  /** A number of the header Content-Range, 1 the first byte's, 2 the size of the whole; else −1. */
  private static long range(HttpResponse<?> response, int group) {
    Matcher range =
        CONTENT_RANGE.matcher(response.headers().firstValue("Content-Range").orElse(""));
    boolean told = range.matches() && range.group(group) != null && !range.group(group).equals("*");
    return told ? number(range.group(group)) : -1;
  }

  private static long number(String digits) {
    return digits.length() > 18 ? -1 : Long.parseLong(digits);
  }

  /** What names the version for If-Range: a strong tag, else a date; weak tags may not be used. */
  private static Optional<String> version(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("ETag")
        .filter(tag -> tag.startsWith("\""))
        .or(() -> response.headers().firstValue("Last-Modified"));
  }

  private static Optional<Duration> wished(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(seconds -> seconds.matches("\\d{1,6}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
  }

  /**
   * @param total bytes of the whole file; negative if unknown
   */
  private Outcome receive(InputStream body, PartialFile part, long total) throws IOException {
    try (SilenceGuard guard = new SilenceGuard(body, patience.silence());
        Megabytes task =
            Megabytes.begin(progress, "Downloading", Math.max(total, part.size()), part.size())) {
      byte[] buffer = new byte[BUFFER];
      while (true) {
        int count;
        try {
          count = body.read(buffer);
        } catch (IOException e) {
          return new Outcome.CutShort(guard.hasEnded() ? silent() : reason(e));
        }
        if (count < 0) {
          return end(guard, part, total);
        }
        guard.heard();
        part.append(buffer, count);
        task.advance(count);
      }
    }
  }

  private Outcome end(SilenceGuard guard, PartialFile part, long total) throws IOException {
    if (guard.hasEnded()) {
      return new Outcome.CutShort(silent());
    }
    return part.size() < total
        ? new Outcome.CutShort("the connection was cut")
        : new Outcome.Whole();
  }

  private String silent() {
    return "nothing came for " + patience.silence().toSeconds() + " s";
  }

  private String reason(IOException e) {
    if (e instanceof HttpTimeoutException) {
      return "no answer within " + patience.answer().toSeconds() + " s";
    }
    if (e instanceof ConnectException) {
      return "no connection to " + address.getHost();
    }
    return e.getMessage() == null ? "the connection was cut" : "cut: " + e.getMessage();
  }
}
