package io.boogeyman.guard.protocol;

import java.util.OptionalInt;

/**
 * An answer over HTTP.
 *
 * @param contentType its media type
 * @param jsonLength how many bytes of the body are JSON, where tensors follow it
 * @param body all of it
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
public record HttpReply(String contentType, OptionalInt jsonLength, byte[] body) {

  static HttpReply json(byte[] body) {
    return new HttpReply("application/json", OptionalInt.empty(), body);
  }
}
