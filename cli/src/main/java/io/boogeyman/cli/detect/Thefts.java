package io.boogeyman.cli.detect;

import io.boogeyman.cli.result.DetectionResult.Loot;
import java.io.IOException;
import java.util.List;

/** What attackers get from the victim, if nobody stops them. */
@FunctionalInterface
public interface Thefts {
  /** Nothing is stolen: only whether attackers are seen is measured. */
  Thefts NONE = attack -> List.of();

  /**
   * What this one gets, one a budget, ascending.
   *
   * @throws IOException if images cannot be read or results not written
   */
  List<Loot> by(Attack attack) throws IOException;
}
