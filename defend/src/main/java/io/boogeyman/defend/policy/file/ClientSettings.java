package io.boogeyman.defend.policy.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Optional;

/**
 * Who may ask how much.
 *
 * @param each every client without a line of its own; without it they may ask without end
 * @param accounts by name of the client, as {@code KIND:NAME}
 * @param all all clients together
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ClientSettings(
    Optional<Allowance> each, Optional<Map<String, Allowance>> accounts, Optional<Allowance> all) {

  /** Nobody is limited. */
  public static ClientSettings unlimited() {
    return new ClientSettings(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** What a client may ask; empty if it may ask without end. */
  public Optional<Allowance> of(String client) {
    return accounts.map(named -> named.get(client)).or(() -> each);
  }
}
