package io.boogeyman.guard.protocol;

import java.util.Optional;

/**
 * What a request over HTTP holds, as far as protocols look at it.
 *
 * @param contentType its media type
 * @param jsonLength how many bytes of the body are JSON, as {@code Inference-Header-Content-Length}
 *     says it
 * @param top the parameter {@code top} of the address: how many classes are wanted
 * @param body all of it
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
public record HttpQuestion(
    Optional<String> contentType, Optional<String> jsonLength, Optional<String> top, byte[] body) {

  /** A body and nothing else. */
  public static HttpQuestion of(byte[] body) {
    return new HttpQuestion(Optional.empty(), Optional.empty(), Optional.empty(), body);
  }
}
