package io.boogeyman.defend.policy.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.boogeyman.defend.policy.ClientName;
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

  /**
   * @throws IllegalArgumentException in one line, if a name is none
   */
  public ClientSettings {
    accounts.ifPresent(named -> named.keySet().forEach(ClientName::new));
  }

  /** Nobody is limited. */
  public static ClientSettings unlimited() {
    return new ClientSettings(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** What a client may ask; empty if it may ask without end. */
  public Optional<Allowance> of(ClientName client) {
    return accounts.map(named -> named.get(client.value())).or(() -> each);
  }
}
