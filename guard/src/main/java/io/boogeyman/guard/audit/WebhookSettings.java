package io.boogeyman.guard.audit;

import java.util.Map;

/**
 * Where alerts are posted to.
 *
 * @param address of the webhook; <code>${NAME}</code> stands for an environment variable
 * @param headers sent with each alert, likewise
 */
public record WebhookSettings(String address, Map<String, String> headers) {

  /**
   * @throws IllegalArgumentException if the address is missing
   */
  public WebhookSettings {
    if (address == null || address.isBlank()) {
      throw new IllegalArgumentException("a webhook needs an address");
    }
    headers = headers == null ? Map.of() : Map.copyOf(headers); // absent in the file
  }
}
