package io.boogeyman.cli.policy;

import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.defend.policy.TriggerRegister;
import io.boogeyman.defend.watermark.Trigger;
import io.boogeyman.defend.watermark.TriggerSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A thief's marked queries, as a gateway would keep them of his accounts in one month. */
final class ThiefTriggers implements TriggerRegister {
  private final Map<ClientName, TriggerSet> accounts = new LinkedHashMap<>();

  @Override
  public synchronized void add(Entry entry) {
    TriggerSet before =
        accounts.getOrDefault(entry.client(), new TriggerSet(entry.model(), List.of()));
    if (before.size() < TriggerSet.MOST) {
      List<Trigger> all = new ArrayList<>(before.triggers());
      all.add(entry.trigger());
      accounts.put(entry.client(), new TriggerSet(entry.model(), all));
    }
  }

  /** Those of the account that was given most; empty if none was given any. */
  synchronized Optional<TriggerSet> most() {
    return accounts.values().stream().max(Comparator.comparing(TriggerSet::size));
  }
}
