package io.boogeyman.guard.protocol;

/** What went wrong, as all protocols over HTTP here say it: {@code {"error": "…"}}. */
public final class ErrorText {

  private ErrorText() {}

  /** The JSON of a message. */
  public static byte[] of(String message) {
    return JsonText.object(json -> json.writeStringField("error", message));
  }
}
